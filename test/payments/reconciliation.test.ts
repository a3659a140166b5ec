import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import * as breaksPage from '~/payments/pages/breaks'
import { openBreak } from '~/payments/break.server'
import { booksAsOf } from '~/payments/reconciliation/as-of.server'
import { askedOf } from '~/payments/reconciliation/asked'
import { explainBreak } from '~/payments/reconciliation/breaks.server'
import { reconcile, reconcileNightly } from '~/payments/reconciliation/reconcile.server'
import { approvePayout, preparePayout, sendPayout } from '~/payments/payouts/payout.server'
import { approveRefund, prepareRefund } from '~/payments/refunds/refund.server'
import { requestRefund } from '~/payments/refunds/request.server'
import { addDays, dayOf, startOf } from '~/kernel/workdays'
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

test('a payment that succeeded at the provider and was never booked is a difference', async () => {
  const order = await money.aConfirmedOrder()
  const attempt = { orderId: order.id, n: 1, state: 'succeeded' as const, amount: 100_000n, intentId: 'pi_lost', key: 'lost' } // oxfmt-ignore
  const { id } = await owner.db.insertInto('checkoutAttempts').values(attempt).returning('id').executeTakeFirstOrThrow() // oxfmt-ignore
  await compare()
  expect(await standing('intent-unbooked')).toMatchObject([{ subject: id, expected: 100_000n, found: 0n }])
  await owner.db.deleteFrom('checkoutAttempts').where('id', '=', id).execute()
  await compare()
  expect(await standing('intent-unbooked')).toEqual([])
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

test('the books of a day hold what was booked by its end, and looking at them opens no break', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const today = dayOf(new Date())
  const count = async () =>
    (await owner.db.selectFrom('breaks').select('id').execute()).length +
    (await owner.db.selectFrom('reconciliations').select('id').execute()).length
  const [before, now] = [await booksAsOf(worker.db, addDays(today, -1)), await booksAsOf(worker.db, today)]
  expect(before).toMatchObject({ differences: [], balances: [] })
  expect(now.differences).toEqual([])
  expect(now.until).toEqual(startOf(addDays(today, 1)))
  const { rows } = await owner.pool.query<{ kind: string; debit: bigint; credit: bigint }>(
    `select kind, sum(greatest(balance, 0))::bigint as debit, sum(greatest(-balance, 0))::bigint as credit
     from ledger.accounts where version > 0 group by kind order by kind`,
  )
  expect(now.balances.map(({ kind, debit, credit }) => ({ kind, debit, credit }))).toEqual(rows)
  const standingBefore = await count()
  // The bank says one fen more than the house has booked.
  const its = () => owner.db.updateTable('statementImports').where('accountId', '=', money.house.id)
  const last = await owner.db
    .selectFrom('statementImports')
    .select(['id', 'closing'])
    .where('accountId', '=', money.house.id)
    .orderBy('committedAt', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await its()
    .set({ closing: last.closing! + 1n })
    .where('id', '=', last.id)
    .execute()
  expect((await booksAsOf(worker.db, today)).differences).toMatchObject([
    { kind: 'bank-balance', expected: last.closing! + 1n, found: last.closing },
  ])
  await its().set({ closing: last.closing }).where('id', '=', last.id).execute()
  expect((await booksAsOf(worker.db, addDays(today, 14))).differences.map(({ kind }) => kind)).toContain(
    'payout-late',
  )
  expect(await count()).toBe(standingBefore)
})

test('the command line takes no date, or one day that has begun', async () => {
  expect(askedOf([], '2026-11-27')).toEqual({ day: null })
  expect(askedOf(['--date', '2026-11-27'], '2026-11-27')).toEqual({ day: '2026-11-27' })
  expect(askedOf(['--date=2026-02-28'], '2026-11-27')).toEqual({ day: '2026-02-28' })
  for (const words of [
    ['--date'],
    ['--date', '2026-11-28'],
    ['--date', '2026-02-30'],
    ['--date', '27.11.2026'],
    ['--day', '2026-11-27'],
    ['--date', '2026-11-27', 'x'],
  ])
    // oxfmt-ignore
    expect(askedOf(words, '2026-11-27')).toBe('usage')
  const run = promisify(execFile)(process.execPath, ['scripts/reconcile.ts', '--date', 'yesterday'])
  expect(await run.catch((error) => ({ code: error.code, said: error.stderr }))).toMatchObject({
    code: 2,
    said: expect.stringContaining('usage: npm run --silent reconcile'),
  })
})
