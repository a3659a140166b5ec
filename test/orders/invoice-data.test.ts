import { expect, test } from 'vitest'
import { decideChange, proposeChange } from '~/orders/changes/change.server'
import type { InvoiceData } from '~/orders/changes/changing'
import * as changeNew from '~/orders/changes/pages/change-new'
import { issueInvoice, requestInvoice } from '~/orders/invoices/invoice.server'
import * as invoiceNew from '~/orders/invoices/pages/invoice-new'
import { findContract, listSigners } from '~/orders/queries.server'
import { aDatabase } from '../support/database'
import { tradeOf } from '../support/orders'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const trade = tradeOf(database)
servePages(database.app.pool)

type Order = Awaited<ReturnType<typeof trade.aConfirmedOrder>>
const before: InvoiceData = {
  kind: 'special',
  address: '海曲市港湾路 1 号',
  phone: '0532-1',
  bank: '海曲银行',
  account: '62170001',
  mail: null,
}
const moved: InvoiceData = { ...before, address: '海曲市河湾路 66 号', mail: 'invoice@haiqu.example' }
const reason = '单位迁址'

const propose = (order: Order, by: Someone, invoice: InvoiceData) =>
  by.db
    .transaction()
    .execute((tx) => proposeChange(tx, by.actor, order.id, { kind: 'invoice_data', reason, invoice }))
const lastChange = async (order: Order) =>
  (
    await owner.db
      .selectFrom('orderChanges')
      .select('id')
      .where('orderId', '=', order.id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
  ).id
const decide = (changeId: string, by: Someone, move: 'confirm' | 'refuse' = 'confirm') =>
  by.db.transaction().execute((tx) => decideChange(tx, by.actor, changeId, move))
async function agree(order: Order, invoice: InvoiceData, by = order.buyer, other = order.vendor) {
  await propose(order, by, invoice)
  await decide(await lastChange(order), other)
}
const request = (order: Order, values: InvoiceData) =>
  order.buyer.db.transaction().execute((tx) => requestInvoice(tx, order.buyer.actor, order.id, values))
const issue = (order: Order, number: string) =>
  order.vendor.db.transaction().execute((tx) =>
    issueInvoice(tx, order.vendor.actor, order.id, {
      medium: 'digital',
      number,
      issuedOn: '2026-11-26',
      pdf: new File(['%PDF-1.7\n%'], '发票.pdf'),
      lines: [],
    }),
  )
const invoicesOf = (order: Order) =>
  owner.db.selectFrom('invoices').selectAll().where('orderId', '=', order.id).execute()

test('what both agree stands in the next version of the contract, signed by both, and in later invoices', async () => {
  const order = await trade.aConfirmedOrder()
  await agree(order, moved, order.vendor, order.buyer)
  const contract = (await findContract(order.buyer.db, order.id))!
  expect(contract).toMatchObject({ kind: 'supplement', version: 2 })
  expect(JSON.parse(contract.body)).toMatchObject({ invoiceData: moved })
  expect(await listSigners(order.buyer.db, contract.id)).toHaveLength(2)
  await expect(request(order, before)).rejects.toThrow('invoice-data-agreed')
  await request(order, moved)
  expect(await invoicesOf(order)).toMatchObject([moved])
  await expect(propose(order, order.buyer, moved)).rejects.toThrow('nothing-changed')
})

test('an invoice that waits is issued with what was agreed since; an issued one keeps what it says', async () => {
  const order = await trade.aConfirmedOrder()
  await request(order, before)
  await agree(order, moved)
  expect(await invoicesOf(order)).toMatchObject([{ ...moved, state: 'requested' }])
  await issue(order, '1'.repeat(20))
  expect(await invoicesOf(order)).toMatchObject([{ ...moved, state: 'delivered' }])
  await expect(propose(order, order.buyer, before)).rejects.toThrow('change-not-now')
})

test('an invoice of the vendor’s own carries what was agreed', async () => {
  const order = await trade.aConfirmedOrder()
  await agree(order, moved)
  await issue(order, '2'.repeat(20))
  expect(await invoicesOf(order)).toMatchObject([{ ...moved, requestedBy: null }])
})

test('a change that is refused alters nothing', async () => {
  const order = await trade.aConfirmedOrder()
  await propose(order, order.buyer, moved)
  await decide(await lastChange(order), order.vendor, 'refuse')
  await request(order, before)
  expect(await invoicesOf(order)).toMatchObject([before])
  expect((await findContract(owner.db, order.id))!.version).toBe(1)
})

test('asked for and agreed at once: no invoice stands with the old data', async () => {
  const order = await trade.aConfirmedOrder()
  await propose(order, order.buyer, moved)
  const changeId = await lastChange(order)
  const [asked, agreed] = await Promise.allSettled([request(order, before), decide(changeId, order.vendor)])
  expect(agreed.status).toBe('fulfilled')
  const invoices = await invoicesOf(order)
  expect(invoices).toMatchObject(asked.status === 'fulfilled' ? [moved] : [])
})

test('both sides ask on their page and see what was agreed; a stranger finds nothing', async () => {
  const order = await trade.aConfirmedOrder()
  const params = { orderId: order.id }
  const [buyer, vendor] = [await cookieFor(worker.db, order.buyer), await cookieFor(worker.db, order.vendor)]
  const path = `/orders/${order.id}/changes/new?kind=invoice_data`
  for (const cookie of [buyer, vendor])
    expect((await visit(changeNew.loader, { path, params, cookie })).data).toMatchObject({
      kind: 'invoice_data',
    })
  const form = (invoice: InvoiceData) => ({
    kind: 'invoice_data',
    reason,
    ...Object.fromEntries(Object.entries(invoice).map(([name, value]) => [`invoice.${name}`, value ?? ''])),
  })
  expect(
    await visit(changeNew.action, { params, cookie: buyer, form: form({ ...moved, bank: null }) }),
  ).toMatchObject({ status: 422, data: { problems: [{ field: 'invoice.bank' }] } })
  expect(await visit(changeNew.action, { params, cookie: buyer, form: form(moved) })).toMatchObject({
    status: 302,
    location: `/orders/${order.id}?done=change-proposed#changes`,
  })
  await decide(await lastChange(order), order.vendor)
  const { data } = await visit(invoiceNew.loader, { params, cookie: buyer })
  expect(data).toMatchObject({ agreed: moved })

  const stranger = await cookieFor(worker.db, await trade.anApprover())
  expect((await visit(changeNew.loader, { path, params, cookie: stranger })).status).toBe(404)
  expect((await visit(changeNew.action, { params, cookie: stranger, form: form(before) })).status).toBe(404)
  expect((await visit(invoiceNew.loader, { params, cookie: stranger })).status).toBe(404)
})
