import type { LoaderFunctionArgs } from '@remix-run/node'
import { env } from '~/env.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { publicTimeline } from '../overview/timeline'
import { findRound, listRoundEvents } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.timeline' })

/** Every public event of a round with its place in the signed log (procurement.md §11). */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const round = found(await findRound(db, actor, params.roundId!))
  const events = await listRoundEvents(db, round.id)
  return new Response(`${JSON.stringify(publicTimeline(round, events, env.PUBLIC_ORIGIN), null, 2)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' },
  })
}
