import { expect, test } from 'vitest'
import * as breaks from '~/payments/pages/breaks'
import * as chargebacks from '~/payments/pages/chargebacks'
import { loader as chargebacksCsv } from '~/payments/pages/chargebacks-csv'
import * as account from '~/payments/pages/connected-account'
import { loader as form } from '~/payments/pages/connected-account-form'
import { loader as movementsCsv } from '~/payments/pages/online-movements-csv'
import { loader as noticesCsv } from '~/payments/pages/online-notices-csv'
import * as payees from '~/payments/pages/payees'
import * as payout from '~/payments/pages/payout'
import * as payouts from '~/payments/pages/payouts'
import { listWaiting } from '~/program/waiting.server'
import { cardTrade } from '../../support/card'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { cookieFor, servePages, visit } from '../../support/pages'
import { stripeOf } from '../../support/stripe'
import { transfersOf } from '../../support/transfers'

const database = await aDatabase()
const { owner, worker } = database
const market = await moneyOf(database)
servePages(database.app.pool)
const cards = await stripeOf(database)
const trade = cardTrade(owner, market, cards)
const transfers = transfersOf(owner, market, cards, trade)
const cookie = await cookieFor(worker.db, market.officer)
const second = await cookieFor(worker.db, market.second)

test('a vendor opens its account, is led to the form about it, and sees with the office what it can receive', async () => {
  const vendor = await market.aVendor()
  const own = await cookieFor(worker.db, vendor)
  expect(await visit(account.action, { cookie: own, form: { country: 'CN' } })).toMatchObject({ status: 422 })
  const opened = await visit(account.action, { cookie: own, form: { country: 'SG' } })
  expect(opened.location).toBe('/vendor/connected-account/form')
  expect((await visit(form, { cookie: own })).location).toMatch(/\/c\/connect\/acct_/)
  expect((await visit(account.loader, { cookie: own })).data).toMatchObject({
    on: true,
    account: { country: 'SG', capability: 'restricted', payeeState: 'proposed' },
  })
  const { accounts } = (await visit(payees.loader, { cookie })).data as { accounts: { vendorId: string }[] }
  expect(accounts.map(({ vendorId }) => vendorId)).toContain(vendor.orgId)
  const stranger = await cookieFor(worker.db, await market.aVendor())
  expect((await visit(account.loader, { cookie: stranger })).data).toMatchObject({ account: null })
})

test('a transfer is prepared on the page of payouts and approved on its own, which shows the payment it came by', async () => {
  const order = await transfers.aCardPayableOrder()
  await transfers.connect(order.vendor)
  const prepared = await visit(payouts.action, {
    cookie,
    form: { orderIds: order.id, rail: 'stripe_transfer' },
  })
  const [, payoutId] = /payouts\/([0-9a-f-]{36})\?/.exec(prepared.location!)!
  const params = { payoutId: payoutId! }
  await visit(payout.action, { cookie: second, params, form: { move: 'approve' } })
  await transfers.run()
  expect((await visit(payout.loader, { cookie, params })).data).toMatchObject({
    payout: { state: 'settled', rail: 'stripe_transfer', reversed: 0n },
    transfer: { paid: 100_000n, chargeId: order.chargeId, reversals: [] },
  })
})

test('an officer looks at a warning of fraud once, and says what was found', async () => {
  const order = await trade.aPaidOrder()
  await cards.control('fraud-warning', { payment_intent: order.intentId })
  await cards.idle()
  const { warnings } = (await visit(chargebacks.loader, { cookie })).data as { warnings: { id: string }[] }
  const waits = async (kind: string) =>
    (await listWaiting(market.officer.db, market.officer.actor)).find((waiting) => waiting.kind === kind)
  expect(await waits('fraud-warnings')).toMatchObject({ count: 1 })
  const review = (finding: string) =>
    visit(chargebacks.action, { cookie, form: { move: 'review', warningId: warnings[0]!.id, finding } })
  expect((await review('')).status).toBe(422)
  expect((await review('Confirmed by phone.')).location).toContain('done=warning-reviewed')
  expect((await review('Again.')).status).toBe(422)
  expect(await waits('fraud-warnings')).toBeUndefined()
  const { id } = await cards.control('dispute', { payment_intent: order.intentId })
  await cards.idle()
  expect(await waits('chargebacks')).toMatchObject({ count: 1, dueAt: expect.any(Date) })
  await cards.control('dispute', { dispute: id, outcome: 'won' })
  await cards.idle()
  expect(await waits('chargebacks')).toBeUndefined()
})

test('what the provider holds is compared with the books on demand, and a difference is listed, not adjusted', async () => {
  await cards.control('balance-available')
  const compare = () => visit(breaks.action, { cookie, form: { move: 'reconcile' } })
  const standing = () =>
    owner.db
      .selectFrom('breaks')
      .select(['kind', 'expected', 'found'])
      .where('kind', '=', 'psp-balance')
      .where('state', '=', 'open')
      .execute()
  await compare()
  expect(await standing()).toEqual([])
  const held = await cards.rail.stripe.balance.retrieve()
  const [booked] = held.available.map(({ amount }) => BigInt(amount))
  // Somebody moves money at the provider whose notice never comes, since it is of no kind that is understood.
  await cards.control('loss', { amount: 1_234 })
  await compare()
  const pending = BigInt(held.pending[0]!.amount)
  expect(await standing()).toEqual([
    { kind: 'psp-balance', expected: booked! + pending - 1_234n, found: booked! + pending },
  ])
  // An hour later the movement itself is listed, too: events may be late, but not that late.
  await owner.db
    .updateTable('pspTransactions')
    .set({ created: new Date(Date.now() - 7_200_000) })
    .where('type', '=', 'stripe_fee')
    .execute()
  await compare()
  const unbooked = await owner.db
    .selectFrom('breaks')
    .select(['expected', 'state'])
    .where('kind', '=', 'psp-unbooked')
    .execute()
  expect(unbooked).toEqual([{ expected: -1_234n, state: 'open' }])
})

test('lists are downloaded by the office and auditors, and by nobody else', async () => {
  const auditor = await cookieFor(worker.db, await market.someone('agency', ['auditor']))
  const vendor = await cookieFor(worker.db, await market.aVendor())
  for (const page of [chargebacksCsv, movementsCsv, noticesCsv]) {
    expect((await visit(page, { cookie: auditor })).status).toBe(200)
    expect((await visit(page, { cookie: vendor })).status).toBe(404)
  }
})
