import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findContract, findOrder, listSigners } from '../queries.server'
import { contractAnswer } from '../contract/answer.server'

export const handle = page({ access: 'order.read', title: 'orders.show' })

/** The call-off contract as paper; `?language=both` adds the English part. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  const contract = found(await findContract(db, order.id))
  return contractAnswer(contract, await listSigners(db, contract.id), url)
}
