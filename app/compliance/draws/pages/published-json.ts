import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { drawFileOf, findDraw } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'compliance.draw-published' })

/** What anyone repeats the draw from: `npm run --silent audit -- draw FILE`. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const file = found(drawFileOf(found(await findDraw(db, params.campaignId!))))
  const headers = { 'content-disposition': `attachment; filename="draw-${params.campaignId}.json"` }
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
}
