import { invalid } from '../errors.ts'
import type { Thing, World } from '../world.ts'
import { addTransaction } from './paying.ts'

/** What the platform has, in fen. */
export function balanceOf(world: World) {
  const sums = { available: 0, pending: 0 }
  for (const { status, net } of world.all('balance_transaction')) sums[status as keyof typeof sums] += net
  return sums
}

export function retrieveBalance(world: World) {
  const { available, pending } = balanceOf(world)
  const row = (amount: number) => [{ amount, currency: 'cny', source_types: { card: amount } }]
  return { object: 'balance', available: row(available), pending: row(pending), livemode: false }
}

/** What is due by the clock becomes available; with `all`, everything. */
export function makeAvailable(world: World, all = false) {
  const due = world
    .all('balance_transaction')
    .filter(({ status, available_on: on }) => status === 'pending' && (all || on <= world.now()))
  for (const transaction of due)
    Object.assign(transaction, {
      status: 'available',
      available_on: Math.min(transaction.available_on, world.now()),
    })
  if (due.length > 0) world.emit('balance.available', retrieveBalance(world) as unknown as Thing)
}

/** The bank did not take a payout, or sends it back some days later: the money is on the balance again. */
export function failPayout(world: World, id: string): Thing {
  const payout = world.find('payout', id)
  if (payout.status === 'failed') throw invalid('This payout has failed already.')
  Object.assign(payout, { status: 'failed', failure_code: 'account_closed' })
  payout.failure_balance_transaction = addTransaction(world, {
    amount: payout.amount,
    source: payout.id,
    type: 'payout_failure',
    at_once: true,
  }).id
  world.emit('payout.failed', payout)
  return payout
}

/** Stripe takes something off the balance of which no event tells. */
export const lose = (world: World, amount: number) =>
  addTransaction(world, { amount: -amount, source: '', type: 'stripe_fee' })

/** Stripe pays the platform out, which it only does when asked: automatic payouts are off. */
export function createPayout(world: World, { amount, currency, metadata = {} }: Record<string, any>): Thing {
  if (balanceOf(world).available < amount)
    throw invalid('You have insufficient funds in your Stripe account.', { code: 'balance_insufficient' })
  const payout = world.add('payouts.create', 'po', {
    amount,
    arrival_date: world.now(),
    automatic: false,
    currency,
    destination: 'ba_double',
    metadata,
    method: 'standard',
    source_type: 'card',
    status: 'in_transit',
    type: 'bank_account',
  })
  payout.balance_transaction = addTransaction(world, {
    amount: -amount,
    source: payout.id,
    type: 'payout',
  }).id
  world.emit('payout.created', payout)
  payout.status = 'paid'
  world.emit('payout.paid', payout)
  return payout
}
