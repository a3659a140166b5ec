import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { findOrder } from '~/orders/queries.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { continueCheckout, expireCheckout } from '../stripe/checkout.server'
import { stripeRail } from '../stripe/rail.server'

export const handle = page({ access: 'payment.pay', title: 'payments.pay' })

/** Sends the buyer to the page of the try that stands; back to the order's payment where there is none to go to. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  const address = await continueCheckout(db, stripeRail(), order.id)
  return redirect(address ?? `/orders/${order.id}/payment`)
}

/** Closes that page, so that another amount or way can be chosen. */
export async function action(args: ActionFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  const closed = await expireCheckout(db, stripeRail(), order.id)
  return redirect(`/orders/${order.id}/payment${closed ? '?done=checkout-closed' : ''}`)
}
