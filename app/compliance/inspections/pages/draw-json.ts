import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findInspection } from '../queries.server'
import { computerFileOf } from '../visiting.server'

export const handle = page({ access: 'campaign.read', title: 'people.resource' })

/** What the draw of an enterprise's computers is repeated from: `npm run --silent audit -- draw FILE`. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const file = found(computerFileOf(found(await findInspection(db, params.inspectionId!))))
  const headers = { 'content-disposition': `attachment; filename="computers-${params.inspectionId}.json"` }
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
}
