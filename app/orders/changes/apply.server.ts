import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Facts, record } from '~/kernel/events.server'
import { allocate } from '~/kernel/money'
import { addDays, startOf } from '~/kernel/workdays'
import { finishIfServed } from '../accept.server'
import { writeCallOff } from '../contract/write.server'
import { writeWaiting } from '../invoices/agreed.server'
import { type LockedOrder, moveOrder } from '../lock.server'
import { listDues } from '../queries.server'
import { tellSide } from '../tell.server'
import { type Change, reducedBy, type Side } from './changing'

type Tx = Kysely<Database>

/** Of which change it is the effect; `side`: who acted without the other, null when both agreed. */
type Agreed = { id: string; reason: string; side: Side | null }

/** What both sides agreed to takes effect: in the order, in its dues, and as the next version of its contract. */
export async function applyChange(tx: Tx, order: LockedOrder, agreed: Agreed, change: Change) {
  switch (change.kind) {
    case 'cancel':
    case 'terminate':
      return endOrder(tx, order, agreed, change)
    case 'quantity':
      return reduce(tx, order, agreed, change)
    case 'delivery_date':
      await set(tx, order.id, { deliverDue: startOf(addDays(change.deliverOn, 1)) })
      return supplement(tx, order, agreed, 'order.changed', { kind: change.kind })
    case 'invoice_data':
      await writeWaiting(tx, order.id, change.invoice)
      return supplement(tx, order, agreed, 'order.changed', { kind: change.kind })
    case 'end_user':
      await set(tx, order.id, { endUser: change.endUser })
      return supplement(tx, order, agreed, 'order.changed', { kind: change.kind })
  }
}

/** Nothing more is delivered; what was paid for it goes back, what was accepted stays. */
async function endOrder(tx: Tx, order: LockedOrder, agreed: Agreed, change: Change) {
  const { amount, units } = await giveUp(tx, order.id, change)
  const move = change.kind === 'cancel' ? 'cancel' : 'terminate'
  await moveOrder(tx, order.id, move, {
    canceled: order.canceled + amount,
    closeReason: agreed.reason,
    closedAt: order.lockedAt,
  })
  const kind = change.kind === 'cancel' ? 'order.canceled' : 'order.terminated'
  const facts = { change: agreed.id, by: agreed.side ?? 'both', units, amount: String(amount) }
  await tell(tx, order, kind, facts)
}

async function reduce(tx: Tx, order: LockedOrder, agreed: Agreed, change: Change) {
  const { amount, units } = await giveUp(tx, order.id, change)
  const canceled = order.canceled + amount
  await set(tx, order.id, { canceled })
  await resizeDues(tx, order.id, order.total - canceled)
  await supplement(tx, order, agreed, 'order.reduced', { units, amount: String(amount) })
  await finishIfServed(tx, { ...order, canceled })
}

/** Takes units off the lines; answers how many, and what they cost after rebates, fen. */
async function giveUp(tx: Tx, orderId: string, change: Change) {
  const lines = await tx
    .selectFrom('orderLines')
    .selectAll()
    .select(sql<bigint>`unit_price - rebate_per_unit(order_lines.id)`.as('netPrice'))
    .where('orderId', '=', orderId)
    .execute()
  const less = reducedBy(change, lines)
  let [units, amount] = [0, 0n]
  for (const line of lines) {
    const own = less.get(line.id) ?? 0
    if (own === 0) continue
    await tx
      .updateTable('orderLines')
      .set({ canceled: line.canceled + own })
      .where('id', '=', line.id)
      .execute()
    units += own
    amount += line.netPrice * BigInt(own)
  }
  return { units, amount }
}

/** The dues keep their shares of what is left. */
export async function resizeDues(tx: Tx, orderId: string, owed: bigint) {
  const dues = await listDues(tx, orderId)
  const amounts = allocate(
    owed,
    dues.map(({ amount }) => amount),
  )
  for (const [at, { id }] of dues.entries())
    await tx.updateTable('orderDues').set({ amount: amounts[at]! }).where('id', '=', id).execute()
}

/** The order's contract in its new words; the proposal and its confirmation are the two sides' signatures. */
async function supplement(tx: Tx, order: LockedOrder, agreed: Agreed, kind: string, facts: Facts) {
  const contract = await writeCallOff(tx, order.id, 'supplement')
  await tx.updateTable('orderChanges').set({ contractId: contract.id }).where('id', '=', agreed.id).execute()
  await sql`select confirm_supplement(${agreed.id}::uuid)`.execute(tx)
  await set(tx, order.id, { contractHash: contract.hash })
  await tell(tx, order, kind, { change: agreed.id, contract: contract.id, ...facts })
}

type Settable = Partial<Pick<LockedOrder, 'deliverDue' | 'endUser' | 'canceled' | 'contractHash'>>

const set = (tx: Tx, orderId: string, changes: Settable) =>
  tx.updateTable('orders').set(changes).where('id', '=', orderId).execute()

async function tell(tx: Tx, order: LockedOrder, kind: string, facts: Facts) {
  const about = { org: order.enterpriseId, round: order.roundId }
  const event = await record(tx, kind, order.id, { order: order.id, ...facts }, about)
  for (const side of ['enterprise', 'vendor'] as const) await tellSide(tx, order, side, kind, event)
}
