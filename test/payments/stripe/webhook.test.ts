import { readdirSync, readFileSync } from 'node:fs'
import Stripe from 'stripe'
import { beforeEach, expect, test } from 'vitest'
import { letGo, kept } from '~/kernel/kept.server'
import { continueCheckout, intendCheckout } from '~/payments/stripe/checkout.server'
import { replayEvent } from '~/payments/stripe/events.server'
import { apiVersion } from '~/payments/stripe/rail.server'
import { stripeSchema } from '../../../scripts/stripe-schema'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { post, stripeOf } from '../../support/stripe'

const database = await aDatabase()
const { owner } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
const { webhooks } = new Stripe('sk_test_double_x')
const seconds = () => Math.floor(Date.now() / 1000)

beforeEach(() => cards.chaos({}))

async function toPage() {
  const order = await market.aConfirmedOrder()
  await order.buyer.db
    .transaction()
    .execute((tx) => intendCheckout(tx, order.buyer.actor, order.id, 'double'))
  await continueCheckout(order.buyer.db, cards.rail, order.id)
  const { sessionId } = await owner.db
    .selectFrom('checkoutAttempts')
    .select('sessionId')
    .where('orderId', '=', order.id)
    .executeTakeFirstOrThrow()
  return { ...order, session: sessionId! }
}

/** The event of a payment that nobody was told of, as its text. */
async function anUntoldPayment() {
  await cards.deaf()
  const order = await toPage()
  await cards.control('pay', { session: order.session, method: 'card' })
  const { data } = await cards.rail.stripe.events.list({ type: 'payment_intent.succeeded', limit: 1 })
  await cards.hear()
  const { lastResponse: _, ...event } = data[0] as Stripe.Event & { lastResponse?: unknown }
  return { order, event, payload: JSON.stringify(event) }
}

const facts = async () => {
  const { rows } = await owner.pool.query(
    `select (select count(*)::int from stripe_events) as events, (select count(*)::int from payments) as payments,
       (select count(*)::int from ledger.postings) as postings`,
  )
  return rows[0]
}

const signed = (payload: string, { secret = cards.secrets[0] as string, timestamp = seconds() } = {}) =>
  webhooks.generateTestHeaderString({ payload, secret, timestamp })

test('what is forged, altered, written anew, stale or ahead of time is refused and leaves nothing', async () => {
  const { payload } = await anUntoldPayment()
  const before = await facts()
  const flipped = payload.replace(
    /"amount_received":(\d)/,
    (_, digit) => `"amount_received":${(Number(digit) + 1) % 10}`,
  )
  expect(flipped).not.toBe(payload)
  const attacks: [string, string | null][] = [
    [payload, null],
    [payload, ''],
    [payload, 't=1,v1=00'],
    [payload, signed(payload, { secret: 'whsec_double_forged' })],
    [flipped, signed(payload)],
    [JSON.stringify(JSON.parse(payload), null, 1), signed(payload)],
    [payload, signed(payload, { timestamp: seconds() - 302 })],
    [payload, signed(payload, { timestamp: seconds() + 305 })],
    [payload, signed(payload).replace(/v1=/, 'v0=')],
  ]
  for (const [body, header] of attacks) expect((await post(body, header)).status).toBe(400)
  expect(await facts()).toEqual(before)
})

test('while one secret replaces the other, both sign; what is known already changes nothing', async () => {
  const { order, payload } = await anUntoldPayment()
  const answers = await Promise.all(
    [...cards.secrets, ...cards.secrets].map((secret) => post(payload, signed(payload, { secret }))),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(await market.orderRow(order.id)).toMatchObject({ state: 'funded', received: 100_000n })
  const after = await facts()
  expect((await post(payload, signed(payload))).status).toBe(200)
  expect(await facts()).toEqual(after)
})

test('events that come twice, at once, late and in the wrong order book the payment once', async () => {
  await cards.chaos({ duplicate: true, reorder: true, concurrent: true })
  const order = await toPage()
  await cards.control('pay', { session: order.session, method: 'card' })
  const sent = await cards.idle()
  expect(sent.filter(({ status }) => status !== 200)).toEqual([])
  const { rows } = await owner.pool.query(
    `select (select received::text from orders where id = $1) as received,
       (select count(*)::int from payments where order_id = $1) as payments,
       (select count(*)::int from ledger.postings where order_id = $1 and kind = 'card_paid') as postings`,
    [order.id],
  )
  expect(rows).toEqual([{ received: '100000', payments: 1, postings: 1 }])
})

test('a foreign currency, real money and another version of the API are parked, and the office is told', async () => {
  const { order, event } = await anUntoldPayment()
  const tell = (id: string, change: object, inner: object = {}) => {
    const payload = JSON.stringify({
      ...event,
      id,
      ...change,
      data: { object: { ...event.data.object, ...inner } },
    })
    return post(payload, signed(payload))
  }
  await tell('evt_currency', {}, { currency: 'usd' })
  await tell('evt_live', { livemode: true })
  await tell('evt_version', { api_version: '2020-08-27' })
  await tell('evt_order', {}, { metadata: { order_id: '0', attempt: '1' } })
  const { rows } = await owner.pool.query(
    `select e.id, e.parked, e.handled_at as handled, (select count(*)::int from breaks b where b.subject = e.id) as breaks
     from stripe_events e where e.id like 'evt\\_%' and length(e.id) < 20 order by e.id`,
  )
  expect(rows).toEqual([
    { id: 'evt_currency', parked: 'other-currency', handled: null, breaks: 1 },
    { id: 'evt_live', parked: 'other-mode', handled: null, breaks: 1 },
    { id: 'evt_order', parked: 'order-unknown', handled: null, breaks: 1 },
    { id: 'evt_version', parked: 'other-version', handled: null, breaks: 1 },
  ])
  expect(await market.orderRow(order.id)).toMatchObject({ state: 'confirmed', received: 0n })
})

test('what was parked is looked at again when the office asks, and its difference closes', async () => {
  const { order, event } = await anUntoldPayment()
  const payload = JSON.stringify({ ...event, api_version: '2020-08-27' })
  expect((await post(payload, signed(payload))).status).toBe(200)
  expect(await market.orderRow(order.id)).toMatchObject({ received: 0n })
  await replayEvent(cards.railDb, cards.rail, event.id)
  await replayEvent(cards.railDb, cards.rail, event.id)
  expect(await market.orderRow(order.id)).toMatchObject({ state: 'funded', received: 100_000n })
  const { rows } = await owner.pool.query(
    `select parked, handled_at is not null as handled, (select state from breaks where subject = e.id) as break from stripe_events e where id = $1`,
    [event.id],
  )
  expect(rows).toEqual([{ parked: null, handled: true, break: 'closed' }])
})

test('another amount than was asked is kept unapplied', async () => {
  const { order, event } = await anUntoldPayment()
  const payload = JSON.stringify({
    ...event,
    id: 'evt_amount',
    data: { object: { ...event.data.object, amount_received: 90_000 } },
  })
  expect((await post(payload, signed(payload))).status).toBe(200)
  expect(await market.orderRow(order.id)).toMatchObject({ received: 0n })
  const { rows } = await owner.pool.query('select balance::text from ledger.accounts where id = $1', [
    `unapplied:${order.buyer.orgId}`,
  ])
  expect(rows).toEqual([{ balance: '-90000' }])
})

test('without a key there is no such address', async () => {
  letGo('stripe')
  kept('stripe', () => null)
  expect((await post('{}', signed('{}'))).status).toBe(404)
  letGo('stripe')
  kept('stripe', () => cards.rail)
})

test('the SDK, the schema of the double and the rail speak the same version', () => {
  expect(stripeSchema().apiVersion).toBe(apiVersion)
  expect(Stripe.API_VERSION).toBe(apiVersion)
})

test('nothing of the product knows the double, or opens an event without its signature', () => {
  const files = ['app', 'db'].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${root}/${file}`),
  )
  const guilty = files.filter((file) =>
    /test\/stripe|constructEventWithoutVerification/.test(readFileSync(file, 'utf8')),
  )
  expect(guilty).toEqual([])
})
