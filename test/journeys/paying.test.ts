import { expect, test } from 'vitest'
import { formatMoney } from '~/kernel/money'
import { aMember, db, type Visitor } from '../support/browser'
import { bringIn, moneyOfMarket, tellStripe } from '../support/market-money'
import { words } from '../support/words'

const money = await moneyOfMarket()
const { orders, payments } = words.zh
const shown = (fen: bigint) => formatMoney(fen, 'zh', 'CNY')

const [buyer, officer, second, vendor] = [
  await aMember('buyer', { locale: 'zh' }),
  await aMember('officer', { locale: 'zh' }),
  // The pages of these two are looked at with others before them.
  await aMember('officer2', { locale: 'zh', looked: true }),
  await aMember('yunfanRep', { locale: 'zh', looked: true }),
]

/** An order of the buyer's house that both sides have confirmed. */
const anOrder = (unitPrice: bigint, by = money.atWork('yunfanRep')) =>
  money.aConfirmedOrder({
    buyer: money.atWork('approver'),
    vendor: by,
    lines: [{ quantity: 10, unitPrice }],
  })

const attemptsOf = (orderId: string) =>
  db.selectFrom('checkoutAttempts').selectAll().where('orderId', '=', orderId).orderBy('n').execute()

/** From the order's payment to the page of Stripe, which is the double's and says so. */
async function toHostedPage(orderId: string, press: (visitor: Visitor) => Promise<void>) {
  await buyer.open(`/orders/${orderId}/payment`)
  await press(buyer)
  await buyer.page.waitForURL(/\/c\/pay\//)
  await buyer.page.getByText('no money moves').waitFor()
}

const payOnline = (fen: bigint) => (visitor: Visitor) =>
  visitor
    .main()
    .getByRole('button', { name: payments.online.pay(shown(fen)) })
    .click()
const onHostedPage = (name: RegExp) => buyer.page.getByRole('button', { name }).click()

test('a transfer is matched by keyboard, approved by a second officer, and its vendor paid by two', async () => {
  const supplier = await money.aVendor()
  await money.payee(supplier)
  const order = await anOrder(1_200_000n, supplier)
  await buyer.open(`/orders/${order.id}/payment`)
  const [code] = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(await buyer.main().innerText())!
  await buyer.sees(payments.online.notOffered['above-online-limit'])

  const { name: payer } = await db
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', order.buyer.orgId)
    .executeTakeFirstOrThrow()
  const [transfer, stray] = [
    { amount: 12_000_000n, remark: `货款 ${code.toLowerCase()}`, name: payer },
    { amount: 7_700n, remark: `询证 ${code.slice(0, 4)}`, name: '不相识的公司' },
  ]
  await bringIn(officer, money.house.id, money.bank.aFile(money.house, [transfer, stray]), 2)

  await officer.open(`/office/matching?q=${code.slice(0, 4)}`)
  const lines = officer.main().locator('[data-line]')
  await expect.poll(() => lines.count()).toBe(2)
  const own = await lines.evaluateAll((all, sum) => all.findIndex((line) => line.textContent!.includes(sum)), shown(12_000_000n)) // oxfmt-ignore
  for (let at = 0; at <= own; at += 1) await officer.page.keyboard.press('j')
  await expect.poll(() => lines.nth(own).evaluate((line) => line === document.activeElement)).toBe(true)
  await officer.page.keyboard.press('Enter')
  await officer.arrive('/office/matching?done=match-waits')

  await second.open('/office/matching/waiting')
  await second.press(second.main().getByRole('link', { name: payer }).first(), /^\/office\/matching\/.{36}/)
  await second.press(payments.matching.line.approve, /^\/office\/matching\/.*done/)
  await buyer.open(`/orders/${order.id}/payment`)
  await buyer.sees(payments.pay.closed.paid)

  await money.accept(order, await money.deliver(order))
  await money.invoice(order, 12_000_000n)
  await officer.open('/office/payouts')
  const due = officer.main().locator('form', { has: officer.page.locator(`[value="${order.id}"]`) })
  await officer.press(due.getByRole('button', { name: payments.payouts.prepare, exact: true }), /payouts\/.*done=payout-prepared/) // oxfmt-ignore
  await officer.sees(payments.matching.line.samePerson)
  const payout = new URL(officer.page.url()).pathname
  await second.open(payout)
  await second.decide(payments.payouts.approve, `${payout}?done=payout-approved`)
  await second.press(payments.payouts.send, `${payout}?done=payout-sent`)

  const { code: payoutCode } = await db
    .selectFrom('payouts')
    .select('code')
    .where('id', '=', payout.split('/').at(-1)!)
    .executeTakeFirstOrThrow()
  const out = { amount: 12_000_000n, direction: 'D' as const, remark: payoutCode, name: '测试供货商' }
  await bringIn(officer, money.house.id, money.bank.aFile(money.house, [out]), 1)
  await officer.open(`/office/matching?q=${payoutCode}`)
  await officer.press(payments.matching.open, /^\/office\/matching\/.{36}/)
  await officer.press(payments.matching.line.settle, /^\/office\/matching\/.*done/)
  await second.open(payout)
  await second.sees(payments.payouts.states.settled)
  expect(await paidOut(order.id)).toBe(12_000_000n)
})

test('a double click pays once: declined by the bank first, then paid; two officers send part of it back', async () => {
  const order = await anOrder(90_000n)
  const pay = payments.online.pay(shown(900_000n))
  await toHostedPage(order.id, (visitor) => visitor.main().getByRole('button', { name: pay }).dblclick())
  expect(await attemptsOf(order.id)).toHaveLength(1)
  await onHostedPage(/Decline/)
  await buyer.page.getByText('The payment was declined.').waitFor()
  await onHostedPage(/^支付 Pay$/)
  await buyer.arrive(/payment\/return/)
  await buyer.sees(payments.online.states.succeeded)

  await vendor.open(`/orders/${order.id}/refunds/new`)
  await vendor.fill({ 'lines.0.amount': '1800', 'lines.0.quantity': '2' })
  await vendor.press(payments.refunds.askSubmit, `/orders/${order.id}?done=refund-asked`)
  const { id } = await db.selectFrom('refunds').select('id').where('orderId', '=', order.id).executeTakeFirstOrThrow() // oxfmt-ignore
  await officer.open(`/office/refunds/${id}`)
  await officer.press(payments.refunds.prepare, `/office/refunds/${id}?done=refund-prepared`)
  await officer.sees(payments.matching.line.samePerson)
  await second.open(`/office/refunds/${id}`)
  await second.decide(payments.refunds.approve, `/office/refunds/${id}?done=refund-approved`)
  await second.waitsFor(payments.refunds.sentences.paid)
  await buyer.open(`/orders/${order.id}`)
  await buyer.sees(payments.status.part_refunded)
  expect(await stateOf(order.id)).toMatchObject({ received: 900_000n, refunded: 180_000n })
})

test('a page left, a transfer that never arrives, then money that comes later: taken back by the payer’s bank, and won', async () => {
  const order = await anOrder(50_000n)
  const pay = payOnline(500_000n)
  await toHostedPage(order.id, pay)
  await onHostedPage(/Cancel/)
  await buyer.arrive(`/orders/${order.id}/payment`)
  await buyer.press(payments.online.close, `/orders/${order.id}/payment?done=checkout-closed`)

  await toHostedPage(order.id, pay)
  await onHostedPage(/Pay later/)
  await buyer.page.getByText('The payment is being processed.').waitFor()
  await onHostedPage(/It does not arrive/)
  await buyer.arrive(/payment\/return/)
  await buyer.sees(payments.online.states.failed)

  await toHostedPage(order.id, pay)
  await onHostedPage(/Pay later/)
  await buyer.page.getByRole('link', { name: 'Back to the shop' }).click()
  await buyer.arrive(/payment\/return/)
  await buyer.sees(payments.online.states.processing)
  const [, , third] = await attemptsOf(order.id)
  await tellStripe('settle', { session: third!.sessionId, arrives: true })
  // The page asks again by itself.
  await buyer.sees(payments.online.states.succeeded)
  expect((await attemptsOf(order.id)).map(({ state }) => state)).toEqual(['expired', 'failed', 'succeeded'])

  const [, , paid] = await attemptsOf(order.id)
  const dispute = await tellStripe('dispute', { payment_intent: paid!.intentId })
  await officer.open('/office/chargebacks')
  const row = officer.main().getByRole('link', { name: (await stateOf(order.id)).number })
  await officer.waitsFor(row)
  await officer.press(row, /^\/office\/chargebacks\/.{36}/)
  const here = new URL(officer.page.url()).pathname
  const { chargebacks } = payments
  await officer.decide(chargebacks.answer, `${here}?done=chargeback-answered`, {
    statement: '合同、交付记录和验收记录见附件。',
  })
  await vendor.open(`/orders/${order.id}`)
  await vendor.sees(payments.status.chargeback)
  await officer.waitsFor(chargebacks.sent)
  await tellStripe('dispute', { dispute: dispute.id, outcome: 'won' })
  await officer.waitsFor(chargebacks.meanings.won)
  await vendor.open(`/orders/${order.id}`)
  await vendor.sees(orders.states.funded)
  expect(await vendor.main().getByText(payments.status.chargeback, { exact: true }).count()).toBe(0)
  expect(orders.states[(await stateOf(order.id)).state]).toBe(orders.states.funded)
})

const stateOf = (id: string) =>
  db
    .selectFrom('orders')
    .select(['number', 'state', 'received', 'refunded'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** What of an order has left the house's bank for its vendor, fen. */
async function paidOut(orderId: string) {
  const { amount } = await db
    .selectFrom('payoutParts')
    .innerJoin('payouts', 'payouts.id', 'payoutParts.payoutId')
    .select('payoutParts.amount')
    .where('payoutParts.orderId', '=', orderId)
    .where('payouts.state', '=', 'settled')
    .executeTakeFirstOrThrow()
  return amount
}
