import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { record } from '~/kernel/events.server'
import { addDays, dayOf } from '~/kernel/workdays'
import { confirmOrder } from '~/orders/confirm.server'
import { issueInvoice } from '~/orders/invoices/invoice.server'
import { placeAwarded } from '~/orders/place.server'
import { findContract } from '~/orders/queries.server'
import { rateForm, type RateValues } from '~/orders/taxes/form'
import * as deskPage from '~/orders/taxes/pages/office-taxes'
import * as deskCsv from '~/orders/taxes/pages/office-taxes-csv'
import * as taxpayersPage from '~/orders/taxes/pages/office-taxpayers'
import * as taxpayersCsv from '~/orders/taxes/pages/office-taxpayers-csv'
import * as ratesPage from '~/orders/taxes/pages/tax-rates'
import * as ratesCsv from '~/orders/taxes/pages/tax-rates-csv'
import * as skuPage from '~/orders/taxes/pages/vendor-tax'
import * as taxpayerPage from '~/orders/taxes/pages/vendor-taxpayer'
import * as skusPage from '~/orders/taxes/pages/vendor-taxes'
import * as skusCsv from '~/orders/taxes/pages/vendor-taxes-csv'
import { listSkus } from '~/orders/taxes/queries.server'
import { addRate, ratesOn, withdrawRate } from '~/orders/taxes/rates.server'
import { standingOf, type Taxpayer, taxpayerOn, whyNotAddRate, whyNotDeclare } from '~/orders/taxes/rating'
import { decideCategory, proposeCategory, withdrawCategory } from '~/orders/taxes/sku.server'
import { declareTaxpayer, decideTaxpayer, withdrawTaxpayer } from '~/orders/taxes/taxpayer.server'
import type { TaxCategory } from '~/orders/tax-category'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { tradeOf } from '../support/orders'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const trade = tradeOf(database)
const officer = await trade.anOfficer()
servePages(database.app.pool)

const today = dayOf(new Date())
const within = <T>(who: Pick<Someone, 'db'>, run: (tx: Someone['db']) => Promise<T>) =>
  who.db.transaction().execute((tx) => run(tx))
const add = (values: Partial<RateValues>, by = officer) =>
  within(by, (tx) =>
    addRate(
      tx,
      {
        move: 'add',
        category: 'right_license',
        taxpayer: 'general',
        bps: 900,
        validFrom: addDays(today, 30),
        source: '测试公告',
        ...values,
      },
      today,
    ),
  )
const rateOn = async (day: string, category: TaxCategory = 'right_license', vendor: string | null = null) =>
  (await ratesOn(owner.db, vendor, day)).get(category)
const propose = (vendor: Someone, editionId: string, category: TaxCategory) =>
  within(vendor, (tx) =>
    proposeCategory(tx, vendor.actor, { move: 'propose', editionId, category, note: null }, today),
  )
const decide = (skuTaxId: string, move: 'check' | 'refuse' = 'check', by = officer) =>
  within(by, (tx) =>
    decideCategory(
      tx,
      by.actor,
      move === 'check' ? { move, skuTaxId } : { move, skuTaxId, reason: '不是许可合同' },
    ),
  )
const declare = (vendor: Someone, taxpayer: Taxpayer, validFrom: string) =>
  within(vendor, (tx) =>
    declareTaxpayer(tx, vendor.actor, { move: 'declare', taxpayer, validFrom, file: evidence(), note: null }),
  )
const decideOn = (vendorTaxId: string, move: 'check' | 'refuse' = 'check', by = officer) =>
  within(by, (tx) =>
    decideTaxpayer(
      tx,
      by.actor,
      move === 'check' ? { move, vendorTaxId } : { move, vendorTaxId, reason: '查询结果已过期' },
      today,
    ),
  )
const evidence = () => new File(['%PDF-1.7\n'], '查询结果.pdf')
const linesOf = (orderId: string, db = owner.db) =>
  db.selectFrom('orderLines').select(['taxCategory', 'taxBps']).where('orderId', '=', orderId).execute()
const oneSold = async (vendor: Someone) => {
  const order = await trade.aPlacedOrder({ vendor })
  const { editionId } = await owner.db
    .selectFrom('orderLines')
    .select('editionId')
    .where('orderId', '=', order.id)
    .executeTakeFirstOrThrow()
  return { order, editionId }
}

test('a rate begins today or later, once a day, and only where it differs', () => {
  const known = [{ category: 'right_license', taxpayer: 'general', bps: 600, validFrom: '2016-05-01', validTo: null }] as const // oxfmt-ignore
  const rate = { category: 'right_license', taxpayer: 'general', bps: 900, validFrom: '2026-11-27' } as const
  expect(whyNotAddRate(rate, known, '2026-11-27')).toBeNull()
  expect(whyNotAddRate(rate, known, '2026-11-28')).toBe('rate-begins-past')
  expect(whyNotAddRate({ ...rate, bps: 600 }, known, '2026-11-27')).toBe('rate-same')
  expect(whyNotAddRate({ ...rate, bps: 600, taxpayer: 'small' }, known, '2026-11-27')).toBeNull()
  expect(whyNotAddRate(rate, [...known, { ...rate, validTo: null }], '2026-11-27')).toBe('rate-begins-twice')
  expect(standingOf({ validFrom: '2026-11-28', validTo: null }, '2026-11-27')).toBe('coming')
  expect(standingOf({ validFrom: '2026-11-27', validTo: '2026-11-27' }, '2026-11-27')).toBe('valid')
  expect(standingOf({ validFrom: '2026-11-01', validTo: '2026-11-26' }, '2026-11-27')).toBe('over')
  const typed = {
    move: 'add',
    category: 'right_license',
    taxpayer: 'small',
    validFrom: today,
    source: '公告',
  }
  const bps = (text: string) => rateForm.safeParse({ ...typed, bps: text }).data?.bps
  expect(['13', '０.5%', '6.25', '100', '100.01', '1e2', '', '-1'].map(bps)).toEqual([
    1300,
    50,
    625,
    10_000,
    ...Array.from({ length: 4 }, () => undefined),
  ])
})

test('whatever the order in which rates are added and taken back, of a day the one holds that began last', async () => {
  const begins = [20, 5, 60, 40].map((days) => addDays(today, days))
  const ids: string[] = []
  for (const [at, validFrom] of begins.entries()) ids.push(await add({ validFrom, bps: 700 + at }))
  const on = (days: number) => rateOn(addDays(today, days))
  expect([await on(0), await on(4)]).toEqual([600, 600])
  expect([await on(5), await on(19), await on(20), await on(39)]).toEqual([701, 701, 700, 700])
  expect([await on(40), await on(59), await on(60), await on(4000)]).toEqual([703, 703, 702, 702])
  for (const id of [ids[0]!, ids[3]!]) await within(officer, (tx) => withdrawRate(tx, id))
  expect([await on(4), await on(5), await on(59), await on(60)]).toEqual([600, 701, 701, 702])
  for (const id of [ids[1]!, ids[2]!]) await within(officer, (tx) => withdrawRate(tx, id))
  expect([await on(5), await on(4000)]).toEqual([600, 600])
})

test('a rate that holds is never changed or taken back, and none but the office adds one', async () => {
  const { id } = await owner.db
    .selectFrom('taxRates')
    .select('id')
    .where('category', '=', 'right_license')
    .where('taxpayer', '=', 'general')
    .executeTakeFirstOrThrow()
  await expect(within(officer, (tx) => withdrawRate(tx, id))).rejects.toThrow('rate-has-begun')
  await expect(
    officer.db.updateTable('taxRates').set({ bps: 1 }).where('id', '=', id).execute(),
  ).rejects.toThrow('permission denied')
  const vendor = await trade.aVendor()
  await expect(add({}, vendor)).rejects.toThrow('not-your-move')
  await expect(add({ validFrom: addDays(today, -1) })).rejects.toThrow('rate-begins-past')
  const both = await Promise.allSettled([add({ bps: 710 }), add({ bps: 720 })])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const first = both.find((answer) => answer.status === 'fulfilled')!
  await within(officer, (tx) => withdrawRate(tx, first.value))
})

test('a category counts once an officer has checked it, for orders placed from then on', async () => {
  const vendor = await trade.aVendor()
  const { order, editionId } = await oneSold(vendor)
  const again = async () =>
    (await listSkus(vendor.db, vendor.actor, today)).find(({ id }) => id === editionId)!
  expect(await again()).toMatchObject({ category: 'software_service', checked: null, bps: 600 })
  const first = await propose(vendor, editionId, 'software_product')
  await expect(propose(vendor, editionId, 'right_license')).rejects.toThrow('tax-waits')
  expect(await again()).toMatchObject({ category: 'software_service', waiting: 'software_product' })
  await decide(first)
  expect(await again()).toMatchObject({ category: 'software_product', waiting: null, bps: 1300 })
  await expect(decide(first)).rejects.toThrow('already-moved')
  await expect(propose(vendor, editionId, 'software_product')).rejects.toThrow('tax-same')

  const second = await propose(vendor, editionId, 'right_license')
  await decide(second, 'refuse')
  const third = await propose(vendor, editionId, 'right_license')
  await within(vendor, (tx) => withdrawCategory(tx, vendor.actor, third))
  expect(await again()).toMatchObject({ category: 'software_product', waiting: null })
  await decide(await propose(vendor, editionId, 'right_license'))
  expect(await again()).toMatchObject({ category: 'right_license', bps: 600 })
  expect(await linesOf(order.id)).toMatchObject([{ taxCategory: 'software_product', taxBps: 1300 }])
  const states = await owner.db
    .selectFrom('skuTaxes')
    .select('state')
    .where('vendorId', '=', vendor.orgId)
    .orderBy('id')
    .execute()
  expect(states.map(({ state }) => state)).toEqual(['replaced', 'refused', 'withdrawn', 'checked'])
})

test('an order is taxed by the category that was checked when it was placed, as its vendor is a taxpayer', async () => {
  const [vendor, buyer] = [await trade.aVendor(), await trade.anApprover()]
  const { runId } = await trade.aRun([{ vendor, unitPrice: 100n, shares: [{ buyer, quantity: 1 }] }])
  const { editionId } = await owner.db
    .selectFrom('awards')
    .select('editionId')
    .where('runId', '=', runId)
    .executeTakeFirstOrThrow()
  await decideOn(await declare(vendor, 'small', '2015-06-01'))
  const place = () =>
    within(worker, async (tx) => {
      const event = await record(tx, 'award.confirmed', runId)
      await placeAwarded(tx, { id: event, kind: 'award.confirmed', subjectId: runId }, new Date())
      const { id } = await tx.selectFrom('orders').select('id').where('sourceEvent', '=', event).executeTakeFirstOrThrow() // oxfmt-ignore
      return linesOf(id, tx)
    })
  const usual = [{ taxCategory: 'software_service', taxBps: 100 }]
  expect(await place()).toEqual(usual)
  const waiting = await propose(vendor, editionId, 'right_license')
  expect(await place()).toEqual(usual)
  await decide(waiting)
  expect(await place()).toEqual([{ taxCategory: 'right_license', taxBps: 100 }])
  const on = (day: string) => rateOn(day, 'right_license', vendor.orgId)
  expect([await on('2027-12-31'), await on('2028-01-01'), await on('2015-01-01')]).toEqual([100, 300, null])
})

test('a vendor checks nothing itself, whatever it writes', async () => {
  const vendor = await trade.aVendor()
  const { editionId } = await oneSold(vendor)
  const id = await propose(vendor, editionId, 'software_service')
  const forged = { state: 'checked' as const, decidedBy: officer.personId, decidedAt: new Date() }
  await expect(vendor.db.updateTable('skuTaxes').set(forged).where('id', '=', id).execute()).rejects.toThrow(
    'row-level security',
  )
  const row = {
    vendorId: vendor.orgId,
    editionId,
    category: 'right_license' as const,
    proposedBy: vendor.personId,
  }
  await expect(
    vendor.db
      .insertInto('skuTaxes')
      .values({ ...row, ...forged })
      .execute(),
  ).rejects.toThrow('row-level security')
  const other = await trade.aVendor()
  await expect(propose(other, editionId, 'right_license')).rejects.toThrow('sku-unknown')
  await expect(within(other, (tx) => withdrawCategory(tx, other.actor, id))).rejects.toThrow('already-moved')
})

test('an order without a rate waits for one; once it is added the contract has its next version and is confirmed', async () => {
  const order = await trade.aPlacedOrder()
  await sql`update tax_rates set valid_to = ${addDays(today, -1)} where category = 'software_product' and taxpayer = 'general'`.execute(
    owner.db,
  )
  await owner.db.updateTable('orderLines').set({ taxBps: null }).where('orderId', '=', order.id).execute()
  const agree = async () => {
    const { hash } = (await findContract(owner.db, order.id))!
    return within(order.buyer, (tx) => confirmOrder(tx, order.buyer.actor, order.id, hash))
  }
  await expect(agree()).rejects.toThrow('tax-rate-missing')
  await add({ category: 'software_product', bps: 1300, validFrom: today })
  expect(await linesOf(order.id)).toMatchObject([{ taxBps: 1300 }])
  expect(await findContract(owner.db, order.id)).toMatchObject({ version: 2 })
  await agree()
})

test('an invoice has the rates of its date, not of its order; what it costs stays', async () => {
  const order = await trade.aConfirmedOrder({ lines: [{ quantity: 1, unitPrice: 11_300n }] })
  const later = addDays(today, 10)
  await add({ category: 'software_product', bps: 900, validFrom: later })
  const paper = { medium: 'digital' as const, code: null, pdf: new File(['%PDF-1.7\n'], 'a.pdf'), ofd: null, xml: null } // oxfmt-ignore
  const number = String(Date.now()).padStart(20, '2')
  const id = await within(order.vendor, (tx) =>
    issueInvoice(tx, order.vendor.actor, order.id, { ...paper, number, issuedOn: later, lines: [] }),
  )
  expect(
    await owner.db
      .selectFrom('invoiceLines')
      .select(['taxBps', 'net', 'tax', 'gross'])
      .where('invoiceId', '=', id)
      .execute(),
  ).toEqual([{ taxBps: 900, net: 10_367n, tax: 933n, gross: 11_300n }])
})

test('the vendor proposes on its page, the officer checks at the desk and adds rates; strangers find nothing', async () => {
  const vendor = await trade.aVendor()
  const { editionId } = await oneSold(vendor)
  const params = { editionId }
  const [own, desk] = [await cookieFor(worker.db, vendor), await cookieFor(worker.db, officer)]
  const skus = await visit(skusPage.loader, { cookie: own })
  expect(skus.data).toMatchObject({ skus: [{ id: editionId }] })
  const form = { move: 'propose', editionId, category: 'software_service', note: '' }
  expect(await visit(skuPage.action, { params, cookie: own, form })).toMatchObject({
    location: `/vendor/taxes/${editionId}?done=tax-propose`,
  })
  const { data } = await visit(deskPage.loader, { cookie: desk })
  const tax = (data as { taxes: { id: string; editionId: string }[] }).taxes.find(
    (one) => one.editionId === editionId,
  )!
  const waiting = await listWaiting(officer.db, officer.actor)
  expect(waiting.map(({ kind }) => kind)).toContain('taxes')
  expect(
    await visit(deskPage.action, { cookie: desk, form: { move: 'check', skuTaxId: tax.id } }),
  ).toMatchObject({ location: '/office/taxes?done=tax-check' })
  for (const [serve, cookie] of [
    [skusCsv.loader, own],
    [deskCsv.loader, desk],
    [ratesCsv.loader, desk],
  ] as const)
    // oxfmt-ignore
    expect((await visit(serve, { cookie })).status).toBe(200)
  const past = { move: 'add', category: 'right_license', taxpayer: 'small', bps: '1', validFrom: '2020-01-01', source: '公告' } // oxfmt-ignore
  expect(await visit(ratesPage.action, { cookie: desk, form: past })).toMatchObject({
    status: 422,
    data: { refusal: { field: 'validFrom' } },
  })
  expect(
    await visit(ratesPage.action, {
      cookie: desk,
      form: { ...past, validFrom: addDays(today, 90), bps: '2' },
    }),
  ).toMatchObject({ location: '/office/taxes/rates?done=rate-add' })

  const other = await trade.aVendor()
  const stranger = await cookieFor(worker.db, other)
  expect((await visit(skusPage.loader, { cookie: stranger })).data).toMatchObject({ skus: [] })
  expect((await visit(skuPage.loader, { params, cookie: stranger })).status).toBe(404)
  expect((await visit(deskPage.loader, { cookie: own })).status).not.toBe(200)
  expect(await other.db.selectFrom('skuTaxes').select('id').execute()).toEqual([])
})

test('of a day that declaration holds which began last; what was checked is never said again or begun before', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2025-01-01', days))
  const said = fc.record({ taxpayer: fc.constantFrom<Taxpayer>('general', 'small'), validFrom: day })
  fc.assert(
    fc.property(fc.array(said, { maxLength: 12 }), day, (all, asked) => {
      const checked: (typeof all)[number][] = []
      for (const one of all) if (whyNotDeclare(one, checked) === null) checked.push(one)
      const days = checked.map(({ validFrom }) => validFrom)
      expect(days).toEqual([...new Set(days)].toSorted())
      checked.forEach((one, at) => expect(one.taxpayer).not.toBe(checked[at - 1]?.taxpayer))
      const holds = checked.findLast(({ validFrom }) => validFrom <= asked)
      expect(taxpayerOn(checked, asked)).toBe(holds?.taxpayer ?? 'general')
    }),
  )
})

test('a vendor is taxed as it declared once an officer has checked it, each day by what held on it', async () => {
  const vendor = await trade.aVendor()
  const on = (day: string) => rateOn(day, 'software_service', vendor.orgId)
  const first = await declare(vendor, 'small', '2025-01-01')
  expect(await on(today)).toBe(600)
  await expect(declare(vendor, 'general', '2025-02-01')).rejects.toThrow('taxpayer-waits')
  await decideOn(first, 'refuse')
  await expect(decideOn(first)).rejects.toThrow('already-moved')
  await decideOn(await declare(vendor, 'small', '2025-01-01'))
  await expect(declare(vendor, 'small', '2025-06-01')).rejects.toThrow('taxpayer-same')
  await expect(declare(vendor, 'general', '2025-01-01')).rejects.toThrow('taxpayer-begins-before')
  const taken = await declare(vendor, 'general', '2025-09-01')
  await within(vendor, (tx) => withdrawTaxpayer(tx, vendor.actor, taken))
  const change = addDays(today, 30)
  await decideOn(await declare(vendor, 'general', change))
  expect([await on('2024-12-31'), await on('2025-01-01'), await on(addDays(change, -1))]).toEqual([600, 100, 100]) // oxfmt-ignore
  expect(await on(change)).toBe(600)
  await expect(
    officer.db
      .updateTable('vendorTaxes')
      .set({ taxpayer: 'small' })
      .where('vendorId', '=', vendor.orgId)
      .execute(),
  ).rejects.toThrow('permission denied')
  await expect(
    vendor.db
      .insertInto('vendorTaxes')
      .values({
        vendorId: vendor.orgId,
        taxpayer: 'small',
        validFrom: addDays(change, 1),
        fileId:
          (await owner.db.selectFrom('vendorTaxes').select('fileId').where('id', '=', first).executeTakeFirstOrThrow() // oxfmt-ignore
          ).fileId,
        proposedBy: vendor.personId,
        state: 'checked',
        decidedBy: officer.personId,
        decidedAt: new Date(),
      })
      .execute(),
  ).rejects.toThrow('row-level security')
})

test('a vendor declares on its page with evidence, the officer reads and checks it; strangers find nothing', async () => {
  const vendor = await trade.aVendor()
  const [own, desk] = [await cookieFor(worker.db, vendor), await cookieFor(worker.db, officer)]
  const filled = (file: File) => {
    const form = new FormData()
    const typed = { move: 'declare', taxpayer: 'small', validFrom: '2025-01-01', note: '' }
    for (const [name, value] of Object.entries(typed)) form.set(name, value)
    form.set('file', file)
    return form
  }
  const send = (file: File) => visit(taxpayerPage.action, { cookie: own, form: filled(file) })
  expect(await send(new File([], ''))).toMatchObject({ status: 422 })
  expect(await send(evidence())).toMatchObject({ location: '/vendor/taxes/taxpayer?done=taxpayer-declare' })
  const { data } = await visit(taxpayersPage.loader, { cookie: desk })
  const said = (data as { taxes: { id: string; vendorId: string; fileId: string }[] }).taxes
  const one = said.find(({ vendorId }) => vendorId === vendor.orgId)!
  expect((await listWaiting(officer.db, officer.actor)).map(({ kind }) => kind)).toContain('taxpayers')
  const readable = (db: Someone['db']) =>
    db.selectFrom('files').select('name').where('id', '=', one.fileId).execute()
  expect(await readable(officer.db)).toEqual([{ name: '查询结果.pdf' }])
  expect(
    await visit(taxpayersPage.action, { cookie: desk, form: { move: 'check', vendorTaxId: one.id } }),
  ).toMatchObject({ location: '/office/taxes/taxpayers?done=taxpayer-check' })
  expect((await visit(taxpayersCsv.loader, { cookie: desk })).status).toBe(200)

  const other = await trade.aVendor()
  const stranger = await cookieFor(worker.db, other)
  expect((await visit(taxpayerPage.loader, { cookie: stranger })).data).toMatchObject({ said: [] })
  expect((await visit(taxpayersPage.loader, { cookie: stranger })).status).not.toBe(200)
  expect(await readable(other.db)).toEqual([])
  expect(await other.db.selectFrom('vendorTaxes').select('id').execute()).toEqual([])
})
