import { invalid } from '../errors.ts'
import type { Thing, World } from '../world.ts'
import { addTransaction } from './paying.ts'

/** Gives back what a charge took, at most all of it. */
export function createRefund(world: World, params: Record<string, any>): Thing {
  const made = chargeOf(world, params)
  const left = made.amount - made.amount_refunded
  const amount = params.amount ?? left
  if (made.disputed && !made.double_refundable)
    throw invalid(`Charge ${made.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    })
  if (left === 0)
    throw invalid(`Charge ${made.id} has already been refunded.`, { code: 'charge_already_refunded' })
  if (amount > left || amount < 1)
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`, {
      param: 'amount',
    })
  const waits = made.double_behavior === 'refund succeeds later'
  made.amount_refunded += amount
  made.refunded = made.amount_refunded === made.amount
  const refund = world.add('refunds.create', 're', {
    amount,
    charge: made.id,
    currency: made.currency,
    metadata: params.metadata ?? {},
    payment_intent: made.payment_intent,
    reason: params.reason ?? null,
    status: waits ? 'pending' : 'succeeded',
  })
  refund.balance_transaction = addTransaction(world, {
    amount: -amount,
    source: refund.id,
    type: 'refund',
  }).id
  world.emit('refund.created', refund)
  world.emit('charge.refunded', made)
  return refund
}

function chargeOf(world: World, { charge, payment_intent: intentId }: Record<string, any>): Thing {
  if (charge) return world.find('charge', charge)
  const { latest_charge: latest, status } = world.find('payment_intent', intentId ?? '')
  if (status !== 'succeeded') throw invalid('This PaymentIntent does not have a successful charge to refund.')
  return world.find('charge', latest)
}

/** Some time later a refund that was pending arrives, or one that counted as done comes back. */
export function answerRefund(world: World, id: string, status: 'succeeded' | 'failed'): Thing {
  const refund = world.find('refund', id)
  if (refund.status === 'failed' || refund.status === status)
    throw invalid(`The refund is ${refund.status} already.`)
  refund.status = status
  if (status === 'failed') {
    refund.failure_reason = 'expired_or_canceled_card'
    refund.failure_balance_transaction = addTransaction(world, {
      amount: refund.amount,
      source: refund.id,
      type: 'refund_failure',
      at_once: true,
    }).id
    const made = world.find('charge', refund.charge)
    made.amount_refunded -= refund.amount
    made.refunded = false
    world.emit('refund.failed', refund)
  }
  world.emit('refund.updated', refund)
  return refund
}
