import { beforeEach, expect, test } from 'vitest'
import { refusalOf } from '~/kernel/refusal'
import { sendRefund } from '~/payments/refunds/refund.server'
import { askOnce } from '~/payments/stripe/calls.server'
import { cardTrade } from '../../support/card'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { stripeOf } from '../../support/stripe'

const database = await aDatabase()
const { owner } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
const { aPaidOrder, anAgreedRefund, agree, refundRow, send, balances } = cardTrade(owner, market, cards)

beforeEach(() => cards.chaos({}))

const madeOf = async (intentId: string) =>
  (await cards.rail.stripe.refunds.list({ payment_intent: intentId, limit: 100 })).data

test('a refund two officers agreed to goes back by the card, once, and the order knows', async () => {
  const order = await aPaidOrder()
  const id = await anAgreedRefund(order, 30_000n)
  await Promise.all([send(), send()])
  await send()
  expect(await refundRow(id)).toMatchObject({ state: 'paid', externalId: expect.stringMatching(/^re_/) })
  expect(await madeOf(order.intentId)).toMatchObject([{ amount: 30_000, metadata: { refund_id: id } }])
  expect(await market.orderRow(order.id)).toMatchObject({ received: 100_000n, refunded: 30_000n })
  expect(await balances(order.id)).toEqual({ order: '-70000' })
})

test('a refund that arrives later is on its way until then', async () => {
  const order = await aPaidOrder('4000000000007726')
  const id = await anAgreedRefund(order, 10_000n)
  await send()
  expect(await refundRow(id)).toMatchObject({ state: 'sent' })
  const { externalId } = await refundRow(id)
  await cards.control('refund', { refund: externalId, status: 'succeeded' })
  await cards.idle()
  expect(await refundRow(id)).toMatchObject({ state: 'paid' })
})

test('one that came back after it counted as done is owed again, and agreed to anew it is another refund', async () => {
  const order = await aPaidOrder('4000000000005126')
  const id = await anAgreedRefund(order, 10_000n)
  await send()
  const first = (await refundRow(id)).externalId!
  await cards.control('refund-failure', { refund: first })
  await cards.idle()
  expect(await refundRow(id)).toMatchObject({ state: 'failed', failure: 'expired_or_canceled_card' })
  expect(await balances(order.id)).toEqual({ order: '-90000', refund: '-10000' })
  await agree(id)
  await send()
  const again = await refundRow(id)
  expect(again.state).toBe('paid')
  expect(again.externalId).not.toBe(first)
  expect(await balances(order.id)).toEqual({ order: '-90000' })
  // What is still said of the first one concerns nobody any more.
  await cards.control('webhook', { url: cards.webhookUrl })
  expect(await refundRow(id)).toMatchObject({ state: 'paid' })
})

test('nobody sends by hand what goes back by itself', async () => {
  const order = await aPaidOrder()
  const id = await anAgreedRefund(order, 10_000n)
  const sent = market.officer.db.transaction().execute((tx) => sendRefund(tx, id))
  expect(await sent.catch((error: unknown) => refusalOf(error)?.code)).toBe('sent-by-itself')
})

test('of two refunds above what was paid the second is refused', async () => {
  const order = await aPaidOrder()
  const outcomes = await Promise.allSettled([anAgreedRefund(order, 60_000n), anAgreedRefund(order, 60_000n)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const { reason } = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(refusalOf(reason)?.code).toMatch(/refund-above-money|line-refunded-more/)
})

test('an answer that is lost after its effect is asked for again by the same key', async () => {
  const order = await aPaidOrder()
  const id = await anAgreedRefund(order, 20_000n)
  await cards.control('fault', { path: '/v1/refunds', crashAfterEffect: true })
  await send()
  expect(await refundRow(id)).toMatchObject({ state: 'paid' })
  expect(await madeOf(order.intentId)).toHaveLength(1)
})

test('a saved 500 is not believed: what was made is looked up, and only what is absent is asked for anew', async () => {
  const order = await aPaidOrder()
  const id = await anAgreedRefund(order, 20_000n)
  await cards.control('fault', { path: '/v1/refunds', status: 500 })
  await send()
  expect(await refundRow(id)).toMatchObject({ state: 'paid' })
  expect(await madeOf(order.intentId)).toHaveLength(1)
  const keys = (await cards.log()).filter(
    ({ verb, path, key }) => verb === 'POST' && path === '/v1/refunds' && key?.includes(id),
  )
  expect(keys.map(({ key }) => key)).toEqual([`refund_${id}`, `refund_${id}:r2`])
})

test('asked again after more than 23 hours, what was made is found by its mark and not made twice', async () => {
  const order = await aPaidOrder()
  const id = await anAgreedRefund(order, 20_000n)
  // The process died after Stripe had done it and before anything was written down.
  await cards.deaf()
  await cards.rail.stripe.refunds.create(
    { payment_intent: order.intentId, amount: 20_000, metadata: { refund_id: id, no: '1' } },
    { idempotencyKey: `refund_${id}` },
  )
  await cards.hear()
  const long = new Date(Date.now() - 25 * 3_600_000)
  await owner.db
    .insertInto('stripeCalls')
    .values({
      key: `refund_${id}`,
      purpose: 'refund',
      subjectId: id,
      amount: 20_000n,
      askedAt: long,
      triedAt: long,
    })
    .execute()
  await send()
  expect(await refundRow(id)).toMatchObject({ state: 'paid' })
  expect(await madeOf(order.intentId)).toHaveLength(1)
})

test('the same key with another question is an error, and nothing is written down', async () => {
  const order = await aPaidOrder()
  const call = {
    key: 'refund_other',
    purpose: 'refund',
    subjectId: order.id,
    no: 1,
    amount: 1n,
    source: null,
  } as const
  const refund = (amount: number) =>
    askOnce(market.clock.db, call, {
      send: (idempotencyKey) =>
        cards.rail.stripe.refunds.create({ payment_intent: order.intentId, amount }, { idempotencyKey }),
      lookUp: async () => undefined,
    })
  await refund(1_000)
  await expect(refund(2_000)).rejects.toMatchObject({ type: 'StripeIdempotencyError' })
  expect(await madeOf(order.intentId)).toHaveLength(1)
})
