import { type Kysely, sql } from 'kysely'
import Stripe from 'stripe'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { payable } from '~/orders/lifecycle'
import { lockOrder } from '~/orders/lock.server'
import { listDues } from '~/orders/queries.server'
import type { Actor } from '~/people/actor'
import { nextAmount } from '../due-amount'
import { moveAttempt } from './attempts.server'
import type { CardMode } from './mode'
import { customerOf } from './customer.server'
import { methodsFor, whyNotOffer } from './offering'
import type { StripeRail } from './rail.server'

type Db = Kysely<Database>

/**
 * Writes down that the enterprise wants to pay what is due next online; one try stands per order, and whoever asks
 * again gets it. Refuses: order-unknown, order-takes-no-money, payment-processing, payment-changed, and as
 * `whyNotOffer`.
 */
export async function intendCheckout(
  tx: Db,
  actor: Actor,
  orderId: string,
  mode: CardMode | null,
): Promise<string> {
  const order = await lockOrder(tx, orderId)
  if (order.enterpriseId !== actor.organizationId) refuse('order-unknown')
  const outstanding = order.total - order.canceled - order.received
  const takes = (payable as readonly string[]).includes(order.state) && outstanding > 0n
  refuseIf(takes ? null : 'order-takes-no-money')
  const amount = nextAmount(await listDues(tx, orderId), order.received, outstanding)
  refuseIf(whyNotOffer({ amount, currency: order.currency }, { configured: mode !== null }))
  const standing = await findStanding(tx, orderId)
  if (standing?.state === 'processing') refuse('payment-processing')
  if (standing?.amount === amount) return standing.id
  // Something else has been paid since: its page must not take the old amount.
  if (standing) refuse('payment-changed')
  const { rows } = await sql<{ id: string }>`
    insert into checkout_attempts (order_id, n, amount, currency, key, by, expires_at)
    select ${orderId}::uuid, n, ${amount}, ${order.currency}, 'order_' || ${orderId}::text || ':checkout:' || n, ${actor.personId}::uuid,
      date_trunc('second', clock_timestamp()) + interval '1 hour'
    from (select coalesce(max(n), 0) + 1 as n from checkout_attempts where order_id = ${orderId}::uuid) as next
    returning id`.execute(tx)
  const { id } = rows[0]!
  await record(
    tx,
    'payment.intended',
    orderId,
    { order: orderId, attempt: id, amount: String(amount) },
    { org: order.enterpriseId, round: order.roundId },
  )
  return id
}

/** The try of an order that is not over, if there is one. */
export const findStanding = (db: Db, orderId: string) =>
  db
    .selectFrom('checkoutAttempts')
    .select(['id', 'n', 'state', 'amount', 'sessionId', 'url', 'expiresAt'])
    .where('orderId', '=', orderId)
    .where('state', 'in', ['intended', 'open', 'processing'])
    .executeTakeFirst()

/**
 * Asks Stripe for the page of a try, outside of any transaction, and writes down the answer; a try that has its page
 * keeps it. Answers the page's address, null when the try is over or being processed.
 */
export async function openCheckout(db: Db, rail: StripeRail, attemptId: string): Promise<string | null> {
  const attempt = await db
    .selectFrom('checkoutAttempts')
    .innerJoin('orders', 'orders.id', 'checkoutAttempts.orderId')
    .selectAll('checkoutAttempts')
    .select(['orders.number', 'orders.enterpriseId'])
    .where('checkoutAttempts.id', '=', attemptId)
    .executeTakeFirst()
  if (attempt?.state !== 'intended') return attempt?.state === 'open' ? attempt.url : null
  const customer = await customerOf(db, rail, attempt.enterpriseId)
  const session = await rail.stripe.checkout.sessions
    .create(sessionOf(attempt, customer, rail.origin), { idempotencyKey: attempt.key })
    .catch((error: unknown) => giveUp(db, attemptId, error))
  if (!session) return null
  await db.transaction().execute((tx) =>
    moveAttempt(tx, attemptId, 'open', {
      sessionId: session.id,
      url: session.url,
      answeredAt: now(),
    }),
  )
  return session.url
}

/** What Stripe will never take ends the try; anything else is asked again later by the same key. */
async function giveUp(db: Db, attemptId: string, error: unknown) {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
  const failure = error.code ?? 'refused'
  await db
    .transaction()
    .execute((tx) => moveAttempt(tx, attemptId, 'fail', { failure, answeredAt: now(), endedAt: now() }))
  return null
}

const now = () => sql<Date>`clock_timestamp()`

type Wanted = {
  orderId: string
  n: number
  number: string
  amount: bigint
  currency: string
  expiresAt: Date | null
}

/** The same try asks the same question, whoever asks it and when: the key answers no other. */
function sessionOf(
  { orderId, n, number, amount, currency, expiresAt }: Wanted,
  customer: string,
  origin: string,
): Stripe.Checkout.SessionCreateParams {
  const page = `${origin}/orders/${orderId}/payment`
  const metadata = { order_id: orderId, attempt: String(n) }
  return {
    mode: 'payment',
    ui_mode: 'hosted_page',
    customer,
    client_reference_id: orderId,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: currency.toLowerCase(),
          unit_amount: Number(amount),
          product_data: { name: number },
        },
      },
    ],
    allowed_payment_method_types: methodsFor(amount),
    payment_method_options: { wechat_pay: { client: 'web' } },
    adaptive_pricing: { enabled: false },
    payment_intent_data: { transfer_group: `order_${orderId}`, metadata },
    metadata,
    success_url: `${page}/return`,
    cancel_url: page,
    expires_at: expiresAt!.getTime() / 1000,
    locale: 'auto',
  }
}

/** The address where the standing try of an order goes on; null when there is none, or Stripe cannot be reached. */
export async function continueCheckout(
  db: Db,
  rail: StripeRail | null,
  orderId: string,
): Promise<string | null> {
  const standing = await findStanding(db, orderId)
  if (!rail || !standing) return null
  return openCheckout(db, rail, standing.id).catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripeError) return null
    throw error
  })
}

/** Closes the page of a try; false when it is over already, so that Stripe's word about it has to be awaited. */
export async function expireCheckout(db: Db, rail: StripeRail | null, orderId: string): Promise<boolean> {
  const standing = await findStanding(db, orderId)
  if (!standing) return true
  if (!rail || standing.state === 'processing') return false
  if (standing.state === 'intended') await openCheckout(db, rail, standing.id)
  const open = await findStanding(db, orderId)
  if (!open?.sessionId) return open === undefined
  const session = await rail.stripe.checkout.sessions
    .expire(open.sessionId, {}, { idempotencyKey: `order_${orderId}:checkout:${open.n}:expire` })
    .catch(() => rail.stripe.checkout.sessions.retrieve(open.sessionId!))
  if (session.status !== 'expired') return false
  return db.transaction().execute((tx) => moveAttempt(tx, open.id, 'expire', { endedAt: now() }))
}
