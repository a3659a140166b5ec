import { ordersChanges } from './orders-changes'
import { ordersContract } from './orders-contract'
import { ordersDelivery } from './orders-delivery'
import { ordersInvoices } from './orders-invoices'
import { ordersPages } from './orders-pages'
import { ordersTaxes } from './orders-taxes'
import { ordersTaxpayer } from './orders-taxpayer'

export { ordersRefusals } from './orders-refusals'

/** All that the room says, by subject. */
export const orders = {
  ...ordersPages,
  ...ordersContract,
  ...ordersDelivery,
  ...ordersChanges,
  ...ordersInvoices,
  ...ordersTaxes,
  ...ordersTaxpayer,
}
