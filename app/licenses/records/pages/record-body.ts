import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findRecord } from '../queries.server'

export const handle = page({ access: 'record.read', title: 'people.resource' })

/** The canonical bytes of a purchase record, the same for both sides: their SHA-256 is the record's. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const { no, body } = found(await findRecord(db, params.recordNo!))
  return new Response(body, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${no}.json"`,
      'cache-control': 'private, no-store',
    },
  })
}
