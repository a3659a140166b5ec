import { invalid } from '../errors.ts'
import { blankAt } from '../operations.ts'
import type { Thing, World } from '../world.ts'

export type Method = 'card' | 'alipay' | 'wechat_pay'

/** Stripe's numbers for tests, and what each makes happen. */
export const testCards: Record<string, string> = {
  '4242424242424242': 'pays',
  '4000000000000002': 'card_declined',
  '4000000000009995': 'insufficient_funds',
  '4000000000000077': 'pays at once',
  '4000000000000259': 'disputed',
  '4000000000005126': 'refund fails later',
  '4000000000007726': 'refund succeeds later',
}

const feeOf = (amount: number) => Math.round(amount * 0.034) + 235
const settles = 2 * 24 * 3600

/** Money that moved on the account's balance: what came in is available some days later. */
export function addTransaction(
  world: World,
  {
    amount,
    fee = 0,
    ...facts
  }: { amount: number; fee?: number; source: string; type: string; at_once?: boolean },
): Thing {
  const { at_once: atOnce = amount < 0, ...rest } = facts
  return world.add('balanceTransactions.retrieve', 'txn', {
    ...rest,
    amount,
    fee,
    net: amount - fee,
    currency: 'cny',
    available_on: world.now() + (atOnce ? 0 : settles),
    status: atOnce ? 'available' : 'pending',
    reporting_category: facts.type,
    fee_details: fee
      ? [{ amount: fee, application: null, currency: 'cny', description: 'Stripe fees', type: 'stripe_fee' }]
      : [],
  })
}

function openIntent(world: World, session: Thing, method: Method, facts: Record<string, unknown>): Thing {
  const { metadata = {}, transfer_group: group = null, description = null } = session.double_intent
  const intent = session.payment_intent
    ? world.find('payment_intent', session.payment_intent)
    : world.add('paymentIntents.retrieve', 'pi', {
        amount: session.amount_total,
        capture_method: 'automatic_async',
        client_secret: null,
        confirmation_method: 'automatic',
        currency: session.currency,
        customer: session.customer,
        description,
        metadata,
        payment_method_types: session.payment_method_types,
        transfer_group: group,
      })
  const isNew = session.payment_intent === null
  session.payment_intent = intent.id
  Object.assign(intent, facts, { double_method: method })
  if (isNew) world.emit('payment_intent.created', intent)
  return intent
}

function charge(world: World, intent: Thing, method: Method, facts: Record<string, unknown>): Thing {
  const details = blankAt('charges.retrieve', 'payment_method_details', method)
  const made = world.add('charges.retrieve', 'ch', {
    amount: intent.amount,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    currency: intent.currency,
    customer: intent.customer,
    metadata: intent.metadata,
    payment_intent: intent.id,
    payment_method_details: { type: method, [method]: details },
    transfer_group: intent.transfer_group,
    ...facts,
  })
  intent.latest_charge = made.id
  return made
}

/** The buyer pays on the hosted page: at once, or (`later`) so that the answer comes by and by. */
export function pay(world: World, sessionId: string, { method, card = '', later = false }: Payment) {
  const session = world.find('checkout.session', sessionId)
  if (session.status !== 'open') throw invalid('This session takes no payment any more.')
  if (!session.payment_method_types.includes(method)) throw invalid('This method is not offered.')
  const behavior =
    method === 'card' ? (testCards[card.replaceAll(/\D/g, '') || '4242424242424242'] ?? 'pays') : 'pays'
  if (behavior === 'card_declined' || behavior === 'insufficient_funds')
    return decline(world, session, method, behavior)
  if (later) {
    const intent = openIntent(world, session, method, { status: 'processing' })
    Object.assign(session, { status: 'complete', url: null })
    world.emit('checkout.session.completed', session)
    world.emit('payment_intent.processing', intent)
    return
  }
  succeed(world, session, openIntent(world, session, method, {}), behavior, 'checkout.session.completed')
}

export type Payment = { method: Method; card?: string; later?: boolean }

function decline(world: World, session: Thing, method: Method, code: string) {
  const intent = openIntent(world, session, method, { status: 'requires_payment_method' })
  const made = charge(world, intent, method, {
    failure_code: 'card_declined',
    failure_message: 'Your card was declined.',
    status: 'failed',
  })
  intent.last_payment_error = {
    type: 'card_error',
    code: 'card_declined',
    decline_code: code,
    charge: made.id,
    message: 'Your card was declined.',
  }
  world.emit('charge.failed', made)
  world.emit('payment_intent.payment_failed', intent)
}

/** The answer to a payment that took its time. */
export function settle(world: World, sessionId: string, arrives: boolean) {
  const session = world.find('checkout.session', sessionId)
  const intent = world.find('payment_intent', session.payment_intent ?? '')
  if (intent.status !== 'processing') throw invalid('This payment has its answer already.')
  if (arrives) return succeed(world, session, intent, 'pays', 'checkout.session.async_payment_succeeded')
  const made = charge(world, intent, intent.double_method, {
    failure_code: 'generic_decline',
    status: 'failed',
  })
  Object.assign(intent, { status: 'requires_payment_method' })
  world.emit('charge.failed', made)
  world.emit('payment_intent.payment_failed', intent)
  world.emit('checkout.session.async_payment_failed', session)
}

function succeed(world: World, session: Thing, intent: Thing, behavior: string, told: string) {
  const made = charge(world, intent, intent.double_method, {
    amount_captured: intent.amount,
    captured: true,
    paid: true,
    status: 'succeeded',
    double_behavior: behavior,
  })
  Object.assign(intent, { status: 'succeeded', amount_received: intent.amount, last_payment_error: null })
  Object.assign(session, { status: 'complete', payment_status: 'paid', url: null })
  world.emit('charge.succeeded', made)
  world.emit('payment_intent.succeeded', intent)
  world.emit(told, session)
  // Capture is asynchronous: the fee is known a moment after the success.
  const transaction = addTransaction(world, {
    amount: made.amount,
    fee: feeOf(made.amount),
    source: made.id,
    type: 'charge',
    at_once: behavior === 'pays at once',
  })
  made.balance_transaction = transaction.id
  world.emit('charge.updated', made)
}
