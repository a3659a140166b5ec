import { expect, test } from 'vitest'
import { issueInvoice, issueRed, requestInvoice } from '~/orders/invoices/invoice.server'
import { lapseRed, moveInvoice } from '~/orders/invoices/move.server'
import { findInvoice, findProfile, listInvoices } from '~/orders/invoices/queries.server'
import type { InvoiceMoveValues } from '~/orders/invoices/form'
import * as invoicePage from '~/orders/invoices/pages/invoice'
import * as issuePage from '~/orders/invoices/pages/invoice-issue'
import { preparePayout } from '~/payments/payouts/payout.server'
import { approveRefund, prepareRefund } from '~/payments/refunds/refund.server'
import { requestRefund } from '~/payments/refunds/request.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer, second } = money
servePages(database.app.pool)

type Order = Awaited<ReturnType<typeof money.aConfirmedOrder>>
const special = {
  kind: 'special',
  address: '海曲市',
  phone: '0532-1',
  bank: '工行',
  account: '6222',
  mail: null,
} as const
let numbers = 0
const paper = () => ({
  medium: 'digital' as const,
  number: String((numbers += 1)).padStart(20, '3'),
  issuedOn: '2026-11-26',
  pdf: new File(['%PDF-1.7\n%'], '发票.pdf'),
  lines: [],
})
const request = (order: Order) =>
  order.buyer.db.transaction().execute((tx) => requestInvoice(tx, order.buyer.actor, order.id, special))
const issue = (order: Order, values = paper()) =>
  order.vendor.db.transaction().execute((tx) => issueInvoice(tx, order.vendor.actor, order.id, values))
const red = (order: Order, id: string) =>
  order.vendor.db.transaction().execute((tx) => issueRed(tx, order.vendor.actor, id, paper()))
const move = (by: Someone, id: string, values: InvoiceMoveValues) =>
  by.db.transaction().execute((tx) => moveInvoice(tx, by.actor, id, values))
const rowOf = (id: string) =>
  owner.db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('the buyer asks, the vendor issues once: head and lines follow from the order, the payout may go', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  await money.accept(order, await money.deliver(order))
  await money.payee(order.vendor)
  const id = await request(order)
  await expect(request(order)).rejects.toThrow('invoice-waits')
  const prepare = () => officer.db.transaction().execute((tx) => preparePayout(tx, officer.actor, [order.id]))
  await expect(prepare()).rejects.toThrow('not-invoiced')
  expect(await issue(order)).toBe(id)
  expect(await rowOf(id)).toMatchObject({ state: 'delivered', kind: 'special', gross: 100_000n })
  const { lines } = (await findInvoice(order.buyer.db, order.buyer.actor, order.id, id))!
  expect(lines).toMatchObject([{ gross: 100_000n, quantity: 10 }])
  await expect(issue(order)).rejects.toThrow('nothing-to-invoice')
  expect(await prepare()).toEqual(expect.any(String))
})

test('two windows that issue at once make one invoice, and a number is given once', async () => {
  const [one, two] = [await money.aConfirmedOrder(), await money.aConfirmedOrder()]
  const answers = await Promise.allSettled([issue(one), issue(one)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const same = paper()
  const third = await money.aConfirmedOrder({ vendor: two.vendor })
  await issue(two, same)
  await expect(issue(third, same)).rejects.toThrow('invoice-known')
})

test('the head of an invoice is the sum of its lines, and all of them stay within the order; the database adds them up', async () => {
  const order = await money.aConfirmedOrder()
  await expect(money.invoice(order, 60_000n, { head: 60_001n })).rejects.toThrow('invoice-header-differs')
  await money.invoice(order, 60_000n)
  await expect(money.invoice(order, 40_001n)).rejects.toThrow('invoiced-above-order')
  await money.invoice(order, 40_000n)
})

test('without a request only an ordinary invoice is issued, to the buyer’s legal name', async () => {
  const order = await money.aConfirmedOrder()
  const id = await issue(order)
  const { name, uscc } = await owner.db
    .selectFrom('organizations')
    .select(['name', 'uscc'])
    .where('id', '=', order.buyer.orgId)
    .executeTakeFirstOrThrow()
  expect(await rowOf(id)).toMatchObject({ kind: 'ordinary', title: name, taxId: uscc })
})

test('a refund of invoiced money goes once the red letter has taken so much back', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const id = await issue(order)
  const [refundId] = await order.vendor.db.transaction().execute((tx) =>
    requestRefund(tx, {
      orderId: order.id,
      cause: 'consent',
      lines: [{ lineId: order.lineIds[0]!, quantity: 0, amount: 20_000n }],
    }),
  )
  await officer.db.transaction().execute((tx) => prepareRefund(tx, officer.actor, refundId!, null))
  const approve = () => second.db.transaction().execute((tx) => approveRefund(tx, second.actor, refundId!))
  await expect(approve()).rejects.toThrow('red-letter-first')
  await expect(red(order, id)).rejects.toThrow('red-not-asked')
  const ask = { move: 'request_red', reason: '退回差价', amount: 20_000n } as const
  await expect(move(order.vendor, id, { ...ask, amount: 100_001n })).rejects.toThrow('red-above-invoice')
  await move(order.vendor, id, ask)
  await red(order, id)
  expect(await rowOf(id)).toMatchObject({ state: 'red_issued' })
  await approve()
  const rows = await listInvoices(order.buyer.db, order.id)
  expect(rows.map(({ gross, left }) => [gross, left])).toEqual([
    [100_000n, 80_000n],
    [-20_000n, -20_000n],
  ])
  await expect(issue(order)).rejects.toThrow('nothing-to-invoice')
})

test('an invoice in use is taken back only with the other side, which has 72 hours', async () => {
  const order = await money.aConfirmedOrder()
  const id = await issue(order)
  await expect(move(order.vendor, id, { move: 'use' })).rejects.toThrow('not-your-side')
  await move(order.buyer, id, { move: 'use' })
  const ask = { move: 'request_red', reason: '开票有误', amount: 100_000n } as const
  await move(order.vendor, id, ask)
  await expect(red(order, id)).rejects.toThrow('red-not-confirmed')
  await expect(move(order.vendor, id, { move: 'confirm_red' })).rejects.toThrow('not-your-side')
  const { redDue } = await rowOf(id)
  await worker.db.transaction().execute((tx) => lapseRed(tx, new Date(redDue!.getTime() - 1)))
  expect((await rowOf(id)).state).toBe('red_requested')
  await worker.db.transaction().execute((tx) => lapseRed(tx, redDue!))
  expect((await rowOf(id)).state).toBe('delivered')
  await move(order.vendor, id, ask)
  await move(order.buyer, id, { move: 'confirm_red' })
  await red(order, id)
  expect(await issue(order)).not.toBe(id)
})

test('the vendor refuses with a reason and the buyer asks anew, its data kept from the last time', async () => {
  const order = await money.aConfirmedOrder()
  const id = await request(order)
  await move(order.vendor, id, { move: 'refuse', reason: '开户行信息有误' })
  expect(await rowOf(id)).toMatchObject({ state: 'refused', reason: '开户行信息有误' })
  expect(await findProfile(order.buyer.db, order.buyer.actor)).toMatchObject({
    bank: '工行',
    account: '6222',
  })
  expect(await request(order)).not.toBe(id)
})

test('strangers find neither the invoice nor the page that issues it; the other side downloads its file', async () => {
  const order = await money.aConfirmedOrder()
  const invoiceId = await issue(order)
  const params = { orderId: order.id, invoiceId }
  const stranger = await cookieFor(worker.db, await money.aVendor())
  expect((await visit(invoicePage.loader as never, { params, cookie: stranger })).status).toBe(404)
  expect((await visit(issuePage.loader as never, { params, cookie: stranger })).status).toBe(404)
  const buyer = await cookieFor(worker.db, order.buyer)
  const { data } = await visit(invoicePage.loader as never, { params, cookie: buyer })
  expect(data).toMatchObject({ invoice: { pdfFileId: expect.any(String) }, issues: false })
  const seen = await order.buyer.db
    .selectFrom('files')
    .select('id')
    .where('id', '=', (await rowOf(invoiceId)).pdfFileId!)
    .execute()
  expect(seen).toHaveLength(1)
})
