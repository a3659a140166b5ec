import { expect, test } from 'vitest'
import { aDatabase } from '../support/database'
import { killingOf } from '../support/killing'
import { moneyOf } from '../support/money'

const database = await aDatabase()
const { owner } = database
const money = await moneyOf(database)
const { killAt, finish, facts } = killingOf(database)
const order = await money.aConfirmedOrder()
const { paymentCode, total } = await money.orderRow(order.id)
const { name } = await owner.db
  .selectFrom('organizations')
  .select('name')
  .where('id', '=', order.buyer.orgId)
  .executeTakeFirstOrThrow()
const [lineId] = await money.bank.receive(money.officer, money.house, [
  { amount: total, remark: paymentCode!, name },
])
const payment = { deed: 'match', id: lineId!, orderId: order.id, amount: String(total) }
const before = await facts()

test.each([
  ['the match is written', '^insert into "matches"'],
  ['it is posted', 'select ledger\\.post'],
  ['the payment is written', '^insert into "payments"'],
  ['the order is funded', 'update "orders"'],
  ['all is done but not yet committed', '^commit$'],
])('a process killed when %s leaves no half fact', async (_, stopAt) => {
  expect(await killAt(money.officer, payment, stopAt)).toBe('standing')
  expect(await facts()).toEqual(before)
})

test('whoever comes after matches the line, once', async () => {
  expect(await finish(money.officer, payment)).toBe('done')
  expect(await money.orderRow(order.id)).toMatchObject({ state: 'funded', received: total })
  expect((await facts()).matches).toBe(Number(before.matches) + 1)
})
