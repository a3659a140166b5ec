import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { findContract, listOrderLines } from '~/orders/queries.server'
import { dayOf } from '~/kernel/workdays'
import { fee } from '~/orders/fee'
import { issueInvoice, issueRed, requestInvoice } from '~/orders/invoices/invoice.server'
import { moveInvoice } from '~/orders/invoices/move.server'
import * as invoicePage from '~/orders/invoices/pages/invoice'
import * as issuePage from '~/orders/invoices/pages/invoice-issue'
import { listInvoices } from '~/orders/invoices/queries.server'
import { declareTaxpayer, decideTaxpayer } from '~/orders/taxes/taxpayer.server'
import * as newPage from '~/orders/invoices/pages/invoice-new'
import * as redPage from '~/orders/invoices/pages/invoice-red'
import * as orderPage from '~/orders/pages/order'
import { clockMoves } from '~/payments/clock.server'
import { listFeesDue } from '~/payments/fees/queries.server'
import { account } from '~/payments/ledger/accounts'
import { balancesOf } from '~/payments/ledger/post.server'
import { settleLine } from '~/payments/matching/settle-line.server'
import { approvePayout, preparePayout, sendPayout } from '~/payments/payouts/payout.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { refundsOf } from '../support/refunds'
import { tasksOf, toldAbout } from '../support/tasks'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer, second, bank, house } = money
const { ask, prepare, approve, refundOf } = refundsOf(database, money)
servePages(database.app.pool)
await owner.db.insertInto('agencies').values({ orgId: officer.orgId, office: true }).execute()

type Order = Awaited<ReturnType<typeof money.anOrderUnder>>
const ordinary = { kind: 'ordinary' as const, address: null, phone: null, bank: null, account: null, mail: null } // oxfmt-ignore
let numbers = 0
const paper = () => ({
  medium: 'digital' as const,
  number: String((numbers += 1)).padStart(20, '5'),
  issuedOn: dayOf(new Date()),
  pdf: new File(['%PDF-1.7\n%'], '发票.pdf'),
  lines: [],
})
const within = <T>(who: Pick<Someone, 'db'>, run: (tx: Someone['db']) => Promise<T>) =>
  who.db.transaction().execute((tx) => run(tx))
const request = (order: Order) =>
  within(order.buyer, (tx) => requestInvoice(tx, order.buyer.actor, order.id, ordinary))
const issue = (order: Order, by: Someone) => within(by, (tx) => issueInvoice(tx, by.actor, order.id, paper()))
const takeBack = async (by: Someone, id: string, amount: bigint) => {
  await within(by, (tx) => moveInvoice(tx, by.actor, id, { move: 'request_red', reason: '退款', amount }))
  return within(by, (tx) => issueRed(tx, by.actor, id, paper()))
}
const rowOf = (id: string) =>
  owner.db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const preparePay = (order: Order) => within(officer, (tx) => preparePayout(tx, officer.actor, [order.id]))

/** ¥1,000 that the platform resells, of which it keeps 2.5 %: the vendor is paid ¥975. */
const aResold = async (facts?: Parameters<typeof money.anOrderUnder>[1]) =>
  money.confirm(await money.anOrderUnder({ invoiceModel: 'platform', feeBps: 250 }, facts))

async function anAccepted(facts?: Parameters<typeof money.anOrderUnder>[1]) {
  const order = await aResold(facts)
  await money.pay(order)
  await money.accept(order, await money.deliver(order))
  await money.payee(order.vendor)
  return order
}

test('a round’s terms say who invoices; its orders keep it, are taxed as the platform is, and their contract says it', async () => {
  const vendor = await money.aVendor()
  const declared = { move: 'declare' as const, taxpayer: 'small' as const, validFrom: '2020-01-01', file: paper().pdf, note: null } // oxfmt-ignore
  const vendorTaxId = await within(vendor, (tx) => declareTaxpayer(tx, vendor.actor, declared))
  await within(officer, (tx) => decideTaxpayer(tx, officer.actor, { move: 'check', vendorTaxId }, dayOf(new Date()))) // oxfmt-ignore
  const [own, resold] = [await money.anOrderUnder({}, { vendor }), await money.anOrderUnder({ invoiceModel: 'platform' }, { vendor })] // oxfmt-ignore
  expect(await money.orderRow(own.id)).toMatchObject({ invoiceModel: 'vendor', resellerId: null })
  expect(await money.orderRow(resold.id)).toMatchObject({ invoiceModel: 'platform', resellerId: officer.orgId }) // oxfmt-ignore
  const rate = async ({ id }: Order) => (await listOrderLines(owner.db, id)).map(({ taxBps }) => taxBps)
  expect([await rate(own), await rate(resold)]).toEqual([[100], [600]])
  expect(JSON.parse((await findContract(owner.db, resold.id))!.body)).toMatchObject({ invoiceModel: 'platform' }) // oxfmt-ignore
  const direct = money.aPlacedOrder()
  expect(await money.orderRow((await direct).id)).toMatchObject({ invoiceModel: 'vendor' })
})

test('the enterprise asks the office, which invoices the price; the vendor invoices the platform what it is paid', async () => {
  const order = await aResold()
  const id = await request(order)
  expect(await tasksOf(officer, 'invoices')).toBe(1)
  expect(await tasksOf(order.vendor, 'invoices')).toBe(0)
  expect(await toldAbout(owner.db, officer, `/orders/${order.id}`)).toContain('invoice.requested')
  const supply = await issue(order, order.vendor)
  expect(await rowOf(supply)).toMatchObject({ issuerId: order.vendor.orgId, buyerId: officer.orgId, gross: 97_500n }) // oxfmt-ignore
  expect((await rowOf(id)).state).toBe('requested')
  expect(await issue(order, officer)).toBe(id)
  expect(await rowOf(id)).toMatchObject({ issuerId: officer.orgId, buyerId: order.buyer.orgId, gross: 100_000n }) // oxfmt-ignore
  await expect(issue(order, officer)).rejects.toThrow('nothing-to-invoice')
  await expect(issue(order, order.vendor)).rejects.toThrow('nothing-to-invoice')
  const seenBy = async ({ db }: Someone) => (await listInvoices(db, order.id)).map((row) => row.id)
  expect([await seenBy(order.buyer), await seenBy(order.vendor)]).toEqual([[id], [supply]])
  expect((await seenBy(officer)).toSorted()).toEqual([id, supply].toSorted())
  expect(await toldAbout(owner.db, officer, `/orders/${order.id}`)).toContain('invoice.issued')
})

test('an officer invoices no order that its vendor invoices, nor does another agency one that is resold', async () => {
  const own = await money.aConfirmedOrder()
  await expect(issue(own, officer)).rejects.toThrow('order-unknown')
  const resold = await aResold()
  await expect(issue(resold, second)).rejects.toThrow('order-unknown')
  const cookie = await cookieFor(worker.db, officer)
  const page = (order: Order) => visit(issuePage.loader, { params: { orderId: order.id }, cookie })
  expect([(await page(own)).status, (await page(resold)).status]).toEqual([404, 200])
})

test('the payout waits for the vendor’s own invoice, and for no other', async () => {
  const order = await anAccepted()
  await issue(order, officer)
  await expect(preparePay(order)).rejects.toThrow('not-invoiced')
  expect(await tasksOf(order.vendor, 'invoices')).toBe(1)
  await issue(order, order.vendor)
  expect(await tasksOf(order.vendor, 'invoices')).toBe(0)
  expect(await preparePay(order)).toEqual(expect.any(String))
})

test('what the platform keeps is booked whole, and no fee is invoiced over it', async () => {
  const order = await anAccepted()
  const of = await balancesOf(owner.db, [account.payable(order.id)])
  expect(of(account.payable(order.id))).toBe(-97_500n)
  const { rows } = await owner.pool.query(
    `select e.account_id, e.amount::int from ledger.entries e join ledger.postings p on p.id = e.posting_id
     where p.order_id = $1 and e.account_id in ('fee', 'tax:output')`,
    [order.id],
  )
  expect(rows).toEqual([{ account_id: 'fee', amount: -2_500 }])
  expect(await listFeesDue(officer.db, order.vendor.orgId)).toEqual([])
})

test('a refund waits for the red letters of both legs as far as they are invoiced', async () => {
  const order = await aResold()
  await money.pay(order)
  const sale = await issue(order, officer)
  const supply = await issue(order, order.vendor)
  const [id] = await ask(order, 40_000n)
  expect((await refundOf(id!)).state).toBe('waiting_red_letter')
  await prepare(id!)
  await takeBack(officer, sale, 40_000n)
  await expect(approve(id!)).rejects.toThrow('red-letter-first')
  await takeBack(order.vendor, supply, 40_000n - fee(40_000n, 250))
  await approve(id!)
  expect((await refundOf(id!)).state).toBe('approved')
})

test('where only the vendor has invoiced, only its red letter is waited for', async () => {
  const order = await aResold({ quantities: [6, 4] })
  await money.pay(order)
  const supply = await issue(order, order.vendor)
  const [id] = await ask(order, 40_000n)
  await prepare(id!)
  await expect(approve(id!)).rejects.toThrow('red-letter-first')
  await takeBack(order.vendor, supply, 39_000n)
  await approve(id!)
})

test('an order is complete once both legs are invoiced', async () => {
  const order = await anAccepted()
  await issue(order, order.vendor)
  const id = await preparePay(order)
  await within(second, (tx) => approvePayout(tx, second.actor, id))
  await within(officer, (tx) => sendPayout(tx, id))
  const { code } = await owner.db.selectFrom('payouts').select('code').where('id', '=', id).executeTakeFirstOrThrow() // oxfmt-ignore
  const [lineId] = await bank.receive(officer, house, [{ amount: 97_500n, direction: 'D', remark: code }])
  await within(officer, (tx) => settleLine(tx, officer.actor, lineId!))
  const complete = clockMoves.find(({ name }) => name === 'payments.complete')!
  const completed = async () => {
    await within(worker, (tx) => complete.run(tx, new Date()))
    return money.stateOf(order.id)
  }
  expect(await completed()).toBe('accepted')
  await issue(order, officer)
  expect(await completed()).toBe('completed')
})

test('the database knows between whom an invoice may stand, and by whose hand it gets its number', async () => {
  const order = await aResold()
  const between = (issuerId: string, buyerId: string, gross = 1n) =>
    owner.db
      .insertInto('invoices')
      .values({
        orderId: order.id,
        issuerId,
        buyerId,
        kind: 'ordinary',
        title: '甲',
        taxId: '91370200MADEM0011D',
        gross,
      })
      .execute()
  await expect(between(order.vendor.orgId, order.buyer.orgId)).rejects.toThrow('invoice-between-others')
  await expect(between(officer.orgId, order.vendor.orgId)).rejects.toThrow('invoice-between-others')
  await expect(between(order.vendor.orgId, officer.orgId, 97_501n)).rejects.toThrow('invoiced-above-order')
  await expect(between(officer.orgId, order.buyer.orgId, 100_001n)).rejects.toThrow('invoiced-above-order')
  const id = await request(order)
  const number = { number: '9'.repeat(20), issuedOn: '2026-11-27', net: 1n, tax: 0n, gross: 1n }
  await expect(
    order.vendor.db.updateTable('invoices').set(number).where('id', '=', id).returning('id').execute(),
  ).resolves.toEqual([])
  await expect(
    order.buyer.db.updateTable('invoices').set(number).where('id', '=', id).execute(),
  ).rejects.toThrow('invoice-of-another')
  const model = { invoiceModel: 'vendor' as const }
  await expect(owner.db.updateTable('orders').set(model).where('id', '=', order.id).execute()).rejects.toThrow('orders_reseller_of_platform') // oxfmt-ignore
})

test('an invoice of the other leg is not found by the side that has no part in it', async () => {
  const order = await aResold()
  const [sale, supply] = [await issue(order, officer), await issue(order, order.vendor)]
  const status = async (who: Someone, invoiceId: string) => {
    const params = { orderId: order.id, invoiceId }
    return (await visit(invoicePage.loader, { params, cookie: await cookieFor(worker.db, who) })).status
  }
  expect([await status(order.buyer, sale), await status(order.buyer, supply)]).toEqual([200, 404])
  expect([await status(order.vendor, sale), await status(order.vendor, supply)]).toEqual([404, 200])
  expect([await status(officer, sale), await status(officer, supply)]).toEqual([200, 200])
  expect(await status(officer, randomUUID())).toBe(404)
  const { data } = await visit(orderPage.loader, { params: { orderId: order.id }, cookie: await cookieFor(worker.db, officer) }) // oxfmt-ignore
  expect(data).toMatchObject({ issues: true, rest: 0n })
})

test('on their pages the enterprise asks, the office and the vendor issue, and the office takes back in part', async () => {
  const order = await aResold()
  await money.pay(order)
  const params = { orderId: order.id }
  const [buyer, office, vendor] = await Promise.all([order.buyer, officer, order.vendor].map((who) => cookieFor(worker.db, who))) // oxfmt-ignore
  const asked = await visit(newPage.action, { params, cookie: buyer!, form: { kind: 'ordinary', address: '', phone: '', bank: '', account: '', mail: '' } }) // oxfmt-ignore
  expect(asked.location).toContain('done=invoice-requested')
  const form = (lines = {}) => {
    const data = new FormData()
    const { number, issuedOn, pdf } = paper()
    for (const [name, value] of Object.entries({ medium: 'digital', code: '', number, issuedOn, pdf, ...lines })) data.set(name, value as string) // oxfmt-ignore
    return data
  }
  const line = { 'lines.0.lineId': order.lineIds[0]!, 'lines.0.taxCode': '1060201010000000000' }
  const issueOn = async (cookie: string) => {
    const { location } = await visit(issuePage.action, { params, cookie, form: form(line) })
    return /invoices\/(.{36})/.exec(location!)![1]!
  }
  const seen = async (cookie: string) => (await visit(issuePage.loader, { params, cookie })).data
  expect(await seen(vendor!)).toMatchObject({ leg: 'supply', open: [{ rest: 97_500n }] })
  expect(await seen(office!)).toMatchObject({ leg: 'sale', open: [{ rest: 100_000n }] })
  const [sale, supply] = [await issueOn(office!), await issueOn(vendor!)]
  expect([(await rowOf(sale)).gross, (await rowOf(supply)).gross]).toEqual([100_000n, 97_500n])
  const at = { orderId: order.id, invoiceId: sale }
  const back = { move: 'request_red', reason: '退差价', amount: '100' }
  expect((await visit(invoicePage.action, { params: at, cookie: vendor!, form: back })).status).toBe(404)
  await visit(invoicePage.action, { params: at, cookie: buyer!, form: back })
  expect((await visit(redPage.action, { params: at, cookie: office!, form: form() })).location).toContain('done=invoice-reversed') // oxfmt-ignore
  expect((await listInvoices(order.buyer.db, order.id)).map(({ left }) => left)).toEqual([90_000n, -10_000n])
})
