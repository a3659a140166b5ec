import type { ActionFunctionArgs } from '@remix-run/node'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { keepKeys, keepPeels, takeWraps } from '../peels/peel.server'
import { ceremonyForm } from '../peels/peeling'

export const handle = page({ access: 'opening.attend', title: 'bids.opening', stepUp: true })

/** What an opener's browser takes and brings back, batch by batch. */
export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const roundId = params.roundId!
  return withForm(entered, ceremonyForm, async (tx, work) => {
    if (work.move === 'take')
      return Response.json({ wraps: await takeWraps(tx, actor, roundId, work.stage, work.over) })
    const opened = await (work.move === 'peel'
      ? keepPeels(tx, actor, roundId, work)
      : keepKeys(tx, actor, roundId, work))
    return Response.json({ opened })
  })
}
