import { expect, test } from 'vitest'
import { refusalOf } from '~/kernel/refusal'
import { continueCheckout, expireCheckout, intendCheckout } from '~/payments/stripe/checkout.server'
import { clockMoves } from '~/payments/clock.server'
import { closeLate } from '~/payments/stripe/sweep.server'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { stripeOf } from '../../support/stripe'

const database = await aDatabase()
const { owner } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
type Order = Awaited<ReturnType<typeof market.aConfirmedOrder>>

const intend = (order: Order) =>
  order.buyer.db.transaction().execute((tx) => intendCheckout(tx, order.buyer.actor, order.id, 'double'))
const attemptsOf = (order: Order) =>
  owner.db.selectFrom('checkoutAttempts').selectAll().where('orderId', '=', order.id).orderBy('n').execute()

/** The buyer's way to the hosted page; answers the session. */
async function goToPage(order: Order) {
  await intend(order)
  const url = await continueCheckout(order.buyer.db, cards.rail, order.id)
  expect(url).toContain('/c/pay/')
  return (await attemptsOf(order)).at(-1)!.sessionId!
}

async function balances(orderId: string) {
  const { rows } = await owner.pool.query(
    `select kind, sum(balance)::text as fen from ledger.accounts where order_id = $1 and balance <> 0 group by kind order by kind`,
    [orderId],
  )
  return Object.fromEntries(rows.map(({ kind, fen }) => [kind, fen]))
}

test('a payment on the hosted page funds the order by its webhooks, and its fee is posted', async () => {
  const order = await market.aConfirmedOrder()
  const session = await goToPage(order)
  await cards.control('pay', { session, method: 'alipay' })
  expect((await cards.idle()).map(({ status }) => status)).not.toContain(500)
  const row = await market.orderRow(order.id)
  expect(row).toMatchObject({ state: 'funded', received: row.total })
  expect(await balances(order.id)).toEqual({ order: String(-row.total) })
  const [attempt] = await attemptsOf(order)
  expect(attempt).toMatchObject({ state: 'succeeded', method: 'alipay', amount: row.total })
  const payment = await owner.db
    .selectFrom('payments')
    .selectAll()
    .where('orderId', '=', order.id)
    .executeTakeFirstOrThrow()
  expect(payment).toMatchObject({
    rail: 'stripe',
    method: 'alipay',
    externalId: attempt!.intentId,
    amount: row.total,
  })
  const { rows } = await owner.pool.query(
    'select t.fee::text, e.amount::text from psp_transactions t join ledger.postings p on p.key = t.id || $2 join ledger.entries e on e.posting_id = p.id where t.payment_id = $1 and e.account_id = $3',
    [payment.id, ':fee', 'pspfee'],
  )
  expect(rows).toEqual([{ fee: rows[0].fee, amount: rows[0].fee }])
  const { rows: parked } = await owner.pool.query(
    'select type, parked from stripe_events where handled_at is null',
  )
  expect(parked).toEqual([])
})

test('two who click at once, from two browsers, get one try and one page', async () => {
  const order = await market.aConfirmedOrder()
  const ids = await Promise.all([intend(order), intend(order), intend(order)])
  expect(new Set(ids).size).toBe(1)
  const urls = await Promise.all([1, 2, 3].map(() => continueCheckout(order.buyer.db, cards.rail, order.id)))
  expect(new Set(urls).size).toBe(1)
  expect(await attemptsOf(order)).toMatchObject([{ n: 1, state: 'open' }])
})

test('a declined card leaves the page open for another one', async () => {
  const order = await market.aConfirmedOrder()
  const session = await goToPage(order)
  await cards.control('pay', { session, method: 'card', card: '4000 0000 0000 0002' })
  await cards.idle()
  expect(await attemptsOf(order)).toMatchObject([{ state: 'open', failure: 'card_declined' }])
  await cards.control('pay', { session, method: 'card' })
  await cards.idle()
  expect(await attemptsOf(order)).toMatchObject([{ state: 'succeeded', failure: null, method: 'card' }])
  expect((await market.orderRow(order.id)).state).toBe('funded')
})

test('a payment that is completed but not paid never counts, and after it failed the order can be paid again', async () => {
  const order = await market.aConfirmedOrder()
  const session = await goToPage(order)
  await cards.control('pay', { session, method: 'alipay', later: true })
  await cards.idle()
  expect(await attemptsOf(order)).toMatchObject([{ state: 'processing' }])
  expect(await market.orderRow(order.id)).toMatchObject({ state: 'confirmed', received: 0n })
  const code = await intend(order).catch((error: unknown) => refusalOf(error)?.code)
  expect(code).toBe('payment-processing')
  await cards.control('settle', { session, arrives: false })
  await cards.idle()
  expect(await attemptsOf(order)).toMatchObject([{ state: 'failed' }])
  expect(await market.orderRow(order.id)).toMatchObject({ state: 'confirmed', received: 0n })
  const again = await goToPage(order)
  await cards.control('pay', { session: again, method: 'card' })
  await cards.idle()
  expect(await attemptsOf(order)).toMatchObject([
    { n: 1, state: 'failed' },
    { n: 2, state: 'succeeded' },
  ])
})

test('money that comes by bank meanwhile makes the open page close before another amount is asked', async () => {
  const order = await market.aConfirmedOrder()
  await goToPage(order)
  await market.pay(order, 40_000n)
  expect(await intend(order).catch((error: unknown) => refusalOf(error)?.code)).toBe('payment-changed')
  expect(await expireCheckout(order.buyer.db, cards.rail, order.id)).toBe(true)
  const session = await goToPage(order)
  expect((await attemptsOf(order)).map(({ amount, state }) => [amount, state])).toEqual([
    [100_000n, 'expired'],
    [60_000n, 'open'],
  ])
  await cards.control('pay', { session, method: 'card' })
  await cards.idle()
  expect(await market.orderRow(order.id)).toMatchObject({ state: 'funded', received: 100_000n })
})

test('the page of an order that nobody paid in time is closed first; then the order ends', async () => {
  const order = await market.aConfirmedOrder()
  await goToPage(order)
  const { payDue } = await market.orderRow(order.id)
  const later = new Date(payDue!.getTime() + 10 * 86_400_000)
  const { run } = clockMoves.find(({ name }) => name === 'payments.expire')!
  const end = () => market.clock.db.transaction().execute((tx) => run(tx, later))
  await end()
  await closeLate(market.clock.db, cards.rail, payDue!)
  expect((await attemptsOf(order)).map(({ state }) => state)).toEqual(['open'])
  expect(await market.stateOf(order.id)).toBe('confirmed')
  await closeLate(market.clock.db, cards.rail, later)
  expect((await attemptsOf(order)).map(({ state }) => state)).toEqual(['expired'])
  await end()
  expect(await market.stateOf(order.id)).toBe('expired')
})

test('what was paid too late for the order is kept for the enterprise and told to the office', async () => {
  const order = await market.aConfirmedOrder()
  const session = await goToPage(order)
  await market.pay(order)
  await cards.control('pay', { session, method: 'card' })
  await cards.idle()
  expect(await market.orderRow(order.id)).toMatchObject({ received: 100_000n })
  const { rows } = await owner.pool.query(
    `select (select balance::text from ledger.accounts where id = 'unapplied:' || $1) as unapplied,
       (select count(*)::int from breaks where kind = 'card-unexpected' and order_id = $2) as breaks`,
    [order.buyer.orgId, order.id],
  )
  expect(rows).toEqual([{ unapplied: '-100000', breaks: 1 }])
})

test('a dear order, a cheap one and a foreign one are not paid online', async () => {
  const dear = await market.aConfirmedOrder({ lines: [{ quantity: 100, unitPrice: 100_000n }] })
  expect(await intend(dear).catch((error: unknown) => refusalOf(error)?.code)).toBe('above-online-limit')
  const cheap = await market.aConfirmedOrder({ lines: [{ quantity: 1, unitPrice: 399n }] })
  expect(await intend(cheap).catch((error: unknown) => refusalOf(error)?.code)).toBe('below-limit')
  const order = await market.aConfirmedOrder()
  const stranger = await market.aBuyer()
  const code = await stranger.db
    .transaction()
    .execute((tx) => intendCheckout(tx, stranger.actor, order.id, 'double'))
    .catch((error: unknown) => refusalOf(error)?.code)
  expect(code).toBe('order-unknown')
  const unset = await order.buyer.db
    .transaction()
    .execute((tx) => intendCheckout(tx, order.buyer.actor, order.id, null))
    .catch((error: unknown) => refusalOf(error)?.code)
  expect(unset).toBe('not-configured')
})
