import { invalid } from '../errors.ts'
import type { Thing, World } from '../world.ts'
import { balanceOf } from './balance.ts'
import { addTransaction } from './paying.ts'

/** Moves money of the platform to a connected account; out of one charge, or else out of what is available. */
export function createTransfer(world: World, params: Record<string, any>): Thing {
  const { amount, currency, destination, source_transaction: source = null } = params
  const account = world.get(destination ?? '')
  if (account?.object !== 'v2.core.account')
    throw invalid(`No such destination: '${destination}'`, { code: 'resource_missing', param: 'destination' })
  const { status } = account.configuration.recipient.capabilities.stripe_balance.stripe_transfers
  if (status !== 'active')
    throw invalid('Your destination account needs to have at least the transfers capability enabled.', {
      code: 'insufficient_capabilities_for_transfer',
      param: 'destination',
    })
  if (!(amount > 0)) throw invalid('Invalid positive integer', { param: 'amount' })
  if (source) refuseAboveCharge(world, source, amount)
  else if (balanceOf(world).available < amount)
    throw invalid('You have insufficient available funds in your Stripe account.', {
      code: 'balance_insufficient',
    })
  const transfer = world.add('transfers.create', 'tr', {
    amount,
    currency,
    description: params.description ?? null,
    destination,
    metadata: params.metadata ?? {},
    reversals: { object: 'list', data: [], has_more: false, url: '' },
    source_transaction: source,
    source_type: 'card',
    transfer_group: params.transfer_group ?? null,
  })
  transfer.reversals.url = `/v1/transfers/${transfer.id}/reversals`
  transfer.balance_transaction = addTransaction(world, {
    amount: -amount,
    source: transfer.id,
    type: 'transfer',
  }).id
  account.double_balance += amount
  world.emit('transfer.created', transfer)
  return transfer
}

function refuseAboveCharge(world: World, chargeId: string, amount: number) {
  const made = world.find('charge', chargeId)
  const moved = world
    .all('transfer')
    .filter((transfer) => transfer.source_transaction === chargeId)
    .reduce((sum, transfer) => sum + transfer.amount - transfer.amount_reversed, 0)
  if (moved + amount > made.amount - made.amount_refunded)
    throw invalid(
      `Transfers using this transaction as a source must not exceed the source amount of ${made.amount}.`,
      {
        param: 'amount',
      },
    )
}

export function reverseTransfer(world: World, id: string, params: Record<string, any>): Thing {
  const transfer = world.find('transfer', id)
  const left = transfer.amount - transfer.amount_reversed
  const amount = params.amount ?? left
  if (amount > left || amount < 1)
    throw invalid(`The reversal amount is above what is left of the transfer (${left}).`, { param: 'amount' })
  const account = world.find('v2.core.account', transfer.destination)
  if (account.double_balance < amount)
    throw invalid('The connected account has insufficient available funds for this reversal.', {
      code: 'balance_insufficient',
    })
  account.double_balance -= amount
  const reversal = world.add('transfers.createReversal', 'trr', {
    amount,
    currency: transfer.currency,
    metadata: params.metadata ?? {},
    transfer: transfer.id,
  })
  reversal.balance_transaction = addTransaction(world, {
    amount,
    source: reversal.id,
    type: 'transfer_refund',
    at_once: true,
  }).id
  transfer.amount_reversed += amount
  transfer.reversed = transfer.amount_reversed === transfer.amount
  transfer.reversals.data.unshift(reversal)
  world.emit('transfer.reversed', transfer)
  return reversal
}

/** Whoever received it has moved all of it on: nothing can be taken back any more. */
export function spend(world: World, accountId: string) {
  world.find('v2.core.account', accountId).double_balance = 0
}
