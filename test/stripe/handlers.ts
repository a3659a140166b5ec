import { createAccount, createLink } from './resources/accounts.ts'
import { createPayout, retrieveBalance } from './resources/balance.ts'
import { closeDispute, updateDispute } from './resources/disputes.ts'
import { createRefund } from './resources/refunds.ts'
import { createSession, expireSession } from './resources/sessions.ts'
import { createTransfer, reverseTransfer } from './resources/transfers.ts'
import { listOf, type Thing, type World } from './world.ts'

export type Call = { world: World; params: Record<string, any>; ids: string[]; origin: string }
type Handler = (call: Call) => unknown

const retrieve =
  (what: string): Handler =>
  ({ world, ids }) =>
    world.find(what, ids[0]!)

const list =
  (
    what: string,
    path: string,
    fits: (thing: Thing, params: Record<string, any>) => boolean = () => true,
  ): Handler =>
  ({ world, params }) =>
    listOf(
      world.all(what).filter((thing) => fits(thing, params)),
      path,
      params,
    )

const same = (name: string) => (thing: Thing, params: Record<string, any>) =>
  params[name] === undefined || thing[name] === params[name]
const every =
  (...names: string[]) =>
  (thing: Thing, params: Record<string, any>) =>
    names.every((name) => same(name)(thing, params))

/** What the double does, by the SDK's own names; whatever is not here is 501. */
export const handlers: Record<string, Handler> = {
  'customers.create': ({ world, params }) => {
    const { email = null, name = null, description = null, metadata = {} } = params
    const customer = world.add('customers.create', 'cus', { email, name, description, metadata })
    world.emit('customer.created', customer)
    return customer
  },
  'customers.retrieve': retrieve('customer'),
  'customers.list': list('customer', '/v1/customers', same('email')),
  'checkout.sessions.create': ({ world, params, origin }) =>
    createSession(world, params, (id) => `${origin}/c/pay/${id}`),
  'checkout.sessions.retrieve': retrieve('checkout.session'),
  'checkout.sessions.expire': ({ world, ids }) => expireSession(world, ids[0]!),
  'checkout.sessions.list': list(
    'checkout.session',
    '/v1/checkout/sessions',
    every('payment_intent', 'customer', 'status'),
  ),
  'paymentIntents.retrieve': retrieve('payment_intent'),
  'paymentIntents.list': list('payment_intent', '/v1/payment_intents', same('customer')),
  'charges.retrieve': retrieve('charge'),
  'charges.list': list('charge', '/v1/charges', every('payment_intent', 'transfer_group', 'customer')),
  'refunds.create': ({ world, params }) => createRefund(world, params),
  'refunds.retrieve': retrieve('refund'),
  'refunds.list': list('refund', '/v1/refunds', every('payment_intent', 'charge')),
  'transfers.create': ({ world, params }) => createTransfer(world, params),
  'transfers.retrieve': retrieve('transfer'),
  'transfers.list': list('transfer', '/v1/transfers', every('transfer_group', 'destination')),
  'transfers.createReversal': ({ world, params, ids }) => reverseTransfer(world, ids[0]!, params),
  'transfers.listReversals': ({ world, ids, params }) =>
    listOf(world.find('transfer', ids[0]!).reversals.data, `/v1/transfers/${ids[0]}/reversals`, params),
  'v2.core.accounts.create': ({ world, params }) => createAccount(world, params),
  'v2.core.accounts.retrieve': retrieve('v2.core.account'),
  'v2.core.accountLinks.create': ({ world, params, origin }) =>
    createLink(world, params, (id) => `${origin}/c/connect/${id}`),
  'radar.earlyFraudWarnings.retrieve': retrieve('radar.early_fraud_warning'),
  'radar.earlyFraudWarnings.list': list(
    'radar.early_fraud_warning',
    '/v1/radar/early_fraud_warnings',
    every('payment_intent', 'charge'),
  ),
  'disputes.retrieve': retrieve('dispute'),
  'disputes.list': list('dispute', '/v1/disputes', every('payment_intent', 'charge')),
  'disputes.update': ({ world, params, ids }) => updateDispute(world, ids[0]!, params),
  'disputes.close': ({ world, ids }) => closeDispute(world, ids[0]!),
  'events.retrieve': retrieve('event'),
  'events.list': list(
    'event',
    '/v1/events',
    (event, { type, types }) =>
      (type === undefined || event.type === type) && (types === undefined || types.includes(event.type)),
  ),
  'balance.retrieve': ({ world }) => retrieveBalance(world),
  'balanceTransactions.retrieve': retrieve('balance_transaction'),
  'balanceTransactions.list': list(
    'balance_transaction',
    '/v1/balance_transactions',
    every('source', 'type', 'payout'),
  ),
  'payouts.create': ({ world, params }) => createPayout(world, params),
  'payouts.retrieve': retrieve('payout'),
  'payouts.list': list('payout', '/v1/payouts', same('status')),
}
