import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { contractAnswer } from '../contract/answer.server'
import { findFramework, findOrder } from '../queries.server'

export const handle = page({ access: 'order.read', title: 'orders.show' })

/** The framework agreement that an order stands under, as paper. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  return contractAnswer(found(await findFramework(db, order)), [], url)
}
