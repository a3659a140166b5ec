import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as csvPage from '~/payments/pages/vendor-statement-csv'
import { boundsOf, monthsSince, running } from '~/payments/payouts/month'
import { approvePayout, preparePayout } from '~/payments/payouts/payout.server'
import { findStatement } from '~/payments/payouts/statement.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { worker } = database
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
  expect((await visit(csvPage.loader as never, { cookie: buyer })).status).toBe(404)
})
