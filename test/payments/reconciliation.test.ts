import { expect, test } from 'vitest'
import * as breaksPage from '~/payments/pages/breaks'
import { openBreak } from '~/payments/break.server'
import { explainBreak } from '~/payments/reconciliation/breaks.server'
import { reconcile, reconcileNightly } from '~/payments/reconciliation/reconcile.server'
import { approvePayout, preparePayout, sendPayout } from '~/payments/payouts/payout.server'
import { approveRefund, prepareRefund } from '~/payments/refunds/refund.server'
import { requestRefund } from '~/payments/refunds/request.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer, second } = money
servePages(database.app.pool)

const days = (count: number) => new Date(Date.now() + count * 86_400_000)
const compare = (now = new Date()) => worker.db.transaction().execute((tx) => reconcile(tx, now))
const standing = (kind: string) =>
  owner.db.selectFrom('breaks').selectAll().where('kind', '=', kind).where('state', '<>', 'closed').execute()

test('a market whose money came, was split, paid out and given back has no difference', async () => {
  const order = await money.aPayableOrder()
  await money.payee(order.vendor)
  const id = await officer.db.transaction().execute((tx) => preparePayout(tx, officer.actor, [order.id]))
  await second.db.transaction().execute((tx) => approvePayout(tx, second.actor, id))
  await officer.db.transaction().execute((tx) => sendPayout(tx, id))
  const other = await money.aConfirmedOrder()
  await money.pay(other, 130_000n)
  const [refundId] = await other.vendor.db.transaction().execute((tx) =>
    requestRefund(tx, {
      orderId: other.id,
      cause: 'consent',
      lines: [{ lineId: other.lineIds[0]!, quantity: 0, amount: 5_000n }],
    }),
  )
  await officer.db.transaction().execute((tx) => prepareRefund(tx, officer.actor, refundId!, null))
  await second.db.transaction().execute((tx) => approveRefund(tx, second.actor, refundId!))
  expect(await compare()).toMatchObject({ standing: 0, opened: 0 })
})

test('a difference opens one break however often it is found, tells both figures, and closes when it is repaired', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order, 40_000n)
  await owner.db.updateTable('orders').set({ received: 40_001n }).where('id', '=', order.id).execute()
  await Promise.all([compare(), compare()])
  const found = await standing('order-received')
  expect(found).toMatchObject([{ subject: order.id, expected: 40_000n, found: 40_001n, state: 'open' }])
  await officer.db
    .transaction()
    .execute((tx) => explainBreak(tx, officer.actor, found[0]!.id, '测试时改动了订单'))
  await compare()
  expect(await standing('order-received')).toMatchObject([{ state: 'explained', ownerId: officer.personId }])
  await owner.db.updateTable('orders').set({ received: 40_000n }).where('id', '=', order.id).execute()
  expect((await compare()).closed).toBe(1)
  expect(await standing('order-received')).toEqual([])
})

test('money that has long been on its way is asked about: five working days, not before', async () => {
  expect(await standing('payout-late')).toEqual([])
  await compare(days(4))
  expect(await standing('payout-late')).toEqual([])
  await compare(days(14))
  expect(await standing('payout-late')).toHaveLength(1)
  expect(await standing('refund-late')).toHaveLength(1)
})

test('what no later run can repair is closed once it is explained', async () => {
  const id = await worker.db
    .transaction()
    .execute((tx) => openBreak(tx, { kind: 'statement-gap', subject: 'import', expected: 0n, found: 5n }))
  await compare()
  expect(await standing('statement-gap')).toHaveLength(1)
  await officer.db.transaction().execute((tx) => explainBreak(tx, officer.actor, id, '银行补发了漏掉的一页'))
  await compare()
  expect(await standing('statement-gap')).toEqual([])
})

test('by the clock the books are compared once a night', async () => {
  const nightly = (now: Date) => worker.db.transaction().execute((tx) => reconcileNightly(tx, now))
  const runs = async () =>
    (await owner.db.selectFrom('reconciliations').select('id').where('day', '=', '2027-03-02').execute())
      .length
  await nightly(new Date('2027-03-02T01:59:59+08:00'))
  expect(await runs()).toBe(0)
  await nightly(new Date('2027-03-02T02:00:00+08:00'))
  await nightly(new Date('2027-03-02T09:00:00+08:00'))
  expect(await runs()).toBe(1)
})

test('an officer compares on demand; a vendor has no such page', async () => {
  const cookie = await cookieFor(worker.db, officer)
  const answer = await visit(breaksPage.action as never, { cookie, form: { move: 'reconcile' } })
  expect(answer).toMatchObject({ status: 302, location: '/office/breaks?done=reconciled' })
  const { data } = await visit(breaksPage.loader as never, { cookie })
  expect((data as { runs: { person: string | null }[] }).runs[0]!.person).not.toBeNull()
  const vendor = await cookieFor(worker.db, await money.aVendor())
  expect((await visit(breaksPage.loader as never, { cookie: vendor })).status).toBe(404)
})
