import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '~/kernel/workdays'
import { splitTax } from '~/orders/tax'
import { fee, feeStep } from '~/orders/fee'
import { type Fee, feeLines, headOfFees, redFeeLines, restOfFee } from '~/payments/fees/invoicing'
import { issueFeeInvoice, issueRedFee } from '~/payments/fees/issue.server'
import * as invoicePage from '~/payments/fees/pages/fee-invoice'
import * as newPage from '~/payments/fees/pages/fee-invoice-new'
import * as redPage from '~/payments/fees/pages/fee-invoice-red'
import * as feesCsv from '~/payments/fees/pages/fees-csv'
import * as officePage from '~/payments/fees/pages/office-fees'
import * as vendorPage from '~/payments/fees/pages/vendor-fees'
import { listFeesDue } from '~/payments/fees/queries.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { refundsOf } from '../support/refunds'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer, second } = money
const { ask, prepare, approve } = refundsOf(database, money)
servePages(database.app.pool)

let numbers = 0
const paper = () => ({
  medium: 'digital' as const,
  code: null,
  number: String((numbers += 1)).padStart(20, '7'),
  issuedOn: dayOf(new Date()),
  pdf: new File(['%PDF-1.7\n'], '服务费.pdf'),
  ofd: null,
  xml: null,
})
const ordinary = { kind: 'ordinary' as const, address: null, phone: null, bank: null, account: null, mail: null } // oxfmt-ignore
const within = <T>(who: Pick<Someone, 'db'>, run: (tx: Someone['db']) => Promise<T>) =>
  who.db.transaction().execute((tx) => run(tx))
const issue = (vendorId: string, by = officer) =>
  within(by, (tx) => issueFeeInvoice(tx, by.actor, vendorId, { ...ordinary, ...paper() }))
const dueOf = async (vendor: Someone) => {
  const [due] = await listFeesDue(vendor.db, vendor.orgId)
  return due ? [due.toInvoice, due.toTakeBack] : [0n, 0n]
}

/** ¥1,000 accepted at a fee of 2.5 %: ¥25.00, of it ¥1.42 tax. */
async function anOrderWithFee(vendor?: Someone) {
  const order = await money.aConfirmedOrder(vendor ? { vendor } : {})
  await owner.db.updateTable('orders').set({ feeBps: 250 }).where('id', '=', order.id).execute()
  await money.pay(order)
  await money.accept(order, await money.deliver(order))
  return order
}

test('2.5 % of the cumulative amount, rounded half up', () => {
  expect(fee(33_333n, 250)).toBe(833n)
  expect(fee(66_666n, 250)).toBe(1_667n)
  expect(feeStep(33_333n, 66_666n, 250)).toBe(834n)
})

test('however an amount is cut into steps, the fees sum to that of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -9_999n, max: 99_999n })), fc.nat(1000), (steps, bps) => {
      let at = 0n
      let paid = 0n
      for (const step of steps) {
        const next = at + step > 0n ? at + step : 0n
        paid += feeStep(at, next, bps)
        at = next
      }
      expect(paid).toBe(fee(at, bps))
    }),
  )
})

test('what the database leaves of money after the platform’s share is what the rule leaves', async () => {
  const sums = fc.sample(fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.nat(10_000)), 200)
  const { rows } = await owner.pool.query(
    'select less_fee(m, b)::text as left from unnest($1::bigint[], $2::int[]) with ordinality as t (m, b, n) order by n',
    [sums.map(([money]) => String(money)), sums.map(([, bps]) => bps)],
  )
  expect(rows.map(({ left }) => left)).toEqual(sums.map(([money, bps]) => String(money - fee(money, bps))))
})

test('every fen of a fee is invoiced or taken back once, whatever comes and goes between the invoices', () => {
  const fen = fc.bigInt({ min: 0n, max: 100_000n })
  fc.assert(
    fc.property(
      fc.array(fc.array(fen, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
      (orders) => {
        const invoiced = orders.map(() => ({ net: 0n, tax: 0n }))
        const left = orders.map((_, at) => ({ orderId: String(at), number: String(at), net: 0n, tax: 0n, gross: 0n })) // oxfmt-ignore
        for (let step = 0; step < 6; step += 1) {
          const fees: Fee[] = orders.map((steps, at) => ({
            orderId: String(at),
            number: String(at),
            ...splitTax(steps[Math.min(step, steps.length - 1)]!, 600),
            invoicedNet: invoiced[at]!.net,
            invoicedTax: invoiced[at]!.tax,
          }))
          for (const lines of [feeLines(fees), redFeeLines(fees, left)]) {
            expect(headOfFees(lines).gross).toBe(headOfFees(lines).net + headOfFees(lines).tax)
            for (const { orderId, net, tax, gross } of lines) {
              const [own, sum] = [left[Number(orderId)]!, invoiced[Number(orderId)]!]
              Object.assign(own, { net: own.net + net, tax: own.tax + tax, gross: own.gross + gross })
              Object.assign(sum, { net: sum.net + net, tax: sum.tax + tax })
              expect(own.gross >= 0n).toBe(true)
            }
          }
          for (const [at, fee] of fees.entries())
          expect(restOfFee({ ...fee, invoicedNet: invoiced[at]!.net, invoicedTax: invoiced[at]!.tax })).toEqual({ net: 0n, tax: 0n, gross: 0n }) // oxfmt-ignore
        }
      },
    ),
  )
})

test('a fee in the books is invoiced once, whoever asks at once; what goes back with a refund is taken back by a red letter', async () => {
  const order = await anOrderWithFee()
  await anOrderWithFee(order.vendor)
  expect(await dueOf(order.vendor)).toEqual([5_000n, 0n])
  const askers = [officer, second]
  const both = await Promise.allSettled(askers.map((who) => issue(order.vendor.orgId, who)))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const first = both.findIndex(({ status }) => status === 'fulfilled')
  const [issuer, { value: id }] = [askers[first]!, both[first] as PromiseFulfilledResult<string>]
  const invoice = await owner.db.selectFrom('feeInvoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow() // oxfmt-ignore
  expect(invoice).toMatchObject({ net: 4_716n, tax: 284n, gross: 5_000n, vendorId: order.vendor.orgId, issuerId: issuer.orgId }) // oxfmt-ignore
  expect(await dueOf(order.vendor)).toEqual([0n, 0n])
  await expect(issue(order.vendor.orgId)).rejects.toThrow('no-fee-to-invoice')
  const red = () => within(issuer, (tx) => issueRedFee(tx, issuer.actor, id, paper()))
  await expect(red()).rejects.toThrow('no-fee-to-take-back')

  const [refundId] = await ask(order, 40_000n)
  await prepare(refundId!)
  await approve(refundId!)
  expect(await dueOf(order.vendor)).toEqual([0n, 1_000n])
  const redId = await red()
  expect(await owner.db.selectFrom('feeInvoices').select(['gross', 'redOf']).where('id', '=', redId).executeTakeFirst()).toEqual({ gross: -1_000n, redOf: id }) // oxfmt-ignore
  expect(await dueOf(order.vendor)).toEqual([0n, 0n])
  await expect(within(officer, (tx) => issueRedFee(tx, officer.actor, redId, paper()))).rejects.toThrow('no-fee-to-take-back') // oxfmt-ignore
})

test('the database takes no invoice above the fee in the books, none that does not add up, and no number twice', async () => {
  const order = await anOrderWithFee()
  const by = { vendorId: order.vendor.orgId, issuerId: officer.orgId, title: '供货商', taxId: '91350200MA00000001', issuedBy: officer.personId } // oxfmt-ignore
  const { pdf: _, ofd: __, xml: ___, ...printed } = paper()
  const write = (gross: bigint, line = gross) =>
    within(officer, async (tx) => {
      const { id } = await tx
        .insertInto('feeInvoices')
        .values({ ...by, ...printed, kind: 'ordinary', net: gross, tax: 0n, gross })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('feeInvoiceLines')
        .values({ invoiceId: id, no: 1, orderId: order.id, taxBps: 600, net: line, tax: 0n, gross: line })
        .execute()
    })
  await expect(write(2_501n)).rejects.toThrow('fee-invoiced-above')
  await expect(write(2_000n, 1_999n)).rejects.toThrow('invoice-header-differs')
  await write(2_000n)
  await expect(
    within(officer, (tx) =>
      issueFeeInvoice(tx, officer.actor, order.vendor.orgId, {
        ...ordinary,
        ...paper(),
        number: printed.number,
      }),
    ),
  ).rejects.toThrow('invoice-known')
  expect(await dueOf(order.vendor)).toEqual([500n, 0n])
})

test('the office issues on its page, the vendor reads and downloads; buyers and strangers find nothing', async () => {
  const order = await anOrderWithFee()
  const [desk, own] = [await cookieFor(worker.db, officer), await cookieFor(worker.db, order.vendor)]
  const params = { vendorId: order.vendor.orgId }
  const due = (await visit(officePage.loader, { cookie: desk })).data as { due: { vendorId: string }[] }
  expect(due.due.map(({ vendorId }) => vendorId)).toContain(order.vendor.orgId)
  expect((await visit(newPage.loader, { cookie: desk, params })).data).toMatchObject({ lines: [{ gross: 2_500n }] }) // oxfmt-ignore
  const form = new FormData()
  const { medium, number, issuedOn, pdf } = paper()
  const typed = { kind: 'ordinary', address: '', phone: '', bank: '', account: '', mail: '', medium, number, issuedOn, code: '' } // oxfmt-ignore
  for (const [name, value] of Object.entries(typed)) form.set(name, value)
  expect(await visit(newPage.action, { cookie: desk, params, form })).toMatchObject({ status: 422 })
  form.set('pdf', pdf)
  const { location } = await visit(newPage.action, { cookie: desk, params, form })
  const feeInvoiceId = /^\/fees\/([0-9a-f-]{36})\?done=/.exec(location!)![1]!
  expect((await visit(vendorPage.loader, { cookie: own })).data).toMatchObject({ due: null, invoices: [{ id: feeInvoiceId, gross: 2_500n }] }) // oxfmt-ignore
  const shown = await visit(invoicePage.loader, { cookie: own, params: { feeInvoiceId } })
  const { pdfFileId } = (shown.data as { invoice: { pdfFileId: string } }).invoice
  const readable = (db: Someone['db']) =>
    db.selectFrom('files').select('name').where('id', '=', pdfFileId).execute()
  expect(await readable(order.vendor.db)).toEqual([{ name: '服务费.pdf' }])
  for (const cookie of [desk, own]) expect((await visit(feesCsv.loader, { cookie })).status).toBe(200)
  expect((await visit(redPage.loader, { cookie: desk, params: { feeInvoiceId } })).data).toMatchObject({ lines: [] }) // oxfmt-ignore

  const stranger = await money.aVendor()
  const foreign = await cookieFor(worker.db, stranger)
  expect((await visit(invoicePage.loader, { cookie: foreign, params: { feeInvoiceId } })).status).toBe(404)
  expect((await visit(vendorPage.loader, { cookie: foreign })).data).toMatchObject({ due: null, invoices: [] }) // oxfmt-ignore
  for (const db of [stranger.db, order.buyer.db]) {
    expect(await readable(db)).toEqual([])
    expect(await db.selectFrom('feeInvoiceLines').select('gross').execute()).toEqual([])
  }
  expect(await listFeesDue(order.buyer.db, order.vendor.orgId)).toEqual([])
  await expect(issue('00000000-0000-0000-0000-000000000000')).rejects.toThrow('vendor-unknown')
  await expect(within(officer, (tx) => issueRedFee(tx, officer.actor, params.vendorId, paper()))).rejects.toThrow('invoice-unknown') // oxfmt-ignore
})
