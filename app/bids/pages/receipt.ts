import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findReceipt } from '../queries.server'

export const handle = page({ access: 'bid.read', title: 'bids.show' })

/** `receipt/1` as a file; to the author of the envelope alone (row policy of sealed items). */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const receipt = found(await findReceipt(db, params.bidId!, params.kind!))
  return new Response(`${JSON.stringify(receipt)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment',
    },
  })
}
