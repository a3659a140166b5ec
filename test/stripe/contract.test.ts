import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import Stripe from 'stripe'
import { afterAll, expect, test } from 'vitest'
import { apiVersion } from '~/payments/stripe/rail.server'

// What the house asks of Stripe, and what it relies on in the answer: the same of the double and of Stripe's test mode.
const key = process.env.STRIPE_CONTRACT_KEY
let child: ChildProcess | undefined
const stripe = key ? new Stripe(key, { apiVersion, telemetry: false }) : await ofDouble()

async function ofDouble() {
  child = fork('test/stripe/serve.ts', [], {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'test', STRIPE_DOUBLE_SECRET: 'whsec_double_contract' },
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return new Stripe('sk_test_double_contract', { apiVersion, host: '127.0.0.1', port, protocol: 'http', telemetry: false }) // oxfmt-ignore
}

afterAll(async () => {
  if (!child) return
  child.kill('SIGTERM')
  await once(child, 'exit')
})

const run = randomUUID()
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeError)) throw error
      return { type: error.type, code: error.code }
    },
  )

const wanted = (n: number): Stripe.Checkout.SessionCreateParams => {
  const metadata = { order_id: run, attempt: String(n) }
  return {
    mode: 'payment',
    ui_mode: 'hosted_page',
    client_reference_id: run,
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'cny', unit_amount: 12_345, product_data: { name: 'MO-2026-000001' } },
      },
    ],
    allowed_payment_method_types: ['card', 'alipay', 'wechat_pay'],
    payment_method_options: { wechat_pay: { client: 'web' } },
    adaptive_pricing: { enabled: false },
    payment_intent_data: { transfer_group: `order_${run}`, metadata },
    metadata,
    success_url: 'https://example.com/return',
    cancel_url: 'https://example.com/',
    expires_at: Math.floor(Date.now() / 1000) + 3_600,
    locale: 'auto',
  }
}

test('the same key with the same question gives the first answer, with another question an error', async () => {
  const idempotencyKey = `org_${run}:customer`
  const ask = (id: string) => stripe.customers.create({ metadata: { org_id: id } }, { idempotencyKey })
  const first = await ask(run)
  expect((await ask(run)).id).toBe(first.id)
  expect(await refused(ask('another'))).toMatchObject({ type: 'StripeIdempotencyError' })
})

test('a page to pay on is open, is found again, is closed once, and takes no payment afterwards', async () => {
  const idempotencyKey = `order_${run}:checkout:1`
  const params = wanted(1)
  const made = await stripe.checkout.sessions.create(params, { idempotencyKey })
  expect(made).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 12_345,
    currency: 'cny',
    livemode: false,
    metadata: { order_id: run, attempt: '1' },
    url: expect.stringMatching(/^https?:/),
  })
  expect((await stripe.checkout.sessions.create(params, { idempotencyKey })).id).toBe(made.id)
  const found = await stripe.checkout.sessions.retrieve(made.id, { expand: ['payment_intent'] })
  expect(found).toMatchObject({ id: made.id, status: 'open' })
  const close = () => stripe.checkout.sessions.expire(made.id)
  expect(await close()).toMatchObject({ status: 'expired', url: null })
  expect(await refused(close())).toMatchObject({ type: 'StripeInvalidRequestError' })
})

test('the parameter that was removed, and one that never was, are refused', async () => {
  const create = (more: object) =>
    stripe.checkout.sessions.create({ ...wanted(2), ...more } as Stripe.Checkout.SessionCreateParams)
  expect(await refused(create({ payment_method_types: ['card'] }))).toMatchObject({
    code: 'payment_method_types_no_longer_supported',
  })
  expect(await refused(create({ nothing_like_it: '1' }))).toMatchObject({ code: 'parameter_unknown' })
})

test('what is not there is refused as missing', async () => {
  const missing = { type: 'StripeInvalidRequestError', code: 'resource_missing' }
  expect(await refused(stripe.refunds.create({ payment_intent: 'pi_none', amount: 1 }))).toMatchObject(
    missing,
  )
  expect(await refused(stripe.disputes.retrieve('du_none'))).toMatchObject(missing)
  expect(await refused(stripe.transfers.retrieve('tr_none'))).toMatchObject(missing)
  expect(await refused(stripe.transfers.createReversal('tr_none', { amount: 1 }))).toMatchObject(missing)
  expect(await refused(stripe.payouts.retrieve('po_none'))).toMatchObject(missing)
  const lost = stripe.transfers.create({ amount: 1, currency: 'cny', destination: 'acct_none' })
  expect(await refused(lost)).toMatchObject({ type: 'StripeInvalidRequestError' })
})

test('the balance and its movements are told by currency, in whole numbers', async () => {
  const { available, pending, livemode } = await stripe.balance.retrieve()
  expect(livemode).toBe(false)
  for (const part of [...available, ...pending])
    expect(part).toMatchObject({
      currency: expect.stringMatching(/^[a-z]{3}$/),
      amount: expect.any(Number),
    })
  const { data } = await stripe.balanceTransactions.list({ limit: 3 })
  for (const { net, amount, fee } of data) expect(net).toBe(amount - fee)
})

test('what happened is told by events of the version that is understood', async () => {
  await stripe.customers.create({ metadata: { org_id: run } })
  const { data } = await stripe.events.list({ type: 'customer.created', limit: 5 })
  for (const event of data) expect(event).toMatchObject({ object: 'event', livemode: false })
  const since = Math.floor(Date.now() / 1000) - 3_600
  expect((await stripe.events.list({ created: { gte: since }, limit: 1 })).data.length).toBeLessThanOrEqual(1)
})

test('an account that is to be paid cannot receive before it has said who it is, and is asked on a page', async () => {
  const params: Stripe.V2.Core.AccountCreateParams = {
    contact_email: 'vendor@example.com',
    dashboard: 'express',
    identity: { country: 'hk', entity_type: 'company' },
    configuration: {
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    },
    defaults: {
      currency: 'cny',
      responsibilities: { fees_collector: 'application', losses_collector: 'application' },
    },
    metadata: { org_id: run },
    include: ['configuration.recipient', 'defaults', 'requirements'],
  }
  const idempotencyKey = `org_${run}:account`
  const made = await stripe.v2.core.accounts.create(params, { idempotencyKey })
  expect((await stripe.v2.core.accounts.create(params, { idempotencyKey })).id).toBe(made.id)
  const found = await stripe.v2.core.accounts.retrieve(made.id, { include: params.include! })
  const { status } = found.configuration!.recipient!.capabilities!.stripe_balance!.stripe_transfers!
  expect(status).not.toBe('active')
  expect(found.requirements?.entries?.length).toBeGreaterThan(0)
  const link = await stripe.v2.core.accountLinks.create({
    account: made.id,
    use_case: {
      type: 'account_onboarding',
      account_onboarding: { refresh_url: 'https://example.com/', return_url: 'https://example.com/back' },
    },
  })
  expect(link.url).toMatch(/^https?:/)
})
