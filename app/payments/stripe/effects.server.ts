import type { Kysely } from 'kysely'
import type Stripe from 'stripe'
import type { Database } from '~db/schema'
import { seeDispute } from './chargebacks.server'
import type { StripeRail } from './rail.server'
import { findTransfer, seeTransfer } from '../transfers/sending.server'
import { readAccount, seeAccount } from '../transfers/accounts.server'
import { seeBankPayout } from './bank-payouts.server'
import { seeFraudWarning } from './fraud.server'
import { seeRefund } from './refunds.server'
import { type Parked, rememberMethod, seeIntent, seeSession } from './seeing.server'
import { freeAvailable, keepTransaction } from './transactions.server'

type Tx = Kysely<Database>

/** What remains to be done with an event once Stripe was asked: in the transaction that keeps it. */
export type Effect = (tx: Tx) => Promise<Parked | null>

type Look = (rail: StripeRail, event: Stripe.Event) => Promise<Effect>

/**
 * What each event means. Nothing is promised of their order: a success is believed by its signature, whatever says
 * less is only a reason to look how things stand now.
 */
const looks: Record<string, Look> = {
  'checkout.session.completed': atSession,
  'checkout.session.async_payment_succeeded': atSession,
  'checkout.session.async_payment_failed': atSession,
  'checkout.session.expired': atSession,
  'payment_intent.succeeded': atIntent,
  'payment_intent.processing': atIntent,
  'payment_intent.requires_action': atIntent,
  'payment_intent.payment_failed': atIntent,
  'payment_intent.canceled': atIntent,
  'charge.updated': atCharge,
  'refund.created': atRefund,
  'refund.updated': atRefund,
  'refund.failed': atRefund,
  'charge.dispute.created': atDispute,
  'charge.dispute.updated': atDispute,
  'charge.dispute.funds_withdrawn': atDispute,
  'charge.dispute.funds_reinstated': atDispute,
  'charge.dispute.closed': atDispute,
  'radar.early_fraud_warning.created': atFraudWarning,
  'radar.early_fraud_warning.updated': atFraudWarning,
  'account.updated': atAccount,
  'transfer.created': atTransfer,
  'transfer.updated': atTransfer,
  'transfer.reversed': atTransfer,
  'payout.created': atBankPayout,
  'payout.updated': atBankPayout,
  'payout.paid': atBankPayout,
  'payout.failed': atBankPayout,
  'payout.canceled': atBankPayout,
  'payout.reconciliation_completed': atBankPayout,
  'balance.available': atBalance,
}

/** The effect of an event; of a type that means nothing to us, none. */
export async function effectOf(rail: StripeRail, event: Stripe.Event): Promise<Effect> {
  const look = looks[event.type]
  return look ? look(rail, event) : async () => null
}

async function atSession({ stripe }: StripeRail, event: Stripe.Event): Promise<Effect> {
  const told = event.data.object as Stripe.Checkout.Session
  const session =
    told.payment_status === 'paid'
      ? told
      : await stripe.checkout.sessions.retrieve(told.id, { expand: ['payment_intent'] })
  return (tx) => seeSession(tx, session)
}

async function atIntent({ stripe }: StripeRail, event: Stripe.Event): Promise<Effect> {
  const told = event.data.object as Stripe.PaymentIntent
  if (told.status === 'succeeded') return (tx) => seeIntent(tx, told)
  // Whether a failed payment may be tried again is the session's to say.
  const { data } = await stripe.checkout.sessions.list({
    payment_intent: told.id,
    limit: 1,
    expand: ['data.payment_intent'],
  })
  const [session] = data
  return async (tx) => (session ? seeSession(tx, session) : 'order-unknown')
}

/** The fee is known a moment after the success; the payment may not be booked yet when this comes first. */
async function atCharge({ stripe }: StripeRail, event: Stripe.Event): Promise<Effect> {
  const charge = await stripe.charges.retrieve((event.data.object as Stripe.Charge).id, {
    expand: ['balance_transaction', 'payment_intent'],
  })
  return (tx) => seeCharge(tx, charge)
}

/** A charge with its intent and its movement of the balance in full. */
export async function seeCharge(tx: Tx, charge: Stripe.Charge): Promise<Parked | null> {
  const { payment_intent: intent, balance_transaction: transaction } = charge
  if (typeof intent !== 'object' || intent === null) return 'payment-unknown'
  const parked = await seeIntent(tx, intent)
  if (parked) return parked
  await rememberMethod(tx, charge)
  if (typeof transaction !== 'object' || transaction === null) return null
  const payment = await tx
    .selectFrom('payments')
    .select('id')
    .where('rail', '=', 'stripe')
    .where('externalId', '=', intent.id)
    .executeTakeFirst()
  await keepTransaction(tx, transaction, { paymentId: payment?.id ?? null, charged: BigInt(charge.amount) })
  return null
}

/** A refund that counts as done may still come back: whatever is said of it, it is looked at. */
async function atRefund({ stripe }: StripeRail, event: Stripe.Event): Promise<Effect> {
  const refund = await stripe.refunds.retrieve((event.data.object as Stripe.Refund).id, {
    expand: ['balance_transaction', 'failure_balance_transaction'],
  })
  return (tx) => seeRefund(tx, refund)
}

async function atDispute({ stripe }: StripeRail, event: Stripe.Event): Promise<Effect> {
  const dispute = await stripe.disputes.retrieve((event.data.object as Stripe.Dispute).id, {
    expand: ['payment_intent'],
  })
  return async (tx) => {
    // The payment that is disputed may not have been told yet.
    const { payment_intent: intent } = dispute
    const parked = typeof intent === 'object' && intent ? await seeIntent(tx, intent) : null
    return parked ?? seeDispute(tx, dispute)
  }
}

async function atFraudWarning({ stripe }: StripeRail, event: Stripe.Event): Promise<Effect> {
  const { id } = event.data.object as Stripe.Radar.EarlyFraudWarning
  const warning = await stripe.radar.earlyFraudWarnings.retrieve(id, { expand: ['payment_intent'] })
  return async (tx) => {
    // As with a dispute: what the network suspects may not have been told yet.
    const { payment_intent: intent } = warning
    const parked = typeof intent === 'object' && intent ? await seeIntent(tx, intent) : null
    return parked ?? seeFraudWarning(tx, warning)
  }
}

async function atAccount(rail: StripeRail, event: Stripe.Event): Promise<Effect> {
  const account = await readAccount(rail, (event.data.object as Stripe.Account).id)
  return (tx) => seeAccount(tx, account)
}

async function atTransfer(rail: StripeRail, event: Stripe.Event): Promise<Effect> {
  const transfer = await findTransfer(rail, (event.data.object as Stripe.Transfer).id)
  return (tx) => seeTransfer(tx, transfer)
}

async function atBankPayout({ stripe }: StripeRail, event: Stripe.Event): Promise<Effect> {
  const payout = await stripe.payouts.retrieve((event.data.object as Stripe.Payout).id, {
    expand: ['balance_transaction', 'failure_balance_transaction'],
  })
  return (tx) => seeBankPayout(tx, payout)
}

async function atBalance(): Promise<Effect> {
  return async (tx) => {
    await freeAvailable(tx)
    return null
  }
}
