import type { World } from '../world.ts'
import { standAs, type Standing } from './accounts.ts'
import type { Method } from './paying.ts'

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

export type Books = {
  movements: {
    id: string
    type: string
    source: string | null
    amount: number
    fee: number
    created: number
    usableOn: number
    usable: boolean
  }[]
  accounts: { id: string; vendor: string; country: string; status: Standing }[]
  transfers: {
    id: string
    payout: string
    order: string
    charge: string
    destination: string
    amount: number
    reversed: { id: string; amount: number }[]
  }[]
}

/** The same of all that moved the balance, of the accounts that are paid to, and of what was transferred there. */
export function adoptBooks(world: World, { movements, accounts, transfers }: Books) {
  for (const { id, amount, fee, usable, usableOn, ...rest } of movements)
    if (!world.has(id))
      world.add('balanceTransactions.retrieve', 'txn', {
        ...rest,
        id,
        amount,
        fee,
        net: amount - fee,
        currency: 'cny',
        available_on: usableOn,
        status: usable ? 'available' : 'pending',
        reporting_category: rest.type,
      })
  for (const { id, vendor, country, status } of accounts) {
    if (world.has(id)) continue
    const account = world.add('v2.core.accounts.create', 'acct', {
      id,
      applied_configurations: ['recipient'],
      created: new Date(world.now() * 1000).toISOString(),
      dashboard: 'express',
      defaults: { currency: 'cny', responsibilities: { requirements_collector: 'stripe' } },
      identity: { country: country.toLowerCase(), entity_type: 'company' },
      metadata: { org_id: vendor },
      double_balance: 0,
    })
    standAs(account, status)
  }
  for (const told of transfers) adoptTransfer(world, told)
}

function adoptTransfer(world: World, told: Books['transfers'][number]) {
  if (world.has(told.id)) return
  const { id, amount, destination } = told
  const amountReversed = told.reversed.reduce((sum, reversal) => sum + reversal.amount, 0)
  const url = `/v1/transfers/${id}/reversals`
  const transfer = world.add('transfers.create', 'tr', {
    id,
    amount,
    amount_reversed: amountReversed,
    reversed: amountReversed === amount,
    currency: 'cny',
    destination,
    metadata: { payout_id: told.payout },
    reversals: { object: 'list', data: [], has_more: false, url },
    source_transaction: told.charge,
    source_type: 'card',
    transfer_group: `order_${told.order}`,
    balance_transaction: movementOf(world, id),
  })
  for (const reversal of told.reversed)
    transfer.reversals.data.push(
      world.add('transfers.createReversal', 'trr', {
        ...reversal,
        currency: 'cny',
        transfer: id,
        metadata: {},
        balance_transaction: movementOf(world, reversal.id),
      }),
    )
  world.find('v2.core.account', destination).double_balance += amount - amountReversed
}

/** By which the balance moved with this; the movements are adopted first. */
const movementOf = (world: World, source: string) =>
  world.all('balance_transaction').find((movement) => movement.source === source)?.id ?? null

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
  charge.balance_transaction = movementOf(world, told.charge)
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
  const moved = world.get(movementOf(world, id) ?? '')
  if (moved) dispute.balance_transactions.push(moved)
}
