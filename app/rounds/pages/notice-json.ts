import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findRound } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.show' })

/** The published notice byte for byte, so that anyone can compute its hash. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { number, notice } = found(await findRound(db, actor, params.roundId!))
  return new Response(found(notice), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${number}-notice.json"`,
    },
  })
}
