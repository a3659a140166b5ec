import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { lockOrder } from '~/orders/lock.server'
import type { Actor } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { account } from '../ledger/accounts'
import { post } from '../ledger/post.server'
import { payoutApproved, reversed } from '../ledger/postings'
import { payoutLifecycle } from '../lifecycle'
import { approversOf, whyNotApprove, whyNotPayOut } from './paying-out'
import { findOwed } from './preparing.server'

type Tx = Kysely<Database>

/**
 * An officer joins what one vendor is owed for some orders into a payout; what the vendor owes is netted first.
 * Refuses: payout-of-two-vendors, and as `whyNotPayOut`.
 */
export async function preparePayout(tx: Tx, actor: Actor, orderIds: readonly string[]) {
  const owed = await findOwed(tx, orderIds, 'bank', (order, now) => whyNotPayOut(order, order, now))
  const { orders, vendorId, currency, payeeAccountId } = owed
  const gross = orders.reduce((sum, { payable }) => sum + payable, 0n)
  const clawback = owed.clawback < gross ? owed.clawback : gross
  const { id } = await tx
    .insertInto('payouts')
    .values({
      vendorId,
      gross,
      clawback,
      currency,
      payeeAccountId,
      preparedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('payoutParts')
    .values(orders.map(({ orderId, payable }) => ({ payoutId: id, orderId, amount: payable })))
    .execute()
  await record(tx, 'payout.prepared', id, { payout: id, orders: orders.map(({ orderId }) => orderId) })
  return id
}

/**
 * Another person agrees, above ¥500,000 two of them; then the money leaves the vendor's payable for the way. Answers
 * whether it was the last agreement. Refuses: already-moved, same-person, money-not-there, payee-changed, chargeback-open,
 * fraud-warning, account-not-active.
 */
export async function approvePayout(tx: Tx, actor: Actor, payoutId: string): Promise<boolean> {
  const payout = await lockPayout(tx, payoutId)
  refuseIf(whyNotApprove(payout, actor.personId))
  if (payout.approvedBy === null && approversOf(payout) > 1) {
    await tx.updateTable('payouts').set({ approvedBy: actor.personId }).where('id', '=', payoutId).execute()
    await record(tx, 'payout.half_approved', payoutId, { payout: payoutId })
    return false
  }
  const parts = await partsOf(tx, payoutId)
  for (const { orderId } of parts) await lockOrder(tx, orderId)
  await refuseIfChargedBack(tx, parts)
  await refuseIfWarned(tx, parts)
  await refuseIfPayeeChanged(tx, payout)
  const by =
    payout.approvedBy === null ? { approvedBy: actor.personId } : { secondApprovedBy: actor.personId }
  await movePayout(tx, payoutId, 'approve', { ...by, approvedAt: sql<Date>`clock_timestamp()` })
  await post(tx, payoutApproved(payout, parts, payout.clawback), null, [
    { id: account.transit(payoutId), orgId: payout.vendorId },
    { id: account.clawback(payout.vendorId), orgId: payout.vendorId },
  ])
  await record(
    tx,
    'payout.approved',
    payoutId,
    { payout: payoutId, amount: String(payout.amount) },
    about(payout),
  )
  if (payout.amount === 0n) await settleNetted(tx, payoutId)
  return true
}

/** A buyer's bank may have taken the money back since the payout was prepared. */
async function refuseIfChargedBack(tx: Tx, parts: readonly { orderId: string }[]) {
  const orders = parts.map(({ orderId }) => orderId)
  const { rows } = await sql<{ isTaken: boolean }>`
    select exists (select from unnest(${sql.val(orders)}::uuid[]) as o (id), chargebacks_over(o.id)) as is_taken`.execute(
    tx,
  )
  refuseIf(rows[0]!.isTaken ? 'chargeback-open' : null)
}

/** A card network may suspect fraud since then. */
async function refuseIfWarned(tx: Tx, parts: readonly { orderId: string }[]) {
  const orders = parts.map(({ orderId }) => orderId)
  const { rows } = await sql<{ isWarned: boolean }>`
    select exists (select from unnest(${sql.val(orders)}::uuid[]) as o (id), fraud_warnings_over(o.id)) as is_warned`.execute(
    tx,
  )
  refuseIf(rows[0]!.isWarned ? 'fraud-warning' : null)
}

/** The account that was checked at preparing is still the one that counts, and can still receive. */
async function refuseIfPayeeChanged(tx: Tx, payout: LockedPayout) {
  const payee = await tx
    .selectFrom('payeeAccounts')
    .select('id')
    .where('vendorId', '=', payout.vendorId)
    .where('rail', '=', payout.rail)
    .where('state', '=', 'active')
    .executeTakeFirst()
  refuseIf(payee?.id === payout.payeeAccountId ? null : 'payee-changed')
  if (payout.rail === 'bank') return
  const receiver = await tx
    .selectFrom('connectedAccounts')
    .select('capability')
    .where('vendorId', '=', payout.vendorId)
    .executeTakeFirst()
  refuseIf(receiver?.capability === 'active' ? null : 'account-not-active')
}

/** Everything was netted against what the vendor owes: nothing goes to the bank. */
async function settleNetted(tx: Tx, payoutId: string) {
  await movePayout(tx, payoutId, 'send', { sentAt: sql<Date>`clock_timestamp()` })
  await movePayout(tx, payoutId, 'settle', { settledAt: sql<Date>`clock_timestamp()` })
}

/** The instruction has gone to the bank. Refuses: sent-by-itself, already-moved. */
export async function sendPayout(tx: Tx, payoutId: string) {
  const payout = await lockPayout(tx, payoutId)
  refuseIf(payout.rail === 'bank' ? null : 'sent-by-itself')
  await movePayout(tx, payoutId, 'send', { sentAt: sql<Date>`clock_timestamp()` })
  const orders = (await partsOf(tx, payoutId)).map(({ orderId }) => orderId)
  const event = await record(tx, 'payout.sent', payoutId, { payout: payoutId, orders }, about(payout))
  await tellVendor(tx, payout, 'payout.sent', event)
}

/** The bank did not carry it out: the money is payable again by the exact opposite. Refuses: sent-by-itself, already-moved. */
export async function failPayout(tx: Tx, payoutId: string, reason: string) {
  const { rail } = await lockPayout(tx, payoutId)
  refuseIf(rail === 'bank' ? null : 'sent-by-itself')
  await payAgain(tx, payoutId, reason)
}

/** A payout that was sent and not carried out: its orders' money is payable again. */
export async function payAgain(tx: Tx, payoutId: string, reason: string) {
  const payout = await lockPayout(tx, payoutId)
  const parts = await partsOf(tx, payoutId)
  for (const { orderId } of parts) await lockOrder(tx, orderId)
  await movePayout(tx, payoutId, 'fail', { failure: reason, endedAt: sql<Date>`clock_timestamp()` })
  await post(tx, reversed(payoutApproved(payout, parts, payout.clawback), 'failed'), null)
  await record(tx, 'payout.failed', payoutId, { payout: payoutId }, about(payout))
}

/** A prepared payout is not wanted after all. Refuses: already-moved. */
export async function dropPayout(tx: Tx, payoutId: string) {
  await lockPayout(tx, payoutId)
  await movePayout(tx, payoutId, 'drop', { endedAt: sql<Date>`clock_timestamp()` })
  await record(tx, 'payout.dropped', payoutId, { payout: payoutId })
}

type Move = keyof typeof payoutLifecycle.moves

export async function movePayout(tx: Tx, payoutId: string, move: Move, changes: object = {}) {
  const { from, to } = payoutLifecycle.moves[move]
  const moved = await tx
    .updateTable('payouts')
    .set({ ...changes, state: to })
    .where('id', '=', payoutId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
}

export async function lockPayout(tx: Tx, payoutId: string) {
  const payout = await tx
    .selectFrom('payouts')
    .selectAll()
    .where('id', '=', payoutId)
    .forUpdate()
    .executeTakeFirst()
  if (!payout) return refuse('already-moved')
  return { ...payout, amount: payout.amount ?? payout.gross - payout.clawback }
}

export type LockedPayout = Awaited<ReturnType<typeof lockPayout>>

/** Its orders, in the order in which they are locked. */
export const partsOf = (tx: Tx, payoutId: string) =>
  tx
    .selectFrom('payoutParts')
    .select(['orderId', 'amount'])
    .where('payoutId', '=', payoutId)
    .orderBy('orderId')
    .execute()

export const about = ({ vendorId }: { vendorId: string }) => ({ org: vendorId })

export const tellVendor = (
  tx: Tx,
  payout: { vendorId: string; code: string },
  kind: string,
  event: string | null,
) =>
  notifyMembers(tx, payout.vendorId, ['vendor'], {
    kind,
    href: '/vendor/payouts',
    facts: { code: payout.code },
    event,
  })
