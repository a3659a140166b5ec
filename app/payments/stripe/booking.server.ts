import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { payable } from '~/orders/lifecycle'
import { type LockedOrder, lockOrder } from '~/orders/lock.server'
import { tellSide } from '~/orders/tell.server'
import { notifyAgencies } from '~/people/notify.server'
import { openBreak } from '../break.server'
import { moneyCame } from '../fund.server'
import { account } from '../ledger/accounts'
import { post } from '../ledger/post.server'
import { cardPaid, cardUnexpected } from '../ledger/postings'
import { releaseAccepted } from '../release.server'
import { moveAttempt } from './attempts.server'

type Tx = Kysely<Database>
type Row = { id: string; state: string; amount: bigint; currency: string; method: string | null }

/** Money that Stripe has taken for a try; minor units. */
export type Taken = { intentId: string; amount: bigint; currency: string; at: Date }

/** The try of an order by its number, with the order's row held; null when there is none. */
export async function lockAttempt(tx: Tx, orderId: string, n: number) {
  const seen = await tx.selectFrom('orders').select('id').where('id', '=', orderId).executeTakeFirst()
  if (!seen) return null
  const order = await lockOrder(tx, orderId)
  const attempt = await tx
    .selectFrom('checkoutAttempts')
    .selectAll()
    .where('orderId', '=', orderId)
    .where('n', '=', n)
    .executeTakeFirst()
  return attempt ? { order, attempt } : null
}

/**
 * Books what Stripe took, once per payment intent, however often and in whatever order it is told. What the order
 * cannot take stays unapplied, as a task. Answers why it cannot be booked at all, null when it stands.
 */
export async function bookTaken(tx: Tx, order: LockedOrder, attempt: Row, taken: Taken) {
  const known = await tx
    .selectFrom('payments')
    .select('id')
    .where('rail', '=', 'stripe')
    .where('externalId', '=', taken.intentId)
    .executeTakeFirst()
  if (known) return null
  if (taken.currency !== order.currency) return 'other-currency'
  const room = order.total - order.canceled - order.received
  const fits =
    (payable as readonly string[]).includes(order.state) &&
    taken.amount === attempt.amount &&
    taken.amount <= room
  await addPayment(tx, order, attempt, taken, fits)
  await moveAttempt(tx, attempt.id, 'succeed', { endedAt: sql<Date>`clock_timestamp()`, failure: null })
  if (fits) await bookOnOrder(tx, order, taken)
  else await bookUnexpected(tx, order, attempt, taken)
  return null
}

async function addPayment(tx: Tx, order: LockedOrder, { method }: Row, taken: Taken, fits: boolean) {
  const { name } = await tx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', order.enterpriseId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('payments')
    .values({
      orderId: fits ? order.id : null,
      enterpriseId: order.enterpriseId,
      rail: 'stripe',
      method,
      amount: taken.amount,
      currency: taken.currency,
      externalId: taken.intentId,
      payerName: name,
      receivedAt: taken.at,
    })
    .execute()
}

async function bookOnOrder(tx: Tx, order: LockedOrder, { intentId, amount, at }: Taken) {
  await post(tx, cardPaid(intentId, order.id, amount), at, [{ id: account.psp('pending') }])
  await moneyCame(tx, order.id, amount)
  await releaseAccepted(tx, order.id)
  await tellSide(tx, order, 'enterprise', 'payment.received')
}

/** Too late, too much or too little: the money is there and belongs to the enterprise, an officer decides what for. */
async function bookUnexpected(tx: Tx, order: LockedOrder, attempt: Row, { intentId, amount, at }: Taken) {
  await post(tx, cardUnexpected(intentId, order.enterpriseId, amount), at, [
    { id: account.psp('pending') },
    { id: account.unapplied(order.enterpriseId), orgId: order.enterpriseId },
  ])
  await record(
    tx,
    'payment.unexpected',
    order.id,
    { order: order.id, attempt: attempt.id, amount: String(amount) },
    { org: order.enterpriseId, round: order.roundId },
  )
  await openBreak(tx, {
    kind: 'card-unexpected',
    subject: intentId,
    expected: attempt.amount,
    found: amount,
    orderId: order.id,
  })
  await notifyAgencies(tx, ['officer'], {
    kind: 'payment.unexpected',
    href: `/office/matching/unapplied/${order.enterpriseId}`,
    facts: { number: order.number },
  })
}
