import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { lockOrder } from '~/orders/lock.server'
import { listPayable } from './queries.server'

type Tx = Kysely<Database>
type Payable = Awaited<ReturnType<typeof listPayable>>[number]

/**
 * What one vendor is owed for some orders, whose rows are held from now on, and the account of the rail that takes it.
 * Refuses: nothing-payable, payout-of-two-vendors, and what the rail has against an order.
 */
export async function findOwed(
  tx: Tx,
  orderIds: readonly string[],
  rail: 'bank' | 'stripe_transfer',
  whyNot: (order: Payable, now: Date) => string | null,
) {
  let now = new Date(0)
  for (const id of orderIds.toSorted()) now = (await lockOrder(tx, id)).lockedAt
  const orders = await listPayable(tx, orderIds)
  const [first] = orders
  if (!first || orders.length < new Set(orderIds).size) return refuse('nothing-payable')
  const { vendorId, currency, clawback } = first
  refuseIf(orders.some((order) => order.vendorId !== vendorId) ? 'payout-of-two-vendors' : null)
  for (const order of orders) refuseIf(whyNot(order, now), { facts: { number: order.number } })
  const payee = await tx
    .selectFrom('payeeAccounts')
    .select('id')
    .where('vendorId', '=', vendorId)
    .where('rail', '=', rail)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  return { orders, vendorId, currency, clawback, payeeAccountId: payee.id }
}
