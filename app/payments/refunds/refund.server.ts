import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { lockOrder } from '~/orders/lock.server'
import { shareTaxOn } from '~/orders/taxes/rates.server'
import type { Actor } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { account } from '../ledger/accounts'
import { balancesOf, post } from '../ledger/post.server'
import { refundApproved, type RefundSource } from '../ledger/postings'
import { refundLifecycle } from '../lifecycle'
import { progressOf } from '../release.server'
import { planReversals } from '../transfers/planning.server'
import { findUninvoiced } from './request.server'
import { endUncured } from './uncured.server'
import { whyNotApproveRefund, whyNotPrepareRefund } from './requesting'
import { refundSources } from './sources'

type Tx = Kysely<Database>

export type Payee = {
  payeeName: string
  payeeAccount: string
  payeeBank: string
  letterFileId: string | null
  calledBack: boolean
}

/**
 * The first person has checked cause, amount and payee; an account other than the payer's needs a letter and a call
 * back. Refuses: already-moved, same-person, letter-and-call-needed.
 */
export async function prepareRefund(tx: Tx, actor: Actor, refundId: string, payee: Payee | null) {
  const refund = await lockRefund(tx, refundId)
  refuseIf(whyNotPrepareRefund(refund, actor.personId))
  const other = payee && payee.payeeAccount !== refund.payeeAccount ? payee : null
  if (other)
    refuseIf(other.letterFileId && other.calledBack ? null : 'letter-and-call-needed', { field: 'letter' })
  const { calledBack, ...named } = other ?? { calledBack: false }
  await tx
    .updateTable('refunds')
    .set({
      ...named,
      ...(calledBack && { calledBackAt: sql<Date>`clock_timestamp()` }),
      preparedBy: actor.personId,
    })
    .where('id', '=', refundId)
    .execute()
  await record(tx, 'refund.prepared', refundId, { refund: refundId }, { org: refund.enterpriseId })
}

/**
 * The second person agrees: the money leaves its accounts for the way back, the fee gives back its share.
 * Refuses: already-moved, same-person, not-prepared, chargeback-open, red-letter-first, cured-since, refund-above-money.
 */
export async function approveRefund(tx: Tx, actor: Actor, refundId: string) {
  const refund = await lockRefund(tx, refundId)
  const order = refund.orderId ? await lockOrder(tx, refund.orderId) : null
  refuseIf(whyNotApproveRefund(refund, actor.personId))
  if (refund.state === 'waiting_red_letter') await refuseIfInvoiced(tx, refund)
  if (order && refund.cause === 'rejection' && refund.state !== 'failed') await endUncured(tx, actor, order)
  // What failed on its way has left its accounts already.
  const sources = refund.state === 'failed' ? null : await sourcesOf(tx, refund, order)
  await moveRefund(tx, refundId, 'approve', {
    approvedBy: actor.personId,
    approvedAt: sql<Date>`clock_timestamp()`,
    failure: null,
  })
  if (sources) await bookApproval(tx, refund, order, sources)
  await record(
    tx,
    'refund.approved',
    refundId,
    { refund: refundId, amount: String(refund.amount) },
    { org: refund.enterpriseId },
  )
}

type Order = Awaited<ReturnType<typeof lockOrder>>

async function bookApproval(
  tx: Tx,
  refund: LockedRefund,
  order: Order | null,
  sources: readonly RefundSource[],
) {
  await tx
    .updateTable('payments')
    .set((row) => ({ refunding: row('refunding', '+', refund.amount) }))
    .where('id', '=', refund.paymentId)
    .execute()
  await tx
    .updateTable('refunds')
    .set({
      sources: JSON.stringify(sources.map(({ amount, ...from }) => ({ ...from, amount: String(amount) }))),
    })
    .where('id', '=', refund.id)
    .execute()
  await post(tx, refundApproved(refund.id, refund.orderId, sources), null, [
    {
      id: account.refund(refund.id),
      orgId: refund.enterpriseId,
      ...(refund.orderId && { orderId: refund.orderId }),
    },
    ...(order ? [{ id: account.clawback(order.vendorId), orgId: order.vendorId }] : []),
    { id: account.fee },
    { id: account.taxOutput },
  ])
  const owed = sources.find(({ from }) => from === 'clawback')
  if (owed && order) await planReversals(tx, order.id, { cause: 'refund', causeId: refund.id }, owed.amount)
  const held = sources.find(({ from }) => from === 'held')
  if (held)
    await sql`select consume_holds(${refund.orderId}::uuid, ${refund.id}::uuid, ${held.amount}::bigint)`.execute(
      tx,
    )
}

/** From where the money is taken: not yet released, held, payable, then what the vendor owes. */
async function sourcesOf(tx: Tx, refund: LockedRefund, order: Order | null): Promise<RefundSource[]> {
  if (!order) return [{ from: 'unapplied', enterpriseId: refund.enterpriseId, amount: refund.amount }]
  const of = await balancesOf(tx, [
    account.order(order.id),
    account.held(order.id),
    account.payable(order.id),
  ])
  const { kept } = await progressOf(tx, order.id)
  const feeTaxBps = await shareTaxOn(tx, order, dayOf(order.lockedAt))
  const funds = {
    order: -of(account.order(order.id)),
    held: -of(account.held(order.id)),
    payable: -of(account.payable(order.id)),
    released: kept,
  }
  return refundSources(order, funds, refund.amount, { feeBps: order.feeBps, feeTaxBps })
}

/** Invoiced money goes back only when red letters have taken its invoices back. */
async function refuseIfInvoiced(tx: Tx, refund: LockedRefund) {
  const free = await findUninvoiced(tx, refund.orderId!)
  refuseIf(free >= refund.amount ? null : 'red-letter-first')
}

/** Refuses: already-moved. */
export async function refuseRefund(tx: Tx, refundId: string, reason: string) {
  const refund = await lockRefund(tx, refundId)
  await moveRefund(tx, refundId, 'refuse', { refusedReason: reason })
  const event = await record(
    tx,
    'refund.refused',
    refundId,
    { refund: refundId },
    { org: refund.enterpriseId },
  )
  await tellPayer(tx, refund, 'refund.refused', event)
}

/** The instruction has gone to the bank. Refuses: sent-by-itself, already-moved. */
export async function sendRefund(tx: Tx, refundId: string) {
  const refund = await lockRefund(tx, refundId)
  refuseIf(refund.rail === 'bank' ? null : 'sent-by-itself')
  await moveRefund(tx, refundId, 'send', { sentAt: sql<Date>`clock_timestamp()` })
  await record(tx, 'refund.sent', refundId, { refund: refundId }, { org: refund.enterpriseId })
}

/** The bank did not carry it out; the money stays on its way until someone approves it anew. Refuses: already-moved. */
export async function failRefund(tx: Tx, refundId: string, reason: string) {
  const refund = await lockRefund(tx, refundId)
  if (refund.state !== 'sent') refuse('already-moved')
  refuseIf(refund.rail === 'bank' ? null : 'sent-by-itself')
  await moveRefund(tx, refundId, 'fail', { failure: reason })
  await record(tx, 'refund.failed', refundId, { refund: refundId }, { org: refund.enterpriseId })
}

/** Tells, line by line, that the money is back. */
export async function refundSucceeded(tx: Tx, refund: LockedRefund) {
  const parts = await tx
    .selectFrom('refundParts')
    .select(['orderLineId', 'quantity', 'amount'])
    .where('refundId', '=', refund.id)
    .orderBy('orderLineId')
    .execute()
  const about = { org: refund.enterpriseId }
  for (const { orderLineId, quantity, amount } of parts)
    await record(
      tx,
      'refund.succeeded',
      refund.id,
      { refund: refund.id, order: refund.orderId, line: orderLineId, quantity, amount: String(amount) },
      about,
    )
  await tellPayer(tx, refund, 'refund.paid', null)
}

type Move = keyof typeof refundLifecycle.moves

export async function moveRefund(tx: Tx, refundId: string, move: Move, changes: object = {}) {
  const { from, to } = refundLifecycle.moves[move]
  const moved = await tx
    .updateTable('refunds')
    .set({ ...changes, state: to })
    .where('id', '=', refundId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
}

/** Takes the row of its order before its own, as a chargeback does that suspends it: neither waits for the other. Refuses already-moved. */
export async function lockRefund(tx: Tx, refundId: string) {
  const seen = await tx.selectFrom('refunds').select('orderId').where('id', '=', refundId).executeTakeFirst()
  if (seen?.orderId) await lockOrder(tx, seen.orderId)
  const refund = await tx
    .selectFrom('refunds')
    .selectAll()
    .where('id', '=', refundId)
    .forUpdate()
    .executeTakeFirst()
  return refund ?? refuse('already-moved')
}

export type LockedRefund = Awaited<ReturnType<typeof lockRefund>>

const tellPayer = (tx: Tx, refund: LockedRefund, kind: string, event: string | null) =>
  notifyMembers(tx, refund.enterpriseId, ['buyer', 'approver'], {
    kind,
    href: refund.orderId ? `/orders/${refund.orderId}` : '/payments',
    facts: { code: refund.code },
    event,
  })
