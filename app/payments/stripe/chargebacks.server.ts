import { type Kysely, sql } from 'kysely'
import type Stripe from 'stripe'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { lockOrder } from '~/orders/lock.server'
import { shareTaxOn } from '~/orders/taxes/rates.server'
import { dayOf } from '~/kernel/workdays'
import { notifyAgencies } from '~/people/notify.server'
import { openBreak } from '../break.server'
import { account } from '../ledger/accounts'
import { balancesOf, post } from '../ledger/post.server'
import { disputeLost, disputeWithdrawn, disputeWon, type RefundSource } from '../ledger/postings'
import { chargebackLifecycle, type ChargebackState } from '../lifecycle'
import { refundSources } from '../refunds/sources'
import { progressOf } from '../release.server'
import { planReversals } from '../transfers/planning.server'
import type { Parked } from './seeing.server'
import { keepTransaction } from './transactions.server'

type Tx = Kysely<Database>
type Order = Awaited<ReturnType<typeof lockOrder>>
type Chargeback = Awaited<ReturnType<typeof lockChargeback>>

const stateOf: Record<string, ChargebackState> = {
  warning_needs_response: 'warning',
  warning_under_review: 'warning',
  warning_closed: 'closed',
  prevented: 'closed',
  needs_response: 'open',
  under_review: 'open',
  won: 'won',
  lost: 'lost',
}
const isWarning = (status: string) => status.startsWith('warning_') || status === 'prevented'
const idOf = (thing: string | { id: string } | null) =>
  typeof thing === 'string' ? thing : (thing?.id ?? null)

/** Takes a dispute as it is at Stripe: whatever was missed on the way is made up for, each step once. */
export async function seeDispute(tx: Tx, dispute: Stripe.Dispute): Promise<Parked | null> {
  const aim = stateOf[dispute.status]
  if (!aim) return 'status-unknown'
  const payment = await tx
    .selectFrom('payments')
    .select(['id', 'orderId'])
    .where('rail', '=', 'stripe')
    .where('externalId', '=', idOf(dispute.payment_intent) ?? '')
    .executeTakeFirst()
  if (!payment) return 'payment-unknown'
  const orders = await lockOrders(tx, payment.id)
  const order = payment.orderId ? orders.get(payment.orderId)! : null
  const known = await tx
    .selectFrom('chargebacks')
    .select('id')
    .where('disputeId', '=', dispute.id)
    .executeTakeFirst()
  const id = known?.id ?? (await open(tx, dispute, payment, order))
  const chargeback = await lockChargeback(tx, id)
  await keepTerms(tx, chargeback, dispute)
  if (aim !== 'warning' && chargeback.state === 'warning' && aim !== 'closed')
    await moveChargeback(tx, id, 'open')
  if (aim === 'warning' || aim === 'open') await suspendRefunds(tx, payment.id, !mayGoBack(dispute))
  for (const movement of dispute.balance_transactions)
    await keepTransaction(tx, movement, { paymentId: payment.id })
  const withdrawn = await takeMoney(tx, chargeback, dispute)
  if (aim === 'won') await win(tx, { ...chargeback, withdrawn }, order)
  if (aim === 'lost') await lose(tx, { ...chargeback, withdrawn }, order, orders)
  if (aim === 'closed') await end(tx, chargeback, order, 'close', 'closed')
  return null
}

/** The orders on which money of a payment stands, each locked, in the order in which everyone locks them. */
async function lockOrders(tx: Tx, paymentId: string) {
  const { rows } = await sql<{ orderId: string }>`
    select distinct order_id from payments
    where (id = ${paymentId} or source_id = ${paymentId}) and order_id is not null order by order_id`.execute(
    tx,
  )
  const orders = new Map<string, Order>()
  for (const { orderId } of rows) orders.set(orderId, await lockOrder(tx, orderId))
  return orders
}

async function open(
  tx: Tx,
  { id: disputeId, amount, currency, reason, status }: Stripe.Dispute,
  payment: { id: string; orderId: string | null },
  order: Order | null,
) {
  const { id } = await tx
    .insertInto('chargebacks')
    .values({
      disputeId,
      paymentId: payment.id,
      orderId: payment.orderId,
      state: isWarning(status) ? 'warning' : 'open',
      amount: BigInt(amount),
      currency: currency.toUpperCase(),
      reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(
    tx,
    'chargeback.opened',
    id,
    { chargeback: id, order: payment.orderId, amount: String(amount) },
    { org: order?.enterpriseId ?? null, round: order?.roundId ?? null },
  )
  await notifyAgencies(tx, ['officer'], {
    kind: 'chargeback.opened',
    href: `/office/chargebacks/${id}`,
    facts: { number: order?.number ?? '' },
  })
  return id
}

/** Until when the bank wants an answer, and whether the payment may still be given back. */
async function keepTerms(tx: Tx, { id }: Chargeback, dispute: Stripe.Dispute) {
  const { due_by: due } = dispute.evidence_details
  await tx
    .updateTable('chargebacks')
    .set({ refundable: mayGoBack(dispute), ...(due && { dueAt: new Date(due * 1000) }) })
    .where('id', '=', id)
    .execute()
}

/** The bank only asks so far: the payer may be given the money back, if Stripe says so (payments.md §7). */
const mayGoBack = ({ status, is_charge_refundable: refundable }: Stripe.Dispute) =>
  isWarning(status) && refundable

/** Also what of the payment was put on an order later. */
const suspendRefunds = (tx: Tx, paymentId: string, suspended: boolean) =>
  tx
    .updateTable('refunds')
    .set({ suspended })
    .where('paymentId', 'in', (query) =>
      query
        .selectFrom('payments')
        .select('payments.id')
        .where((own) =>
          own.or([own('payments.id', '=', paymentId), own('payments.sourceId', '=', paymentId)]),
        ),
    )
    .where('state', 'in', ['requested', 'waiting_red_letter', 'approved', 'failed'])
    .execute()

/** The bank has taken the money out of our balance, with a fee; what of it was refunded already is returned twice. */
async function takeMoney(tx: Tx, chargeback: Chargeback, dispute: Stripe.Dispute): Promise<bigint> {
  const taken = dispute.balance_transactions.filter(({ amount }) => amount < 0)
  const withdrawn = taken.reduce((sum, { amount }) => sum - BigInt(amount), 0n)
  if (chargeback.withdrawn > 0n || withdrawn === 0n) return chargeback.withdrawn
  const fee = taken.reduce((sum, transaction) => sum + BigInt(transaction.fee), 0n)
  const counted = await countAgainst(tx, chargeback, withdrawn)
  await tx
    .updateTable('chargebacks')
    .set({ withdrawn, fee, counted })
    .where('id', '=', chargeback.id)
    .execute()
  chargeback.counted = counted
  await post(tx, disputeWithdrawn(chargeback.id, withdrawn, fee), null, [
    { id: account.dispute(chargeback.id), ...(chargeback.orderId && { orderId: chargeback.orderId }) },
    { id: account.psp('available') },
    { id: account.pspFee },
  ])
  if (counted < withdrawn)
    await openBreak(tx, {
      kind: 'double-return',
      subject: chargeback.id,
      expected: 0n,
      found: withdrawn - counted,
      orderId: chargeback.orderId,
    })
  return withdrawn
}

/** Lays it on the payment it came by as far as that is free, then on what of it was put on orders later. */
async function countAgainst(tx: Tx, { id, paymentId }: Chargeback, withdrawn: bigint): Promise<bigint> {
  const { rows } = await sql<{ counted: bigint }>`
    with own as (
      select id, id = ${paymentId} as is_first, greatest(0, amount - refunding - charged_back - applied) as free from payments
      where (id = ${paymentId} or source_id = ${paymentId}) and undone_at is null for update),
    cut as (
      select id, least(free, greatest(0, ${withdrawn}::bigint - (sum(free) over (order by is_first desc, id) - free)))::bigint as fen
      from own),
    moved as (
      update payments p set charged_back = p.charged_back + cut.fen from cut
      where p.id = cut.id and cut.fen > 0 returning p.id, cut.fen),
    kept as (insert into chargeback_parts (chargeback_id, payment_id, amount) select ${id}, id, fen from moved)
    select coalesce(sum(fen), 0)::bigint as counted from moved`.execute(tx)
  return rows[0]!.counted
}

async function win(tx: Tx, chargeback: Chargeback, order: Order | null) {
  if (!(await end(tx, chargeback, order, 'win', 'won'))) return
  if (chargeback.withdrawn === 0n) return
  await post(tx, disputeWon(chargeback.id, chargeback.withdrawn), null)
  await sql`update payments p set charged_back = p.charged_back - c.amount
    from chargeback_parts c where c.chargeback_id = ${chargeback.id} and c.payment_id = p.id`.execute(tx)
}

/** Borne as a refund would be, order by order; what the payment no longer covered is our loss. */
async function lose(tx: Tx, chargeback: Chargeback, order: Order | null, orders: ReadonlyMap<string, Order>) {
  if (!(await end(tx, chargeback, order, 'lose', 'lost'))) return
  if (chargeback.withdrawn === 0n) return
  const parts = await tx
    .selectFrom('chargebackParts')
    .innerJoin('payments', 'payments.id', 'chargebackParts.paymentId')
    .select(['payments.id', 'payments.orderId', 'payments.enterpriseId', 'chargebackParts.amount'])
    .where('chargebackId', '=', chargeback.id)
    .orderBy('payments.id')
    .execute()
  for (const part of parts)
    await bear(tx, chargeback, part, (part.orderId && orders.get(part.orderId)) || null)
  const rest = chargeback.withdrawn - chargeback.counted
  if (rest > 0n)
    await post(tx, disputeLost({ id: chargeback.id, orderId: null, amount: rest }, []), null, [
      { id: account.loss },
    ])
}

type Part = { id: string; enterpriseId: string; amount: bigint }

async function bear(tx: Tx, { id }: Chargeback, part: Part, order: Order | null) {
  const sources = await sourcesOf(tx, order, part)
  const lost = { id, part: part.id, orderId: order?.id ?? null, amount: part.amount }
  await post(tx, disputeLost(lost, sources), null, [
    { id: account.loss },
    { id: account.fee },
    { id: account.taxOutput },
    ...(order ? [{ id: account.clawback(order.vendorId), orgId: order.vendorId }] : []),
  ])
  const owed = sources.find(({ from }) => from === 'clawback')
  if (owed && order) await planReversals(tx, order.id, { cause: 'chargeback', causeId: id }, owed.amount)
}

async function sourcesOf(
  tx: Tx,
  order: Order | null,
  { amount, enterpriseId }: Part,
): Promise<RefundSource[]> {
  if (!order) return [{ from: 'unapplied', enterpriseId, amount }]
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
  return refundSources(order, funds, amount, { feeBps: order.feeBps, feeTaxBps })
}

/** Ends it, once; answers whether it was this call. */
async function end(
  tx: Tx,
  { id, paymentId, orderId }: Chargeback,
  order: Order | null,
  move: 'win' | 'lose' | 'close',
  outcome: string,
): Promise<boolean> {
  if (!(await moveChargeback(tx, id, move, { closedAt: sql<Date>`clock_timestamp()` }))) return false
  await suspendRefunds(tx, paymentId, false)
  await record(
    tx,
    'chargeback.closed',
    id,
    { chargeback: id, order: orderId, outcome },
    { org: order?.enterpriseId ?? null, round: order?.roundId ?? null },
  )
  await notifyAgencies(tx, ['officer'], {
    kind: `chargeback.${outcome}`,
    href: `/office/chargebacks/${id}`,
    facts: { number: order?.number ?? '' },
  })
  return true
}

async function moveChargeback(
  tx: Tx,
  id: string,
  move: keyof typeof chargebackLifecycle.moves,
  changes: object = {},
): Promise<boolean> {
  const { from, to } = chargebackLifecycle.moves[move]
  const moved = await tx
    .updateTable('chargebacks')
    .set({ ...changes, state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

const lockChargeback = (tx: Tx, id: string) =>
  tx.selectFrom('chargebacks').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
