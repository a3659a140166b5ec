import type Stripe from 'stripe'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Effect, effectOf } from '~/payments/stripe/effects.server'
import { takeMissed } from '~/payments/stripe/missed.server'
import { driveAttempts } from '~/payments/stripe/sweep.server'
import { cardTrade } from '../../support/card'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { post, stripeOf } from '../../support/stripe'

const database = await aDatabase()
const { owner } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
const { toPage, aPaidOrder, anAgreedRefund, attemptOf } = cardTrade(owner, market, cards)

type Told = { event: Stripe.Event; look: () => Promise<Effect> }
type Tx = Parameters<Effect>[0]

const meaningless = [
  'customer.created',
  'payment_intent.created',
  'charge.succeeded',
  'charge.failed',
  'charge.refunded',
]

/** What happens while nobody listens, as events in the order in which Stripe tells them; those that mean nothing left out. */
async function untold(work: () => Promise<unknown>): Promise<Told[]> {
  await cards.deaf()
  const known = new Set((await cards.rail.stripe.events.list({ limit: 100 })).data.map(({ id }) => id))
  await work()
  await cards.idle()
  const { data } = await cards.rail.stripe.events.list({ limit: 100 })
  await cards.hear()
  return data
    .filter(({ id, type }) => !known.has(id) && !meaningless.includes(type))
    .toReversed()
    .map((event) => ({ event, look: () => effectOf(cards.rail, event) }))
}

/** Everything that the events of an order can change: states, and every balance. */
async function stateOf(tx: Tx, orderId: string) {
  const { rows } = await sql<{ state: unknown }>`
    select jsonb_build_object(
      'order', (select array[o.state, o.received::text, o.refunded::text] from orders o where o.id = ${orderId}),
      'attempts', (select array_agg(state || coalesce(method, '') order by n) from checkout_attempts where order_id = ${orderId}),
      'ids', (select array_agg(array[session_id, intent_id, charge_id, failure] order by n) from checkout_attempts where order_id = ${orderId}),
      'facts', (select count(*) from psp_transactions),
      'payments', (select array_agg(amount || '/' || refunding || '/' || charged_back) from payments where order_id = ${orderId}),
      'refunds', (select array_agg(state || suspended::text || coalesce(external_id, '')) from refunds where order_id = ${orderId}),
      'chargebacks', (select array_agg(state || withdrawn) from chargebacks where order_id = ${orderId}),
      'balances', (select jsonb_object_agg(id, balance::text) from ledger.accounts
                   where balance <> 0 and (order_id = ${orderId} or kind in ('psp', 'pspfee', 'loss')))) as state`.execute(
    tx,
  )
  return rows[0]!.state
}

type Trx = Awaited<ReturnType<ReturnType<typeof cards.railDb.startTransaction>['execute']>>

/**
 * Walks every order of the effects, each applied twice, going back to what is shared. Where two ways have led to the
 * same state with the same events left, what follows is the same and is walked once. Answers every end, and how many
 * orders they stand for.
 */
async function everyOrder(orderId: string, effects: readonly Effect[]) {
  const ends = new Set<string>()
  const known = new Map<string, number>()
  async function walk(left: readonly Effect[], tx: Trx): Promise<number> {
    const state = JSON.stringify(await stateOf(tx, orderId))
    if (left.length === 0) {
      ends.add(state)
      return 1
    }
    const place = `${left.map((effect) => effects.indexOf(effect)).join()} ${state}`
    if (known.has(place)) return known.get(place)!
    let orders = 0
    for (const effect of left) {
      const name = `level${left.length}`
      const saved = await tx.savepoint(name).execute()
      await effect(saved)
      await effect(saved)
      orders += await walk(
        left.filter((other) => other !== effect),
        saved as never,
      )
      await saved.rollbackToSavepoint(name).execute()
    }
    known.set(place, orders)
    return orders
  }
  const trx = await market.clock.db.startTransaction().execute()
  await sql`set local transaction_timeout = 0`.execute(trx)
  const orders = await walk(effects, trx)
  await trx.rollback().execute()
  return { ends: [...ends].map((end) => JSON.parse(end)), orders }
}

const looked = async (told: readonly Told[]) => {
  const effects: Effect[] = []
  for (const { look } of told) effects.push(await look())
  return effects
}
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))

test('a payment that takes its time ends the same in every order of its events, however old what they saw is', async () => {
  const order = await market.aConfirmedOrder()
  const session = await toPage(order)
  const first = await untold(() => cards.control('pay', { session, method: 'alipay', later: true }))
  const early = await looked(first)
  const then = await untold(() => cards.control('settle', { session, arrives: true }))
  const effects = [...early, ...(await looked(then))]
  expect([...first, ...then].map(({ event }) => event.type)).toEqual([
    'checkout.session.completed',
    'payment_intent.processing',
    'payment_intent.succeeded',
    'checkout.session.async_payment_succeeded',
    'charge.updated',
  ])
  const { ends, orders } = await everyOrder(order.id, effects)
  expect(orders).toBe(factorial(5))
  expect(ends).toHaveLength(1)
  expect(ends[0]).toMatchObject({ order: ['funded', '100000', '0'], attempts: ['succeededalipay'] })
})

test('one that fails in the end is payable again in every order', async () => {
  const order = await market.aConfirmedOrder()
  const session = await toPage(order)
  const first = await untold(() => cards.control('pay', { session, method: 'alipay', later: true }))
  const early = await looked(first)
  const then = await untold(() => cards.control('settle', { session, arrives: false }))
  const { ends, orders } = await everyOrder(order.id, [...early, ...(await looked(then))])
  expect(orders).toBe(factorial(4))
  expect(ends).toMatchObject([{ order: ['confirmed', '0', '0'], attempts: ['failed'], payments: null }])
})

test('payment and lost dispute, six events, end the same in each of their 720 orders', async () => {
  const order = await market.aConfirmedOrder()
  const session = await toPage(order)
  const told = await untold(async () => {
    await cards.control('pay', { session, method: 'card' })
    const { payment_intent: intent } = await cards.rail.stripe.checkout.sessions.retrieve(session)
    const { id } = await cards.control('dispute', { payment_intent: intent, amount: 30_000 })
    await cards.control('dispute', { dispute: id, outcome: 'lost' })
  })
  expect(told.map(({ event }) => event.type)).toEqual([
    'payment_intent.succeeded',
    'checkout.session.completed',
    'charge.updated',
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.closed',
  ])
  const { ends, orders } = await everyOrder(order.id, await looked(told))
  expect(orders).toBe(factorial(6))
  expect(ends).toHaveLength(1)
  expect(ends[0]).toMatchObject({
    order: ['funded', '100000', '0'],
    chargebacks: ['lost30000'],
    payments: ['100000/0/30000'],
  })
})

test('a refund that comes back is owed again in every order of its events', async () => {
  const order = await aPaidOrder('4000000000005126')
  const id = await anAgreedRefund(order, 10_000n)
  const told = await untold(async () => {
    const { id: made } = await cards.rail.stripe.refunds.create({
      payment_intent: order.intentId,
      amount: 10_000,
      metadata: { refund_id: id, no: '1' },
    })
    await cards.control('refund-failure', { refund: made })
  })
  expect(told.map(({ event }) => event.type)).toEqual(['refund.created', 'refund.failed', 'refund.updated'])
  const { ends } = await everyOrder(order.id, await looked(told))
  expect(ends).toMatchObject([{ refunds: [expect.stringMatching(/^failedfalsere_/)] }])
})

test('what was never told is found by the sweeper and booked once; told late after all, it changes nothing', async () => {
  const since = new Date(Date.now() - 3_600_000)
  const order = await market.aConfirmedOrder()
  const session = await toPage(order)
  const told = await untold(() => cards.control('pay', { session, method: 'card' }))
  expect(await market.orderRow(order.id)).toMatchObject({ received: 0n })
  await takeMissed(market.clock.db, cards.rail, since)
  await takeMissed(market.clock.db, cards.rail, since)
  expect(await market.orderRow(order.id)).toMatchObject({ state: 'funded', received: 100_000n })
  const before = await stateOf(owner.db, order.id)
  for (const { event } of told) {
    const payload = JSON.stringify(event)
    const header = cards.rail.stripe.webhooks.generateTestHeaderString({ payload, secret: cards.secrets[0] })
    expect((await post(payload, header)).status).toBe(200)
  }
  expect(await stateOf(owner.db, order.id)).toEqual(before)
})

test('a page that has stood for a quarter of an hour is looked at, and so is a try that never had its answer', async () => {
  const paid = await market.aConfirmedOrder()
  const session = await toPage(paid)
  await untold(() => cards.control('pay', { session, method: 'card' }))
  const left = await market.aConfirmedOrder()
  await owner.db
    .insertInto('checkoutAttempts')
    .values({
      orderId: left.id,
      n: 1,
      amount: 100_000n,
      key: `order_${left.id}:checkout:1`,
      by: left.buyer.personId,
      expiresAt: new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000),
    })
    .execute()
  await owner.db
    .updateTable('checkoutAttempts')
    .set({ askedAt: new Date(Date.now() - 16 * 60_000) })
    .execute()
  await driveAttempts(market.clock.db, cards.rail)
  expect(await market.orderRow(paid.id)).toMatchObject({ state: 'funded' })
  expect(await attemptOf(left.id)).toMatchObject({ state: 'open', sessionId: expect.stringMatching(/^cs_/) })
})
