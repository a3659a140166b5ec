import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { bankOf } from '../support/bank'
import { aDatabase } from '../support/database'
import { tradeOf } from '../support/orders'

const database = await aDatabase()
const { owner } = database
const trade = tradeOf(database)
const bank = bankOf(database, trade)
const officer = await trade.anOfficer()
const house = await bank.anAccount()
const order = await trade.aConfirmedOrder()
const { paymentCode, total } = await owner.db
  .selectFrom('orders')
  .select(['paymentCode', 'total'])
  .where('id', '=', order.id)
  .executeTakeFirstOrThrow()
const { name } = await owner.db
  .selectFrom('organizations')
  .select('name')
  .where('id', '=', order.buyer.orgId)
  .executeTakeFirstOrThrow()
const [lineId] = await bank.receive(officer, house, [{ amount: total, remark: paymentCode!, name }])

function matchInChild(stopAt?: string) {
  const identity = {
    organizationId: officer.orgId,
    personId: officer.personId,
    roles: ['officer'],
    actorKind: 'agency',
    requestId: null,
  }
  const wish = { lineId, orderId: order.id, amount: String(total) }
  const given = [database.as('muster_app'), identity, wish].map((part) => JSON.stringify(part))
  return fork('test/support/match-in-child.ts', stopAt ? [...given, stopAt] : given, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

/** Every fact that a match leaves, counted. */
async function facts() {
  const { rows } = await owner.pool.query(
    `select (select state from bank_lines where id = $1) as line, (select count(*)::int from matches) as matches,
       (select count(*)::int from match_parts) as parts, (select count(*)::int from payments) as payments,
       (select count(*)::int from ledger.postings) as postings, (select count(*)::int from events) as events,
       (select array[state, received::text] from orders where id = $2) as order`,
    [lineId, order.id],
  )
  return rows[0]
}

const before = await facts()

test.each([
  ['the match is written', '^insert into "matches"'],
  ['it is posted', 'select ledger\\.post'],
  ['the payment is written', '^insert into "payments"'],
  ['the order is funded', 'update "orders"'],
  ['all is done but not yet committed', '^commit$'],
])('a process killed when %s leaves no half fact', async (_, stopAt) => {
  const child = matchInChild(stopAt)
  const [said] = await once(child, 'message')
  expect(said).toBe('standing')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await facts()).toEqual(before)
})

test('whoever comes after matches the line, once', async () => {
  const child = matchInChild()
  const [said] = await once(child, 'message')
  expect(said).toBe('done')
  await once(child, 'exit')
  expect(await facts()).toMatchObject({
    line: 'matched',
    matches: before.matches + 1,
    payments: before.payments + 1,
    postings: before.postings + 1,
    order: ['funded', String(total)],
  })
})
