import type { LoaderFunctionArgs } from '@remix-run/node'
import { findReceiptOf } from '~/rounds/sealing/receipt.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'

export const handle = page({ access: 'bid.submit', title: 'bids.bundles' })

/** `receipt/1` of the vendor's bundles as a file; to the author alone (row policy of sealed items). */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const receipt = found(await findReceiptOf(db, { bundleOf: params.roundId! }, 'bundle'))
  return new Response(`${JSON.stringify(receipt)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment',
    },
  })
}
