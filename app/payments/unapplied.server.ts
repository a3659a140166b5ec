import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { payable } from '~/orders/lifecycle'
import { lockOrder } from '~/orders/lock.server'
import { moneyCame } from './fund.server'
import { post } from './ledger/post.server'
import { unappliedUsed } from './ledger/postings'
import { releaseAccepted } from './release.server'

type Tx = Kysely<Database>

export type Unapplied = { orgId: string; name: string; fen: bigint; since: Date | null; orders: number }

/** Whose money belongs to no order yet, the largest first, with how many orders of theirs still cost something. */
export async function listUnapplied(db: Tx): Promise<Unapplied[]> {
  const { rows } = await sql<Unapplied>`
    select g.id as org_id, g.name, -a.balance as fen,
      (select min(p.received_at) from payments p where p.enterprise_id = g.id and p.order_id is null and p.undone_at is null) as since,
      (select count(*)::int from orders o where o.enterprise_id = g.id and o.state in ('confirmed', 'funded', 'delivered', 'accepted')
         and o.total - o.canceled > o.received) as orders
    from ledger.accounts a join organizations g on g.id = a.org_id
    where a.kind = 'unapplied' and a.balance < 0 order by a.balance`.execute(db)
  return rows
}

export type LeftPayment = {
  id: string
  rail: string
  amount: bigint
  left: bigint
  currency: string
  payerName: string | null
  receivedAt: Date
}

/** Payments of an enterprise that are not all on orders, the oldest first, with what is left of each. */
export async function listLeftPayments(db: Tx, enterpriseId: string): Promise<LeftPayment[]> {
  const { rows } = await sql<LeftPayment>`
    select * from (
      select p.id, p.rail, p.amount, p.currency, p.payer_name, p.received_at,
        p.amount - p.applied - p.refunding - p.charged_back - coalesce((select sum(r.amount) from refunds r
          where r.payment_id = p.id and r.state in ('requested', 'waiting_red_letter')), 0)::bigint as left
      from payments p where p.enterprise_id = ${enterpriseId} and p.order_id is null and p.undone_at is null) as own
    where "left" > 0 order by received_at, id`.execute(db)
  return rows
}

/** Puts unapplied money on an order of the same enterprise. Refuses: order-unknown, order-takes-no-money, part-above-order, unapplied-above. */
export async function applyUnapplied(
  tx: Tx,
  { enterpriseId, orderId, amount }: { enterpriseId: string; orderId: string; amount: bigint },
) {
  const order = await lockOrder(tx, orderId)
  if (order.enterpriseId !== enterpriseId) refuse('order-unknown')
  refuseIf((payable as readonly string[]).includes(order.state) ? null : 'order-takes-no-money')
  refuseIf(amount > order.total - order.canceled - order.received ? 'part-above-order' : null, {
    field: 'amount',
  })
  const applicationId = randomUUID()
  await takeFrom(tx, enterpriseId, orderId, amount, applicationId)
  await post(tx, unappliedUsed(applicationId, enterpriseId, [{ orderId, amount }]), order.lockedAt)
  await record(
    tx,
    'payment.applied',
    orderId,
    { order: orderId, amount: String(amount) },
    { org: enterpriseId, round: order.roundId },
  )
  await moneyCame(tx, orderId, amount)
  await releaseAccepted(tx, orderId)
}

/** The oldest money first; each payment keeps the way by which it may go back. */
async function takeFrom(
  tx: Tx,
  enterpriseId: string,
  orderId: string,
  amount: bigint,
  applicationId: string,
) {
  await sql`select id from payments where enterprise_id = ${enterpriseId} and order_id is null order by id for update`.execute(
    tx,
  )
  let left = amount
  for (const payment of await listLeftPayments(tx, enterpriseId)) {
    if (left === 0n) break
    const taken = payment.left < left ? payment.left : left
    await tx
      .updateTable('payments')
      .set((row) => ({ applied: row('applied', '+', taken) }))
      .where('id', '=', payment.id)
      .execute()
    await sql`
      insert into payments (order_id, enterprise_id, rail, method, amount, currency, external_id, source_id, bank_line_id, payer_name, payer_account, received_at)
      select ${orderId}::uuid, enterprise_id, rail, method, ${taken}, currency, ${`${applicationId}:${payment.id}`}, id, bank_line_id, payer_name, payer_account, received_at
      from payments where id = ${payment.id}`.execute(tx)
    left -= taken
  }
  refuseIf(left > 0n ? 'unapplied-above' : null, { field: 'amount' })
}

/** Asks for what is left of a payment to go back to its payer; two officers approve it. Refuses: unapplied-above. */
export async function refundUnapplied(tx: Tx, enterpriseId: string, paymentId: string) {
  await sql`select from payments where id = ${paymentId} for update`.execute(tx)
  const payment = (await listLeftPayments(tx, enterpriseId)).find(({ id }) => id === paymentId)
  if (!payment) return refuse('unapplied-above')
  const way = await tx
    .selectFrom('payments')
    .leftJoin('bankLines', 'bankLines.id', 'payments.bankLineId')
    .select(['payerName', 'payerAccount', 'bankLines.counterpartyBank'])
    .where('payments.id', '=', paymentId)
    .executeTakeFirstOrThrow()
  const { id } = await tx
    .insertInto('refunds')
    .values({
      enterpriseId,
      cause: 'unapplied',
      causeId: randomUUID(),
      paymentId,
      rail: payment.rail,
      amount: payment.left,
      currency: payment.currency,
      payeeName: way.payerName,
      payeeAccount: way.payerAccount,
      payeeBank: way.counterpartyBank,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'refund.asked', id, { refund: id, amount: String(payment.left) }, { org: enterpriseId })
  return id
}
