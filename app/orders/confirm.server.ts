import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf, deadline } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { whyNotConfirm } from './confirming'
import { lockOrder, type LockedOrder, moveOrder } from './lock.server'
import { findContract, listConfirmations, sideOf } from './queries.server'
import { otherSide, tellSide } from './tell.server'

type Tx = Kysely<Database>

/**
 * One side agrees to the contract whose hash it read; with the second side the order is confirmed, and owed.
 * Refuses: order-unknown, order-not-placed, confirmation-over, contract-changed, tax-rate-missing, already-confirmed.
 */
export async function confirmOrder(tx: Tx, actor: Actor, orderId: string, hash: string) {
  const order = await lockOrder(tx, orderId)
  const side = partyOf(actor, order)
  const contract = (await findContract(tx, orderId)) ?? refuse('contract-changed')
  const lines = await tx.selectFrom('orderLines').select('taxBps').where('orderId', '=', orderId).execute()
  const confirmed = await listConfirmations(tx, contract.id)
  refuseIf(whyNotConfirm(order, contract, lines, confirmed, side, hash, order.lockedAt))
  await agree(tx, order, contract, confirmed, { side, personId: actor.personId, scanId: null })
}

/** Which side, by whose hand; `scanId`: by the stamped paper that an officer has compared. */
type Agreement = { side: 'enterprise' | 'vendor'; personId: string; scanId: string | null }

/** Keeps how one side has agreed; with the second side the order is confirmed. */
export async function agree(
  tx: Tx,
  { lockedAt: now, ...order }: LockedOrder,
  { id: contractId, hash }: { id: string; hash: string },
  confirmed: readonly unknown[],
  by: Agreement,
) {
  const confirm = by.scanId
    ? sql`select confirm_by_scan(${by.scanId}::uuid)`
    : sql`select confirm_contract(${contractId}::uuid, ${hash})`
  await confirm.execute(tx)
  // Whoever has agreed needs no paper compared any more.
  await tx
    .updateTable('sealedScans')
    .set({ state: 'withdrawn', decidedBy: by.personId, decidedAt: now })
    .where('contractId', '=', contractId)
    .where('side', '=', by.side)
    .where('state', '=', 'sent')
    .execute()
  await record(
    tx,
    'order.agreed',
    order.id,
    { order: order.id, side: by.side, contract: contractId },
    { org: order.enterpriseId, round: order.roundId },
  )
  if (confirmed.length > 0) await conclude(tx, order, hash, now)
}

/** Both have agreed: the periods that begin with the contract begin. */
async function conclude(tx: Tx, order: Omit<LockedOrder, 'lockedAt'>, hash: string, now: Date) {
  const orderId = order.id
  const calendar = await loadCalendar(tx)
  const dues = await tx
    .selectFrom('orderDues')
    .select(['id', 'workdays'])
    .where('orderId', '=', orderId)
    .where('rule', '=', 'confirmed')
    .orderBy('workdays')
    .execute()
  const dated = dues.map(({ id, workdays }) => ({
    id,
    dueAt: deadline(calendar, dayOf(now), workdays, 'wd').dueAt,
  }))
  for (const { id, dueAt } of dated)
    await tx.updateTable('orderDues').set({ dueAt }).where('id', '=', id).execute()
  await moveOrder(tx, orderId, 'confirm', {
    contractHash: hash,
    confirmedAt: now,
    payDue: dated[0]?.dueAt ?? null,
  })
  const event = await record(
    tx,
    'order.confirmed',
    orderId,
    { order: orderId },
    { org: order.enterpriseId, round: order.roundId },
  )
  await tellSide(tx, order, 'enterprise', 'order.confirmed', event)
}

/** A side that will not agree says why; the pledge's volume is free again. Refuses: order-unknown, already-moved. */
export async function declineOrder(tx: Tx, actor: Actor, orderId: string, reason: string) {
  const { lockedAt: now, ...order } = await lockOrder(tx, orderId)
  const side = partyOf(actor, order)
  await moveOrder(tx, orderId, 'decline', { closeReason: reason, closedAt: now })
  const event = await record(
    tx,
    'order.declined',
    orderId,
    { order: orderId, side },
    { org: order.enterpriseId, round: order.roundId },
  )
  await tellSide(tx, order, otherSide(side), 'order.declined', event)
}

export function partyOf(actor: Actor, order: { enterpriseId: string; vendorId: string }) {
  const side = sideOf(actor, order)
  return side === 'office' ? refuse('order-unknown') : side
}
