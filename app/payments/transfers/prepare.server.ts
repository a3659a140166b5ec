import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import type { Actor } from '~/people/actor'
import { findOwed } from '../payouts/preparing.server'
import { legsOf, type Source, whyNotPayByTransfer } from './transferring'

type Tx = Kysely<Database>

/**
 * An officer prepares what one vendor is owed for some orders as transfers to its connected account: one for each card
 * payment that the money came by. Refuses: payout-of-two-vendors, as `whyNotPayOut` and `whyNotTransfer`.
 */
export async function prepareTransfers(
  tx: Tx,
  actor: Actor,
  orderIds: readonly string[],
  on: boolean,
): Promise<string[]> {
  const owed = await findOwed(tx, orderIds, 'stripe_transfer', (order, now) =>
    whyNotPayByTransfer(order, { on }, now),
  )
  const { vendorId, currency, payeeAccountId } = owed
  const legs = legsOf(owed.orders, await listSources(tx, orderIds), owed.clawback)
  const ids: string[] = []
  for (const { orderId, paymentId, gross, clawback } of legs) {
    const { id } = await tx
      .insertInto('payouts')
      .values({
        vendorId,
        rail: 'stripe_transfer',
        gross,
        clawback,
        currency,
        payeeAccountId,
        preparedBy: actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx.insertInto('payoutParts').values({ payoutId: id, orderId, paymentId, amount: gross }).execute()
    await record(tx, 'payout.prepared', id, { payout: id, orders: [orderId] })
    ids.push(id)
  }
  return ids
}

/** Card payments of orders with what of each may still be transferred on, the first payment first. */
async function listSources(tx: Tx, orderIds: readonly string[]): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select payment_id, order_id, fen as left from transferable where order_id = any(${[...orderIds]}::uuid[]) and fen > 0
    order by order_id, payment_id`.execute(tx)
  return rows
}
