import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { takeMissed } from '~/payments/stripe/missed.server'
import { driveAttempts } from '~/payments/stripe/sweep.server'
import { intendCheckout } from '~/payments/stripe/checkout.server'
import { cardTrade } from '../../support/card'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { stripeOf } from '../../support/stripe'

const database = await aDatabase()
const { owner } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
const { toPage, aPaidOrder, anAgreedRefund, attemptOf, refundRow, send, balances } = cardTrade(
  owner,
  market,
  cards,
)

/** Lets the worker's deed run in a process of its own to the statement, and kills it there as a power cut would. */
async function killAt(deed: 'checkout' | 'events' | 'refund', id: string, stopAt: string) {
  const given = [database.as('muster_worker'), cards.settings].map((part) => JSON.stringify(part))
  const child = fork('test/support/card-in-child.ts', [...given, deed, id, stopAt], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [said] = await once(child, 'message')
  child.kill('SIGKILL')
  await once(child, 'exit')
  return said as string
}

test('killed with the page of a payment asked for but not written down, the sweeper finds the same page', async () => {
  for (const stopAt of ['insert into "stripe_customers"', 'update "checkout_attempts"']) {
    const order = await market.aConfirmedOrder()
    const id = await order.buyer.db
      .transaction()
      .execute((tx) => intendCheckout(tx, order.buyer.actor, order.id, 'double'))
    expect(await killAt('checkout', id, stopAt)).toBe('standing')
    expect(await attemptOf(order.id)).toMatchObject({ state: 'intended', sessionId: null })
    await owner.db
      .updateTable('checkoutAttempts')
      .set({ askedAt: new Date(Date.now() - 120_000) })
      .where('id', '=', id)
      .execute()
    await driveAttempts(market.clock.db, cards.rail)
    expect(await attemptOf(order.id)).toMatchObject({ state: 'open' })
    const { data } = await cards.rail.stripe.checkout.sessions.list({ limit: 100 })
    expect(data.filter((session) => session.client_reference_id === order.id)).toHaveLength(1)
  }
})

test('killed anywhere while a payment is booked, it is booked whole by whoever comes after, once', async () => {
  const order = await market.aConfirmedOrder()
  const session = await toPage(order)
  await cards.deaf()
  await cards.control('pay', { session, method: 'card' })
  for (const stopAt of [
    'insert into stripe_events',
    'insert into "payments"',
    'select ledger\\.post',
    'update "orders"',
  ]) {
    expect(await killAt('events', order.id, stopAt)).toBe('standing')
    expect(await market.orderRow(order.id)).toMatchObject({ state: 'confirmed', received: 0n })
  }
  await takeMissed(market.clock.db, cards.rail, new Date(Date.now() - 3_600_000))
  await cards.hear()
  expect(await market.orderRow(order.id)).toMatchObject({ state: 'funded', received: 100_000n })
  expect(await balances(order.id)).toEqual({ order: '-100000' })
})

test('killed anywhere while a refund is sent, the money goes back once', async () => {
  for (const stopAt of ['insert into stripe_calls', 'update "stripe_calls"', 'select ledger\\.post']) {
    const order = await aPaidOrder()
    const id = await anAgreedRefund(order, 25_000n)
    await cards.deaf()
    expect(await killAt('refund', id, stopAt)).toBe('standing')
    expect(await refundRow(id)).toMatchObject({ state: 'approved' })
    await send()
    await cards.hear()
    expect(await refundRow(id)).toMatchObject({ state: 'paid' })
    const { data } = await cards.rail.stripe.refunds.list({ payment_intent: order.intentId })
    expect(data).toHaveLength(1)
    expect(await balances(order.id)).toEqual({ order: '-75000' })
  }
})
