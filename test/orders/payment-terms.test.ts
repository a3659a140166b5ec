import { expect, test } from 'vitest'
import { addDays, dayOf, startOf } from '~/kernel/workdays'
import { clockMoves } from '~/orders/clock.server'
import { extendPayment } from '~/orders/dues/extend.server'
import { listOrders } from '~/orders/listing.server'
import { findContract, listDues, listOrderTrail } from '~/orders/queries.server'
import { listOpenLines } from '~/payments/matching/board.server'
import { listOwedDues } from '~/payments/paying.server'
import { listWaiting } from '~/program/waiting.server'
import { inFull, type PaymentTerms, usualInstallments } from '~/rounds/payment-terms'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { letReact } from '../support/reactions'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)

/** An order under such terms of payment, confirmed by both sides. */
async function anOrder(payment: PaymentTerms) {
  const placed = await money.confirm(await money.anOrderUnder({ payment }))
  await letReact(worker.db)
  return placed
}

type Order = Awaited<ReturnType<typeof anOrder>>

const stateOf = async (order: Order) => (await money.orderRow(order.id)).state
const dueDates = async (order: Order) => (await listDues(owner.db, order.id)).map(({ dueAt }) => dueAt)
const run = (name: string, now = new Date()) =>
  money.clock.db.transaction().execute((tx) => clockMoves.find((move) => move.name === name)!.run(tx, now))

const remindersOf = async (order: Order) =>
  (await listOrderTrail(owner.db, order.id))
    .map(({ kind }) => kind)
    .filter((kind) => kind === 'order.due_near' || kind === 'order.overdue')
    .toReversed()

/** Lets the due fall that many days from now (its last day is the day before). */
const fallIn = (order: Order, no: number, days: number) =>
  owner.db
    .updateTable('orderDues')
    .set({ dueAt: startOf(addDays(dayOf(new Date()), days)) })
    .where('orderId', '=', order.id)
    .where('no', '=', no)
    .execute()

test('the terms of a round decide how its orders are paid, and stand in the contract', async () => {
  const order = await anOrder(usualInstallments)
  expect(await money.orderRow(order.id)).toMatchObject({ terms: 'installments', state: 'confirmed' })
  const dues = [
    { no: 1, amount: 30_000n, rule: 'confirmed', gate: true, workdays: 10 },
    { no: 2, amount: 70_000n, rule: 'accepted', gate: false, workdays: 10 },
  ]
  expect(await listDues(owner.db, order.id)).toMatchObject(dues)
  const contract = JSON.parse((await findContract(owner.db, order.id))!.body)
  expect(contract).toMatchObject({
    terms: 'installments',
    dues: dues.map((due) => ({ ...due, amount: String(due.amount) })),
  })
})

test('what is paid after acceptance is delivered without money, and falls due when the goods are accepted', async () => {
  const order = await anOrder(inFull('on_acceptance', 15))
  expect(await money.orderRow(order.id)).toMatchObject({ state: 'funded', payDue: null, received: 0n })
  expect(await dueDates(order)).toEqual([null])
  const [owed] = await listOwedDues(order.buyer.db, order.buyer.actor)
  expect(owed).toMatchObject({ dueAt: null, amount: 100_000n, paid: 0n })
  expect(await waitingOf(order)).toBeUndefined()

  await money.accept(order, await money.deliver(order))
  expect(await stateOf(order)).toBe('accepted')
  const [dueAt] = await dueDates(order)
  expect(dueAt!.getTime()).toBeGreaterThan(Date.now() + 15 * 86_400_000)
  expect(await waitingOf(order)).toMatchObject({ count: 1, dueAt, subjectId: order.id })
  const { rows } = await listOrders(order.buyer.db, order.buyer.actor, { view: 'waiting' })
  expect(rows).toMatchObject([{ id: order.id, dueAt }])
  expect(await payableOf(order)).toBe(0n)

  await money.pay(order)
  await letReact(worker.db)
  expect(await payableOf(order)).toBe(100_000n)
  expect(await waitingOf(order)).toBeUndefined()
})

test('installments: delivery waits for the first one, the vendor gets what came in for what was accepted', async () => {
  const order = await anOrder(usualInstallments)
  await expect(money.deliver(order)).rejects.toThrow('not-paid-yet')
  await money.pay(order, 30_000n)
  await letReact(worker.db)
  expect(await stateOf(order)).toBe('funded')
  await money.accept(order, await money.deliver(order))
  expect(await payableOf(order)).toBe(30_000n)
  const [first, second] = await dueDates(order)
  expect(second!.getTime()).toBeGreaterThanOrEqual(first!.getTime())
  await money.pay(order, 70_000n)
  await letReact(worker.db)
  expect(await payableOf(order)).toBe(100_000n)
})

test('a transfer of exactly the installments due next is as good as one of the whole price', async () => {
  const order = await anOrder(usualInstallments)
  const { paymentCode } = await money.orderRow(order.id)
  const { name } = await owner.db
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', order.buyer.orgId)
    .executeTakeFirstOrThrow()
  const proposed = async (...amounts: bigint[]) => {
    const ids = await money.bank.receive(
      money.officer,
      money.house,
      amounts.map((amount) => ({ amount, remark: paymentCode!, name })),
    )
    const open = await listOpenLines(money.officer.db, {})
    return ids.map((id) => {
      const { rule, reason, bulk } = open.find((line) => line.id === id)!.proposal
      return [rule, reason, bulk]
    })
  }
  // What one line proposes is no longer outstanding for the next.
  expect(await proposed(30_000n, 70_000n)).toEqual([
    ['M1', 'exact-due', true],
    ['M1', 'exact', true],
  ])
  const other = await anOrder(usualInstallments)
  const { paymentCode: code } = await money.orderRow(other.id)
  const [line] = await money.bank.receive(money.officer, money.house, [
    { amount: 30_001n, remark: code!, name },
  ])
  const [open] = await listOpenLines(money.officer.db, { lineId: line! })
  expect(open!.proposal).toMatchObject({ rule: 'M2', reason: 'short' })
})

test('an unpaid due is named three working days before its day, and to both sides when it has passed, each once', async () => {
  const order = await anOrder(inFull('on_acceptance'))
  await run('orders.remind_dues')
  expect(await remindersOf(order)).toEqual([])
  await money.accept(order, await money.deliver(order))
  await run('orders.remind_dues')
  expect(await remindersOf(order)).toEqual([])
  await fallIn(order, 1, 2)
  for (const _ of [1, 2]) await run('orders.remind_dues')
  expect(await remindersOf(order)).toEqual(['order.due_near'])
  await fallIn(order, 1, 0)
  await Promise.all([run('orders.remind_dues'), run('orders.remind_dues')])
  await run('orders.remind_dues')
  expect(await remindersOf(order)).toEqual(['order.due_near', 'order.overdue'])
  expect(await noticesOf(order)).toEqual([
    'buyer order.due_near',
    'buyer order.overdue',
    'vendor order.overdue',
  ])
  const { rows } = await listOrders(money.officer.db, money.officer.actor, { view: 'waiting' })
  expect(rows.map(({ id }) => id)).toContain(order.id)

  await money.pay(order)
  const paid = await anOrder(usualInstallments)
  await money.pay(paid, 30_000n)
  await fallIn(paid, 1, -5)
  await run('orders.remind_dues')
  expect(await remindersOf(paid)).toEqual([])
})

test('who has paid a part in time is given more time by the office, once; nobody else is', async () => {
  const order = await anOrder(inFull('prepaid'))
  const extend = () => money.officer.db.transaction().execute((tx) => extendPayment(tx, order.id))
  await expect(extend()).rejects.toThrow('not-part-paid')
  await money.pay(order, 40_000n)
  const before = new Date(Date.now() - 86_400_000)
  await owner.db.updateTable('orders').set({ payDue: before }).where('id', '=', order.id).execute()
  await fallIn(order, 1, 0)
  await run('orders.remind_dues')
  await extend()
  const { payDue } = await money.orderRow(order.id)
  expect(payDue!.getTime()).toBeGreaterThan(Date.now() + 10 * 86_400_000)
  expect(await dueDates(order)).toEqual([payDue])
  await expect(extend()).rejects.toThrow('extended-already')
  await fallIn(order, 1, 0)
  await run('orders.remind_dues')
  expect(await remindersOf(order)).toEqual(['order.overdue', 'order.overdue'])
  await money.pay(order)
  await expect(extend()).rejects.toThrow('not-part-paid')
})

async function waitingOf(order: Order) {
  const buyer = await money.someone('enterprise', ['buyer'], order.buyer.orgId)
  return (await listWaiting(buyer.db, buyer.actor)).find(({ kind }) => kind === 'payments')
}

/** What is owed to the vendor for an order, fen. */
async function payableOf(order: Order) {
  const row = await owner.db
    .selectFrom('ledger.accounts')
    .select('balance')
    .where('orderId', '=', order.id)
    .where('kind', '=', 'payable')
    .executeTakeFirst()
  return -(row?.balance ?? 0n)
}

async function noticesOf(order: Order) {
  const rows = await owner.db
    .selectFrom('notifications')
    .select(['kind', 'personId'])
    .where('href', '=', `/orders/${order.id}`)
    .where('kind', 'in', ['order.due_near', 'order.overdue'])
    .execute()
  return rows
    .map(({ kind, personId }) => `${personId === order.vendor.personId ? 'vendor' : 'buyer'} ${kind}`)
    .toSorted()
}
