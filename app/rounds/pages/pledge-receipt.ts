import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findReceiptOf } from '../sealing/receipt.server'

export const handle = page({ access: 'pledge.read', title: 'rounds.pledge' })

/** `receipt/1` of a pledge's sealed conditions as a file; to the author alone (row policy of sealed items). */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const receipt = found(await findReceiptOf(db, { pledgeId: params.pledgeId! }, 'ceiling'))
  return new Response(`${JSON.stringify(receipt)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment',
    },
  })
}
