import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as vendorFile from '~/payments/months/pages/vendor-month-file'
import { netOf, runningMonth } from '~/payments/months/enterprise'
import { findEnterpriseMonth } from '~/payments/months/enterprise.server'
import { findOfficeMonth } from '~/payments/months/office.server'
import * as enterpriseFile from '~/payments/months/pages/enterprise-month-file'
import * as officePage from '~/payments/months/pages/office-month'
import * as officeFile from '~/payments/months/pages/office-month-file'
import * as partyFile from '~/payments/months/pages/party-month-file'
import * as partyPage from '~/payments/months/pages/party-month'
import { requestRefund } from '~/payments/refunds/request.server'
import { approveRefund, prepareRefund } from '~/payments/refunds/refund.server'
import { boundsOf, monthsSince, running } from '~/payments/payouts/month'
import { approvePayout, preparePayout } from '~/payments/payouts/payout.server'
import { findStatement } from '~/payments/payouts/statement.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer, second } = money
servePages(database.app.pool)

test('the closing balance is the opening and every movement, and each line follows from the one before', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.array(fc.bigInt()), (opening, amounts) => {
      const movements = amounts.map((amount) => ({
        at: new Date(0),
        kind: 'release',
        number: null,
        code: null,
        amount,
      }))
      const { lines, closing } = running(opening, movements)
      expect(closing).toBe(amounts.reduce((sum, amount) => sum + amount, opening))
      lines.forEach(({ balance, amount }, at) =>
        expect(balance - amount).toBe(lines[at - 1]?.balance ?? opening),
      )
    }),
  )
})

test('months run from this one back to the first, and begin at midnight in Shanghai', () => {
  expect(monthsSince('2026-11', '2027-01-05')).toEqual(['2027-01', '2026-12', '2026-11'])
  expect(monthsSince('2027-01', '2027-01-05')).toEqual(['2027-01'])
  expect(boundsOf('2026-12')).toEqual({
    from: new Date('2026-12-01T00:00:00+08:00'),
    until: new Date('2027-01-01T00:00:00+08:00'),
  })
})

test('a vendor reads what it is owed, movement by movement, and nothing of another', async () => {
  const order = await money.aPayableOrder()
  await money.payee(order.vendor)
  const other = await money.aPayableOrder()
  const id = await officer.db.transaction().execute((tx) => preparePayout(tx, officer.actor, [order.id]))
  await second.db.transaction().execute((tx) => approvePayout(tx, second.actor, id))
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
  const own = await findStatement(order.vendor.db, order.vendor.actor, month)
  expect(own).toMatchObject({ opening: 0n, closing: 0n })
  expect(own.lines.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['release', order.total],
    ['payout', -order.total],
  ])
  expect((await findStatement(other.vendor.db, other.vendor.actor, month)).closing).toBe(other.total)
  const next = month.slice(0, 4) === '2099' ? month : '2099-01'
  expect(await findStatement(other.vendor.db, other.vendor.actor, next)).toMatchObject({
    opening: other.total,
    lines: [],
    closing: other.total,
  })
  const buyer = await cookieFor(worker.db, order.buyer)
  expect((await visit(vendorFile.loader as never, { cookie: buyer })).status).toBe(404)
})

const thisMonth = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)

test('an enterprise’s month runs from its opening to its closing, over all three of its figures', () => {
  const figure = fc.bigInt({ min: -1_000n, max: 1_000n })
  const standing = fc.record({ owed: figure, unapplied: figure, back: figure })
  fc.assert(
    fc.property(standing, fc.array(standing), (opening, movements) => {
      const { lines, closing } = runningMonth(opening, movements)
      expect(netOf(closing)).toBe(movements.reduce((sum, one) => sum + netOf(one), netOf(opening)))
      expect(lines.at(-1)?.balance ?? netOf(opening)).toBe(netOf(closing))
    }),
  )
})

test('an enterprise’s month equals the ledger to the fen: orders, an overpayment, a refund on its way', async () => {
  const order = await money.aConfirmedOrder({ lines: [{ quantity: 3, unitPrice: 10_007n }] })
  await money.pay(order, 35_000n)
  const open = await money.aConfirmedOrder({ buyer: order.buyer })
  await money.pay(open, 40_000n)
  const [id] = await order.vendor.db.transaction().execute((tx) =>
    requestRefund(tx, {
      orderId: order.id,
      cause: 'consent',
      lines: [{ lineId: order.lineIds[0]!, quantity: 0, amount: 1_001n }],
    }),
  )
  await officer.db.transaction().execute((tx) => prepareRefund(tx, officer.actor, id!, null))
  await second.db.transaction().execute((tx) => approveRefund(tx, second.actor, id!))
  const its = await findEnterpriseMonth(order.buyer.db, order.buyer.orgId, thisMonth())
  const { rows } = await owner.pool.query<{ owed: bigint; unapplied: bigint; back: bigint }>(
    `select coalesce(sum(a.balance) filter (where a.kind = 'recv'), 0)::bigint as owed,
       -coalesce(sum(a.balance) filter (where a.kind = 'unapplied'), 0)::bigint as unapplied,
       -coalesce(sum(a.balance) filter (where a.kind = 'refund'), 0)::bigint as back
     from ledger.accounts a left join orders o on o.id = a.order_id where o.enterprise_id = $1 or a.org_id = $1`,
    [order.buyer.orgId],
  )
  expect(its.closing).toEqual(rows[0])
  expect(its.closing).toEqual({ owed: 60_000n, unapplied: 4_979n, back: 1_001n })
  const said = its.lines.map(({ kind, owed, unapplied, back }) => [kind, owed, unapplied, back].join(' '))
  expect(said.toSorted()).toEqual(
    [
      'order_confirmed 30021 0 0',
      'match -30021 0 0',
      'match 0 4979 0',
      'order_confirmed 100000 0 0',
      'match -40000 0 0',
      'refund 0 0 1001',
    ].toSorted(),
  )
  const stranger = await money.anApprover()
  expect(await findEnterpriseMonth(stranger.db, order.buyer.orgId, thisMonth())).toMatchObject({ lines: [] })
})

test('the office’s month keeps every order’s money: closing is opening and all that moved, and the ledger’s', async () => {
  const paid = await money.aPayableOrder()
  await money.payee(paid.vendor)
  await owner.db.updateTable('orders').set({ feeBps: 250 }).where('id', '=', paid.id).execute()
  const held = await money.aConfirmedOrder()
  await money.pay(held)
  const id = await officer.db.transaction().execute((tx) => preparePayout(tx, officer.actor, [paid.id]))
  await second.db.transaction().execute((tx) => approvePayout(tx, second.actor, id))
  const { orders, kinds } = await findOfficeMonth(officer.db, thisMonth())
  for (const { opening, received, refunded, fees, paidOut, other, closing } of orders) {
    expect(opening + received - refunded - fees - paidOut + other).toBe(closing)
    expect(other).toBe(0n)
  }
  const { rows } = await owner.pool.query<{ orderId: string; fen: bigint }>(
    `select order_id as "orderId", -sum(balance)::bigint as fen from ledger.accounts
     where kind in ('order', 'payable', 'held') group by 1`,
  )
  const kept = new Map(rows.map((row) => [row.orderId, row.fen]))
  for (const { orderId, closing } of orders) expect(closing).toBe(kept.get(orderId))
  expect(orders.find(({ orderId }) => orderId === paid.id)).toMatchObject({
    paidOut: paid.total,
    closing: 0n,
  })
  expect(orders.find(({ orderId }) => orderId === held.id)).toMatchObject({
    received: 100_000n,
    closing: 100_000n,
  })
  for (const { opening, debit, credit, closing } of kinds) expect(opening + debit - credit).toBe(closing)
  expect(kinds.reduce((sum, { closing }) => sum + closing, 0n)).toBe(0n)
})

test('a month leaves as paper, workbook and CSV; whose it is not finds none of it', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const [buyer, vendor, office] = [
    await cookieFor(worker.db, order.buyer),
    await cookieFor(worker.db, order.vendor),
    await cookieFor(worker.db, officer),
  ]
  const files = [
    { loader: enterpriseFile.loader, path: '/payments/statement', cookie: buyer, params: {} },
    { loader: vendorFile.loader, path: '/vendor/statement', cookie: vendor, params: {} },
    { loader: officeFile.loader, path: '/office/month', cookie: office, params: {} },
    ...[order.buyer, order.vendor].map(({ orgId }) => ({
      loader: partyFile.loader,
      path: `/office/month/${orgId}/statement`,
      cookie: office,
      params: { organizationId: orgId },
    })),
  ]
  for (const { loader, path, cookie, params } of files)
    for (const [format, start] of [
      ['pdf', '%PDF'],
      ['xlsx', 'PK'],
      ['csv', '\u{feff}'],
    ] as const) {
      // oxfmt-ignore
      const url = `http://localhost:3000${path}.${format}`
      const answer = (await loader({
        request: new Request(url, { headers: { cookie, 'accept-language': 'zh' } }),
        params,
        context: { requestId: 'test', ip: '127.0.0.1' },
      } as never)) as Response
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(bytes.toString('utf8').startsWith(start)).toBe(true)
    }
  for (const cookie of [buyer, vendor])
    for (const { loader } of [officeFile, officePage, partyFile, partyPage])
      expect(
        (await visit(loader as never, { cookie, params: { organizationId: order.buyer.orgId } })).status,
      ).toBe(404)
  expect((await visit(enterpriseFile.loader as never, { cookie: vendor })).status).toBe(404)
})
