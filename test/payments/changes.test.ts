import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { decideChange, proposeChange } from '~/orders/changes/change.server'
import type { ChangeValues } from '~/orders/changes/form'
import { findContract, listSigners } from '~/orders/queries.server'
import { clockMoves } from '~/payments/clock.server'
import { account } from '~/payments/ledger/accounts'
import { balancesOf } from '~/payments/ledger/post.server'
import { settleLine } from '~/payments/matching/settle-line.server'
import { approvePayout, preparePayout, sendPayout } from '~/payments/payouts/payout.server'
import { refundGivenUp } from '~/payments/refunds/reactions.server'
import { linesOf } from '~/payments/refunds/overpaid'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer, second, bank, house } = money

type Order = Awaited<ReturnType<typeof money.aConfirmedOrder>>
const propose = (order: Order, by: Someone, values: ChangeValues) =>
  by.db.transaction().execute((tx) => proposeChange(tx, by.actor, order.id, values))
const pending = async (order: Order) =>
  (
    await owner.db
      .selectFrom('orderChanges')
      .select('id')
      .where('orderId', '=', order.id)
      .where('state', '=', 'proposed')
      .executeTakeFirstOrThrow()
  ).id
const decide = (changeId: string, by: Someone, move: 'confirm' | 'refuse' | 'withdraw' = 'confirm') =>
  by.db.transaction().execute((tx) => decideChange(tx, by.actor, changeId, move))
const refundsOf = (order: Order) =>
  owner.db.selectFrom('refunds').selectAll().where('orderId', '=', order.id).execute()

async function agree(order: Order, values: ChangeValues, by = order.buyer, other = order.vendor) {
  await propose(order, by, values)
  await decide(await pending(order), other)
}

/** What the worker does after the order's last event of this kind. */
async function react(order: Order, kind: string) {
  const event = await owner.db
    .selectFrom('events')
    .innerJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .select('body')
    .where('subjectId', '=', order.id)
    .where('kind', '=', kind)
    .orderBy('events.id', 'desc')
    .executeTakeFirstOrThrow()
  const happening = { kind, subjectId: order.id, facts: JSON.parse(event.body!) }
  await worker.db.transaction().execute((tx) => refundGivenUp(tx, happening))
}

const reason = '业务调整，不再需要'

test('a cancellation by both ends the order, and all that was paid is asked back once', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order, 60_000n)
  await propose(order, order.buyer, { kind: 'cancel', reason })
  const changeId = await pending(order)
  await expect(decide(changeId, order.buyer)).rejects.toThrow('not-your-side')
  await decide(changeId, order.vendor)
  expect(await money.orderRow(order.id)).toMatchObject({
    state: 'canceled',
    canceled: 100_000n,
    closeReason: reason,
  })
  await react(order, 'order.canceled')
  await react(order, 'order.canceled')
  expect(await refundsOf(order)).toMatchObject([{ cause: 'cancellation', amount: 60_000n }])
  const of = await balancesOf(owner.db, [account.receivable(order.id), account.due(order.id)])
  expect([of(account.receivable(order.id)), of(account.due(order.id))]).toEqual([0n, 0n])
})

test('fewer units: the dues shrink, the contract has a signed version, the overpaid part goes back', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const before = (await findContract(owner.db, order.id))!
  await agree(order, { kind: 'quantity', reason, lines: [{ lineId: order.lineIds[0]!, less: 3 }] })
  expect(await money.orderRow(order.id)).toMatchObject({ state: 'funded', canceled: 30_000n })
  const dues = await owner.db
    .selectFrom('orderDues')
    .select('amount')
    .where('orderId', '=', order.id)
    .execute()
  expect(dues.reduce((sum, { amount }) => sum + amount, 0n)).toBe(70_000n)
  const contract = (await findContract(order.buyer.db, order.id))!
  expect(contract).toMatchObject({ kind: 'supplement', version: before.version + 1 })
  expect((await money.orderRow(order.id)).contractHash).toBe(contract.hash)
  expect((await listSigners(order.buyer.db, contract.id)).map(({ side }) => side).toSorted()).toEqual([
    'enterprise',
    'vendor',
  ])
  await react(order, 'order.reduced')
  expect(await refundsOf(order)).toMatchObject([{ amount: 30_000n, state: 'requested' }])
})

test('what is left after a reduction and was accepted already ends the delivery', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  await money.accept(order, await money.deliver(order, [6]))
  expect((await money.orderRow(order.id)).state).toBe('funded')
  await agree(order, { kind: 'quantity', reason, lines: [{ lineId: order.lineIds[0]!, less: 4 }] })
  expect((await money.orderRow(order.id)).state).toBe('accepted')
})

test('a termination keeps what was accepted and returns the rest', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  await money.accept(order, await money.deliver(order, [4]))
  await agree(order, { kind: 'terminate', reason }, order.vendor, order.buyer)
  expect(await money.orderRow(order.id)).toMatchObject({ state: 'terminated', canceled: 60_000n })
  await react(order, 'order.terminated')
  expect(await refundsOf(order)).toMatchObject([{ cause: 'termination', amount: 60_000n }])
  const of = await balancesOf(owner.db, [account.payable(order.id)])
  expect(of(account.payable(order.id))).toBe(-40_000n)
})

test('the office cancels alone; a buyer terminates alone only when its vendor is late', async () => {
  const [one, two] = [await money.aConfirmedOrder(), await money.aConfirmedOrder()]
  await money.pay(one)
  await money.pay(two)
  expect(await propose(one, officer, { kind: 'cancel', reason })).toBe(true)
  expect((await money.orderRow(one.id)).state).toBe('canceled')
  await owner.db
    .updateTable('orders')
    .set({ deliverDue: new Date(Date.now() - 30 * 86_400_000) })
    .where('id', '=', two.id)
    .execute()
  expect(await propose(two, two.buyer, { kind: 'terminate', reason })).toBe(true)
  expect((await money.orderRow(two.id)).state).toBe('terminated')
  const { body } = await owner.db
    .selectFrom('events')
    .innerJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .select('body')
    .where('subjectId', '=', two.id)
    .where('kind', '=', 'order.terminated')
    .executeTakeFirstOrThrow()
  // Whoever leaves a late vendor is not in default: the event names no side at fault.
  expect(JSON.parse(body!)).toMatchObject({ by: 'enterprise' })
  expect(JSON.parse(body!)).not.toHaveProperty('side')
})

test('one change waits at a time, and a stranger finds no order to change', async () => {
  const order = await money.aConfirmedOrder()
  const values = { kind: 'end_user', endUser: '某某分厂', reason } as const
  const both = await Promise.allSettled([
    propose(order, order.buyer, values),
    propose(order, order.vendor, values),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const stranger = await money.aVendor()
  await expect(propose(order, stranger, values)).rejects.toThrow('order-unknown')
  await expect(decide(await pending(order), stranger)).rejects.toThrow('order-unknown')
  for (const move of ['confirm', 'refuse'] as const)
    await expect(decide(await pending(order), officer, move)).rejects.toThrow('not-your-side')
})

test('an order is completed when it is paid, invoiced and paid out, and not before', async () => {
  const order = await money.aPayableOrder()
  const complete = async () => {
    const { run } = clockMoves.find(({ name }) => name === 'payments.complete')!
    await worker.db.transaction().execute((tx) => run(tx, new Date()))
    return (await money.orderRow(order.id)).state
  }
  await money.payee(order.vendor)
  expect(await complete()).toBe('accepted')
  const id = await officer.db.transaction().execute((tx) => preparePayout(tx, officer.actor, [order.id]))
  await second.db.transaction().execute((tx) => approvePayout(tx, second.actor, id))
  await officer.db.transaction().execute((tx) => sendPayout(tx, id))
  expect(await complete()).toBe('accepted')
  const { code } = await owner.db
    .selectFrom('payouts')
    .select('code')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const [lineId] = await bank.receive(officer, house, [{ amount: order.total, direction: 'D', remark: code }])
  await officer.db.transaction().execute((tx) => settleLine(tx, officer.actor, lineId!))
  expect(await complete()).toBe('completed')
})

test('the clock looks at no order while nothing has moved, and at one again whatever moves last', async () => {
  const { run } = clockMoves.find(({ name }) => name === 'payments.complete')!
  /** Completes what is complete; answers how often orders were looked at. */
  const beat = () =>
    worker.db.transaction().execute(async (tx) => {
      const looks = async () => {
        const { rows } = await sql<{ looks: number }>`
          select (seq_scan + coalesce(idx_scan, 0))::int as looks from pg_stat_xact_user_tables where relname = 'orders'`.execute(
          tx,
        )
        return rows[0]!.looks
      }
      const before = await looks()
      await run(tx, new Date())
      return (await looks()) - before
    })
  const order = await money.aPayableOrder()
  await beat()
  expect(await beat()).toBe(0)

  // Paid out, but one invoice is asked to be taken back: it is the last to be settled.
  const invoice = owner.db.updateTable('invoices').where('orderId', '=', order.id)
  await invoice.set({ state: 'red_requested' }).execute()
  await money.payee(order.vendor)
  const id = await officer.db.transaction().execute((tx) => preparePayout(tx, officer.actor, [order.id]))
  await second.db.transaction().execute((tx) => approvePayout(tx, second.actor, id))
  await officer.db.transaction().execute((tx) => sendPayout(tx, id))
  const { code } = await owner.db
    .selectFrom('payouts')
    .select('code')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const [lineId] = await bank.receive(officer, house, [{ amount: order.total, direction: 'D', remark: code }])
  await officer.db.transaction().execute((tx) => settleLine(tx, officer.actor, lineId!))
  expect(await beat()).toBeGreaterThan(0)
  expect((await money.orderRow(order.id)).state).toBe('accepted')
  expect(await beat()).toBe(0)
  await invoice.set({ state: 'delivered' }).execute()
  expect(await beat()).toBeGreaterThan(0)
  expect((await money.orderRow(order.id)).state).toBe('completed')
  expect(await beat()).toBe(0)
})

test('money given up is laid on the lines that were reduced first, and on no line more than is left of it', () => {
  const lines = [
    { id: 'a', givenUp: 0n, left: 50n },
    { id: 'b', givenUp: 30n, left: 20n },
    { id: 'c', givenUp: 10n, left: 10n },
  ]
  expect(linesOf(25n, lines)).toMatchObject([
    { lineId: 'b', amount: 20n },
    { lineId: 'c', amount: 5n },
  ])
  expect(linesOf(45n, lines)).toMatchObject([
    { lineId: 'b', amount: 20n },
    { lineId: 'c', amount: 10n },
    { lineId: 'a', amount: 15n },
  ])
})
