import { expect, test } from 'vitest'
import { formatMoney } from '~/kernel/money'
import { orgId } from '~db/seeds/people'
import { aMember, db } from '../support/browser'
import { moneyOfMarket } from '../support/market-money'
import { words } from '../support/words'

const money = await moneyOfMarket()
const { payments } = words.zh
const shown = (fen: bigint) => formatMoney(fen, 'zh', 'CNY')
const vendorId = orgId('shuguang')

const [vendor, officer, second, buyer] = [
  await aMember('shuguangRep', { locale: 'zh' }),
  await aMember('officer', { locale: 'zh', looked: true }),
  await aMember('officer2', { locale: 'zh', looked: true }),
  await aMember('buyer', { locale: 'zh', looked: true }),
]

const accountOfVendor = () =>
  db.selectFrom('connectedAccounts').selectAll().where('vendorId', '=', vendorId).executeTakeFirstOrThrow()

test('a vendor opens an account at the provider and is told what it lacks, then that it can receive', async () => {
  const { transfers } = payments
  await vendor.open('/vendor/payee-account')
  await vendor.press(transfers.title, '/vendor/connected-account')
  await vendor.sees(transfers.none)
  await vendor.fill({ country: 'HK' })
  await vendor.main().getByRole('button', { name: transfers.submit }).click()
  await vendor.page.waitForURL(/\/c\/connect\//)
  await vendor.page.getByRole('button', { name: /Later/ }).click()
  await vendor.arrive('/vendor/connected-account')
  await vendor.waitsFor(transfers.capabilities.restricted)

  await vendor.main().getByRole('link', { name: transfers.goOn }).click()
  await vendor.page.waitForURL(/\/c\/connect\//)
  await vendor.page.getByRole('button', { name: /Complete: verified/ }).click()
  await vendor.arrive('/vendor/connected-account')
  await vendor.waitsFor(transfers.capabilities.active)
  await vendor.sees(transfers.checks.proposed)
})

test('two officers check it; what a buyer paid by card goes there by transfer, agreed to by two', async () => {
  const { payee, payouts, transfers } = payments
  const { accountId } = await accountOfVendor()
  const named = (who: typeof officer) =>
    who
      .main()
      .locator('li', { hasText: accountId! })
      .filter({ has: who.page.locator('[name=payeeId]') })
  await officer.open('/office/payees')
  await officer.fill({ calledBack: true }, named(officer))
  await officer.press(named(officer).getByRole('button', { name: payee.check, exact: true }), '/office/payees?done=payee-checked') // oxfmt-ignore
  await officer.open('/office/payees')
  await expect.poll(() => named(officer).getByText(payments.matching.line.samePerson).count()).toBe(1)
  await second.open('/office/payees')
  await second.press(named(second).getByRole('button', { name: payee.checkSecond }), '/office/payees?done=payee-checked') // oxfmt-ignore
  await vendor.open('/vendor/connected-account')
  await vendor.sees(transfers.checks.active)

  const order = await money.aConfirmedOrder({
    buyer: money.atWork('approver'),
    vendor: money.atWork('shuguangRep'),
    lines: [{ quantity: 10, unitPrice: 60_000n }],
  })
  await buyer.open(`/orders/${order.id}/payment`)
  await buyer.main().getByRole('button', { name: payments.online.pay(shown(600_000n)) }).click() // oxfmt-ignore
  await buyer.page.waitForURL(/\/c\/pay\//)
  await buyer.page.getByRole('button', { name: /^支付 Pay$/ }).click()
  await buyer.arrive(/payment\/return/)
  await buyer.sees(payments.online.states.succeeded)
  await money.accept(order, await money.deliver(order))
  await money.invoice(order, 600_000n)

  // Its three working days are over.
  await db
    .updateTable('payeeAccounts')
    .set({ usableFrom: new Date(Date.now() - 60_000) })
    .where('vendorId', '=', vendorId)
    .where('rail', '=', 'stripe_transfer')
    .execute()
  await officer.open('/office/payouts')
  const due = officer.main().locator('form', { has: officer.page.locator(`[value="${order.id}"]`) })
  for (const other of await due.locator('[name=orderIds]:checked').all()) await other.uncheck()
  await due.locator(`[value="${order.id}"]`).check()
  await officer.press(due.getByRole('button', { name: transfers.prepare }), /payouts\/.*done=transfers-prepared/) // oxfmt-ignore
  const payout = new URL(officer.page.url()).pathname
  await officer.sees(payments.matching.line.samePerson)
  await second.open(payout)
  await second.decide(payouts.approve, `${payout}?done=payout-approved`)
  await second.waitsFor(payouts.states.settled)
  const { amount, externalId } = await db
    .selectFrom('payouts')
    .select(['amount', 'externalId'])
    .where('id', '=', payout.split('/').at(-1)!)
    .executeTakeFirstOrThrow()
  expect(externalId).toMatch(/^tr_/)
  await second.sees(externalId!)
  await vendor.open('/vendor/payouts')
  await vendor.sees(shown(amount))
})
