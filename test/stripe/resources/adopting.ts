import type { World } from '../world.ts'
import { addTransaction, type Method } from './paying.ts'

export type Told = {
  session: string
  intent: string
  charge: string
  order: string
  attempt: number
  method: Method
  amount: number
  refunded: number
  dispute: { id: string; amount: number; dueBy: number } | null
}

/**
 * Takes over a payment that a story has told without Stripe, so that what is done with it from now on meets it here.
 * Nobody is told of it; one that is known already stays.
 */
export function adopt(world: World, told: Told) {
  if (world.has(told.intent)) return
  const shared = { currency: 'cny', metadata: { order_id: told.order, attempt: String(told.attempt) } }
  const { amount, method } = told
  world.add('paymentIntents.retrieve', 'pi', {
    ...shared,
    id: told.intent,
    amount,
    amount_received: amount,
    capture_method: 'automatic_async',
    confirmation_method: 'automatic',
    latest_charge: told.charge,
    payment_method_types: [method],
    status: 'succeeded',
    transfer_group: `order_${told.order}`,
    double_method: method,
  })
  const charge = world.add('charges.retrieve', 'ch', {
    ...shared,
    id: told.charge,
    amount,
    amount_captured: amount,
    amount_refunded: told.refunded,
    captured: true,
    disputed: told.dispute !== null,
    paid: true,
    payment_intent: told.intent,
    payment_method_details: { type: method },
    status: 'succeeded',
    transfer_group: `order_${told.order}`,
  })
  charge.balance_transaction = addTransaction(world, {
    amount: amount - told.refunded,
    source: told.charge,
    type: 'charge',
    at_once: true,
  }).id
  world.add('checkout.sessions.create', 'cs_test', {
    ...shared,
    id: told.session,
    amount_subtotal: amount,
    amount_total: amount,
    client_reference_id: told.order,
    mode: 'payment',
    payment_intent: told.intent,
    payment_method_types: [method],
    payment_status: 'paid',
    status: 'complete',
    ui_mode: 'hosted_page',
  })
  if (told.dispute) adoptDispute(world, told, told.dispute)
}

function adoptDispute(world: World, told: Told, { id, amount, dueBy }: NonNullable<Told['dispute']>) {
  const dispute = world.add('disputes.retrieve', 'du', {
    id,
    amount,
    balance_transactions: [],
    charge: told.charge,
    currency: 'cny',
    evidence_details: { due_by: dueBy },
    metadata: {},
    payment_intent: told.intent,
    reason: 'product_not_received',
    status: 'needs_response',
  })
  dispute.balance_transactions.push(
    addTransaction(world, { amount: -amount, fee: 10_000, source: id, type: 'adjustment' }),
  )
}
