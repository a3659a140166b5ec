import { type Kysely, sql } from 'kysely'
import type Stripe from 'stripe'
import type { Database } from '~db/schema'
import { uuidForm } from '~/kernel/fields'
import { moveAttempt } from './attempts.server'
import { bookTaken, lockAttempt } from './booking.server'
import { isMethod } from './offering'

type Tx = Kysely<Database>

/** Why something that Stripe tells waits for the office. */
export type Parked =
  | 'order-unknown'
  | 'payment-unknown'
  | 'refund-unknown'
  | 'payout-unknown'
  | 'account-unknown'
  | 'other-amount'
  | 'other-currency'
  | 'other-mode'
  | 'other-version'
  | 'status-unknown'

const idOf = (thing: string | { id: string } | null) =>
  typeof thing === 'string' ? thing : (thing?.id ?? null)
const ended = () => ({ endedAt: sql<Date>`clock_timestamp()` })

async function attemptOf(tx: Tx, { order_id: orderId = '', attempt = '' }: Stripe.Metadata) {
  return uuidForm.test(orderId) && /^\d{1,6}$/.test(attempt)
    ? lockAttempt(tx, orderId, Number(attempt))
    : null
}

/** Takes a session as it is now; said of one that is not paid, it must be fresh from Stripe, its intent in full. */
export async function seeSession(tx: Tx, session: Stripe.Checkout.Session): Promise<Parked | null> {
  const found = await attemptOf(tx, session.metadata ?? {})
  if (!found) return 'order-unknown'
  const { order, attempt } = found
  const { payment_intent: intent } = session
  await remember(tx, attempt.id, { sessionId: session.id, intentId: idOf(intent) })
  if (session.payment_status === 'paid')
    return bookTaken(tx, order, attempt, {
      intentId: idOf(intent)!,
      amount: BigInt(session.amount_total!),
      currency: session.currency!.toUpperCase(),
      at: new Date(session.created * 1000),
    })
  if (session.status === 'expired') return done(await moveAttempt(tx, attempt.id, 'expire', ended()))
  if (session.status !== 'open' && session.status !== 'complete') return 'status-unknown'
  if (typeof intent !== 'object' || intent === null) return null
  const failed = intent.status === 'requires_payment_method' || intent.status === 'canceled'
  if (!failed) return seeIntent(tx, intent)
  // While its page is open the buyer may try another way; a page that is done offers none.
  if (session.status === 'open') return noteFailure(tx, attempt.id, failureOf(intent))
  return done(await moveAttempt(tx, attempt.id, 'fail', { ...ended(), failure: failureOf(intent) }))
}

/** Takes a payment intent as it is now. */
export async function seeIntent(tx: Tx, intent: Stripe.PaymentIntent): Promise<Parked | null> {
  const found = await attemptOf(tx, intent.metadata)
  if (!found) return 'order-unknown'
  const { order, attempt } = found
  await remember(tx, attempt.id, { intentId: intent.id, chargeId: idOf(intent.latest_charge) })
  switch (intent.status) {
    case 'succeeded':
      return bookTaken(tx, order, attempt, {
        intentId: intent.id,
        amount: BigInt(intent.amount_received),
        currency: intent.currency.toUpperCase(),
        at: new Date(intent.created * 1000),
      })
    case 'processing':
      return done(await moveAttempt(tx, attempt.id, 'process'))
    // Said of the intent alone it may be tried again; its session says whether.
    case 'requires_payment_method':
    case 'canceled':
      return null
    case 'requires_action':
    case 'requires_confirmation':
      return null
    default:
      return 'status-unknown'
  }
}

const failureOf = ({ status, last_payment_error: error }: Stripe.PaymentIntent) =>
  status === 'canceled' ? 'canceled' : (error?.decline_code ?? error?.code ?? 'failed')

/** Whether it moved or had moved before: nothing waits for the office. */
const done = (_moved: boolean) => null

async function noteFailure(tx: Tx, attemptId: string, failure: string) {
  await tx
    .updateTable('checkoutAttempts')
    .set({ failure })
    .where('id', '=', attemptId)
    .where('state', 'in', ['intended', 'open'])
    .execute()
  return null
}

type Ids = { sessionId?: string | null; intentId?: string | null; chargeId?: string | null }

/** Keeps Stripe's ids of a try as they become known. */
async function remember(tx: Tx, attemptId: string, ids: Ids) {
  const told = Object.fromEntries(Object.entries(ids).filter(([, id]) => id))
  if (Object.keys(told).length === 0) return
  await tx.updateTable('checkoutAttempts').set(told).where('id', '=', attemptId).execute()
}

/** By which method a charge was paid, on its try and its payment. */
export async function rememberMethod(tx: Tx, charge: Stripe.Charge) {
  const method = charge.payment_method_details?.type
  const intentId = idOf(charge.payment_intent)
  if (!isMethod(method) || !intentId || charge.status !== 'succeeded') return
  await tx
    .updateTable('checkoutAttempts')
    .set({ method, chargeId: charge.id })
    .where('intentId', '=', intentId)
    .execute()
  await tx
    .updateTable('payments')
    .set({ method })
    .where('rail', '=', 'stripe')
    .where('externalId', '=', intentId)
    .execute()
}
