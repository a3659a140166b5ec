import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { record } from '~/kernel/events.server'
import { acceptDelivery, acceptOverdue, rejectDelivery } from '~/orders/accept.server'
import { clockMoves } from '~/orders/clock.server'
import { confirmOrder, declineOrder } from '~/orders/confirm.server'
import { sendDelivery, withdrawDelivery } from '~/orders/deliver.server'
import type { DeliveryValues } from '~/orders/form'
import { placeAwarded } from '~/orders/place.server'
import { listOrders } from '~/orders/listing.server'
import { findContract, findOrder, listOrderTrail } from '~/orders/queries.server'
import { addDays, dayOf, isWorkday } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { tradeOf } from '../support/orders'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
const trade = tradeOf(database)

const handOver = (lineId: string, quantity: number): DeliveryValues => ({
  remark: null,
  subcontractorId: null,
  lines: [
    {
      lineId,
      quantity,
      termStart: '2026-12-01',
      termEnd: null,
      maintenanceUntil: null,
      channel: 'volume-mak',
      licenseNo: null,
    },
  ],
})

async function fund(orderId: string) {
  await owner.db
    .updateTable('orders')
    .set({ state: 'funded', fundedAt: new Date() })
    .where('id', '=', orderId)
    .execute()
}

async function aFundedOrder(facts: Parameters<typeof trade.aConfirmedOrder>[0] = {}) {
  const order = await trade.aConfirmedOrder(facts)
  await fund(order.id)
  return order
}

const deliver = (order: Awaited<ReturnType<typeof aFundedOrder>>, quantity: number, line = 0) =>
  order.vendor.db
    .transaction()
    .execute((tx) => sendDelivery(tx, order.vendor.actor, order.id, handOver(order.lineIds[line]!, quantity)))

test('an award confirmed twice at once places one order per enterprise and vendor', async () => {
  const [one, two] = [await trade.anApprover(), await trade.anApprover()]
  const [first, second] = [await trade.aVendor(), await trade.aVendor()]
  const { runId, roundId } = await trade.aRun([
    {
      vendor: first,
      unitPrice: 90_000n,
      shares: [
        { buyer: one, quantity: 40 },
        { buyer: two, quantity: 60 },
      ],
    },
    { vendor: first, unitPrice: 20_000n, shares: [{ buyer: one, quantity: 5 }] },
    { vendor: second, unitPrice: 30_000n, shares: [{ buyer: one, quantity: 7 }] },
  ])
  const id = await trade.clock.db
    .transaction()
    .execute((tx) => record(tx, 'award.confirmed', runId, {}, { round: roundId }))
  const place = () =>
    worker.db
      .transaction()
      .execute((tx) => placeAwarded(tx, { id, kind: 'award.confirmed', subjectId: runId }, new Date()))
  await Promise.all([place(), place(), place()])
  await place()

  const orders = await owner.db.selectFrom('orders').selectAll().where('runId', '=', runId).execute()
  expect(
    orders.map(({ enterpriseId, vendorId, total }) => [enterpriseId, vendorId, total]).toSorted(),
  ).toEqual(
    [
      [one.orgId, first.orgId, 3_700_000n],
      [one.orgId, second.orgId, 210_000n],
      [two.orgId, first.orgId, 5_400_000n],
    ].toSorted(),
  )
  const lines = await owner.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .where('runId', '=', runId)
    .selectAll('orderLines')
    .execute()
  expect(lines).toHaveLength(4)
  expect(
    lines.every(
      ({ taxBps, taxCategory, pledgeId }) => taxBps === 600 && taxCategory === 'software_service' && pledgeId,
    ),
  ).toBe(true)
  expect((await findContract(owner.db, orders[0]!.id))?.body).toContain('"format":"order-contract/1"')
})

test('an order is confirmed when both sides agreed to the same hash, and owed from then on', async () => {
  const order = await trade.aPlacedOrder({ lines: [{ quantity: 3, unitPrice: 12_345n }] })
  const { hash } = (await findContract(owner.db, order.id))!
  const agree = ({ actor, db }: Someone) =>
    db.transaction().execute((tx) => confirmOrder(tx, actor, order.id, hash))
  await agree(order.vendor)
  expect(await trade.stateOf(order.id)).toBe('placed')
  await expect(agree(order.vendor)).rejects.toThrow('already-confirmed')
  await agree(order.buyer)
  await expect(agree(order.buyer)).rejects.toThrow('order-not-placed')

  const confirmed = (await findOrder(order.buyer.db, order.buyer.actor, order.id))!
  expect(confirmed).toMatchObject({ state: 'confirmed', contractHash: hash, total: 37_035n, received: 0n })
  expect(confirmed.paymentCode).toMatch(/^JZ[2-9A-HJ-NP-Z]{6}$/)
  const books = await order.buyer.db
    .selectFrom('ledger.accounts')
    .select(['kind', 'balance'])
    .where('orderId', '=', order.id)
    .where('balance', '<>', 0n)
    .orderBy('kind')
    .execute()
  expect(books).toEqual([
    { kind: 'due', balance: -37_035n },
    { kind: 'recv', balance: 37_035n },
  ])
})

test('a contract that changed since it was read is not confirmed, nor one without a tax rate', async () => {
  const order = await trade.aPlacedOrder()
  const agree = (hash: string) =>
    order.buyer.db.transaction().execute((tx) => confirmOrder(tx, order.buyer.actor, order.id, hash))
  await expect(agree('0'.repeat(64))).rejects.toThrow('contract-changed')
  const { hash } = (await findContract(owner.db, order.id))!
  await owner.db.updateTable('orderLines').set({ taxBps: null }).where('orderId', '=', order.id).execute()
  await expect(agree(hash)).rejects.toThrow('tax-rate-missing')
})

test('of both sides confirming and declining at once, the order ends in one state', async () => {
  const order = await trade.aPlacedOrder()
  const { hash } = (await findContract(owner.db, order.id))!
  await order.vendor.db.transaction().execute((tx) => confirmOrder(tx, order.vendor.actor, order.id, hash))
  const answers = await Promise.allSettled([
    order.buyer.db.transaction().execute((tx) => confirmOrder(tx, order.buyer.actor, order.id, hash)),
    order.vendor.db.transaction().execute((tx) => declineOrder(tx, order.vendor.actor, order.id, '无法供货')),
  ])
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a foreign organization finds no order, and cannot move one', async () => {
  const order = await trade.aPlacedOrder()
  const stranger = await trade.anApprover()
  expect(await findOrder(stranger.db, stranger.actor, order.id)).toBeUndefined()
  await expect(
    stranger.db.transaction().execute((tx) => declineOrder(tx, stranger.actor, order.id, '不要')),
  ).rejects.toThrow('order-unknown')
  const rival = await trade.aVendor()
  await expect(
    rival.db
      .transaction()
      .execute((tx) => sendDelivery(tx, rival.actor, order.id, handOver(order.lineIds[0]!, 1))),
  ).rejects.toThrow('order-unknown')
  expect(await listOrders(rival.db, rival.actor)).toEqual({ rows: [], total: 0, next: null })
})

test('an order that was not confirmed in time lapses, naming the silent side', async () => {
  const order = await trade.aPlacedOrder()
  const { hash } = (await findContract(owner.db, order.id))!
  await order.vendor.db.transaction().execute((tx) => confirmOrder(tx, order.vendor.actor, order.id, hash))
  await owner.db
    .updateTable('orders')
    .set({ confirmDue: new Date(Date.now() - 1) })
    .where('id', '=', order.id)
    .execute()
  await expect(
    order.buyer.db.transaction().execute((tx) => confirmOrder(tx, order.buyer.actor, order.id, hash)),
  ).rejects.toThrow('confirmation-over')
  const lapse = clockMoves.find(({ name }) => name === 'orders.lapse')!
  await Promise.all([1, 2].map(() => trade.clock.db.transaction().execute((tx) => lapse.run(tx, new Date()))))

  expect(await trade.stateOf(order.id)).toBe('lapsed')
  const trail = await listOrderTrail(order.buyer.db, order.id)
  expect(trail.filter(({ kind }) => kind === 'order.lapsed').map(({ facts }) => JSON.parse(facts!))).toEqual([
    { order: order.id, side: 'enterprise' },
  ])
})

test('an unpaid order takes no delivery', async () => {
  const order = await trade.aConfirmedOrder()
  await expect(deliver(order, 1)).rejects.toThrow('not-paid-yet')
})

test('partial deliveries add up, and the last unit makes the order delivered', async () => {
  const order = await aFundedOrder({ lines: [{ quantity: 10 }] })
  await deliver(order, 4)
  expect(await trade.stateOf(order.id)).toBe('funded')
  await expect(deliver(order, 7)).rejects.toThrow('more-than-ordered')
  await deliver(order, 6)
  expect(await trade.stateOf(order.id)).toBe('delivered')
})

test('two deliveries of the same last units race: one is refused', async () => {
  const order = await aFundedOrder({ lines: [{ quantity: 10 }] })
  const answers = await Promise.allSettled([deliver(order, 10), deliver(order, 10)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('an entitlement appears in the transaction of the delivery and goes with its rejection', async () => {
  const order = await aFundedOrder({ lines: [{ quantity: 10 }] })
  const { id: noteId } = await deliver(order, 10)
  const units = async () =>
    (
      await owner.db
        .selectFrom('entitlements')
        .select('quantity')
        .where('orgId', '=', order.buyer.orgId)
        .execute()
    ).map(({ quantity }) => quantity)
  expect(await units()).toEqual([10])
  await order.buyer.db
    .transaction()
    .execute((tx) => rejectDelivery(tx, order.buyer.actor, noteId, { reason: '六个密钥无法激活' }))

  expect(await units()).toEqual([0])
  expect(await trade.stateOf(order.id)).toBe('funded')
  const again = await deliver(order, 10)
  await order.buyer.db.transaction().execute((tx) => acceptDelivery(tx, order.buyer.actor, again.id))
  expect(await trade.stateOf(order.id)).toBe('accepted')
  await expect(
    order.buyer.db.transaction().execute((tx) => acceptDelivery(tx, order.buyer.actor, again.id)),
  ).rejects.toThrow('already-moved')
  expect(await trailOf(owner.db, order.id)).toEqual([
    'order.placed',
    'order.agreed',
    'order.agreed',
    'order.confirmed',
    'order.handed_over',
    'order.delivered',
    'order.rejected',
    'order.handed_over',
    'order.delivered',
    'order.accepted',
  ])
})

test('a vendor takes back what nobody has decided on: its units are open again', async () => {
  const order = await aFundedOrder({ lines: [{ quantity: 10 }] })
  const { id } = await deliver(order, 10)
  const takeBack = ({ actor, db }: Someone) =>
    db.transaction().execute((tx) => withdrawDelivery(tx, actor, id))
  await expect(takeBack(order.buyer)).rejects.toThrow('order-unknown')
  await takeBack(order.vendor)
  expect(await trade.stateOf(order.id)).toBe('funded')
  await expect(takeBack(order.vendor)).rejects.toThrow('already-moved')
  await deliver(order, 10)
  expect((await trailOf(owner.db, order.id)).slice(-5)).toEqual([
    'order.handed_over',
    'order.delivered',
    'order.delivery_withdrawn',
    'order.handed_over',
    'order.delivered',
  ])
})

test('the vendor cannot accept its own delivery', async () => {
  const order = await aFundedOrder()
  const { id } = await deliver(order, 10)
  await expect(
    order.vendor.db.transaction().execute((tx) => acceptDelivery(tx, order.vendor.actor, id)),
  ).rejects.toThrow('order-unknown')
})

test('silence accepts at the deadline, once, whoever runs the clock', async () => {
  const order = await aFundedOrder()
  const { id } = await deliver(order, 10)
  const due = new Date(Date.now() - 1)
  await owner.db.updateTable('deliveryNotes').set({ acceptDue: due }).where('id', '=', id).execute()
  await trade.clock.db.transaction().execute((tx) => acceptOverdue(tx, new Date(due.getTime() - 1)))
  expect(await trade.stateOf(order.id)).toBe('delivered')
  await expect(
    order.buyer.db
      .transaction()
      .execute((tx) => rejectDelivery(tx, order.buyer.actor, id, { reason: '太晚' })),
  ).rejects.toThrow('acceptance-over')
  await Promise.all([1, 2].map(() => trade.clock.db.transaction().execute((tx) => acceptOverdue(tx, due))))

  expect(await trade.stateOf(order.id)).toBe('accepted')
  const events = await owner.db
    .selectFrom('events')
    .select('id')
    .where('subjectId', '=', order.id)
    .where('kind', '=', 'order.accepted')
    .execute()
  expect(events).toHaveLength(1)
})

test('the period of acceptance counts working days as the year moved them 调休', async () => {
  const sent = async (days: readonly { day: string; kind: 'holiday' | 'workday' }[]) => {
    await owner.db.deleteFrom('calendarDays').execute()
    await owner.db
      .insertInto('calendarDays')
      .values([{ day: '2099-10-01', kind: 'holiday' as const }, ...days])
      .execute()
    const { id } = await deliver(await aFundedOrder(), 10)
    const { acceptDue } = await owner.db
      .selectFrom('deliveryNotes')
      .select('acceptDue')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return acceptDue
  }
  const kept = await owner.db.selectFrom('calendarDays').selectAll().execute()
  const weekend = { exceptions: new Map(), years: new Set<string>() }
  const days = Array.from({ length: 30 }, (_, at) => addDays(dayOf(new Date()), at + 1))
  const [holiday] = days.filter((day) => isWorkday(weekend, day))
  const [saturday] = days.filter((day) => !isWorkday(weekend, day))
  const plain = await sent([])
  const later = await sent([{ day: holiday!, kind: 'holiday' }])
  const earlier = await sent([{ day: saturday!, kind: 'workday' }])
  expect(later.getTime()).toBeGreaterThan(plain.getTime())
  expect(earlier.getTime()).toBeLessThan(plain.getTime())
  await owner.db.deleteFrom('calendarDays').execute()
  if (kept.length > 0) await owner.db.insertInto('calendarDays').values(kept).execute()
})

test('after three days without a clock two workers accept what was due, each note once', async () => {
  const notes: { order: string; id: string }[] = []
  for (let n = 0; n < 3; n += 1) {
    const order = await aFundedOrder()
    notes.push({ order: order.id, id: (await deliver(order, 10)).id })
  }
  const due = new Date(Date.now() - 3 * 86_400_000)
  await owner.db
    .updateTable('deliveryNotes')
    .set({ acceptDue: due })
    .where(
      'id',
      'in',
      notes.map(({ id }) => id),
    ) // oxfmt-ignore
    .execute()
  const run = () => trade.clock.db.transaction().execute((tx) => acceptOverdue(tx, new Date()))
  await Promise.all([run(), run()])
  await run()
  for (const { order } of notes) {
    expect(await trade.stateOf(order)).toBe('accepted')
    const told = await owner.db
      .selectFrom('events')
      .select('id')
      .where('subjectId', '=', order)
      .where('kind', '=', 'order.accepted')
      .execute()
    expect(told).toHaveLength(1)
  }
})

test('the dues of an order are what it costs, to the fen; the database itself adds them up', async () => {
  const order = await trade.aPlacedOrder()
  const owe = (...amounts: readonly bigint[]) =>
    owner.db.transaction().execute(async (tx) => {
      await tx.updateTable('orderDues').set({ amount: amounts[0]! }).where('orderId', '=', order.id).execute()
      if (amounts.length > 1)
        await tx
          .insertInto('orderDues')
          .values({ orderId: order.id, no: 2, amount: amounts[1]!, rule: 'accepted', workdays: 10 })
          .execute()
    })
  await expect(owe(99_999n)).rejects.toThrow('dues-do-not-sum')
  await expect(owe(99_999n, 2n)).rejects.toThrow('dues-do-not-sum')
  await owe(99_999n, 1n)
})

test('money and units of an order are out of reach of a request', async () => {
  const order = await trade.aConfirmedOrder()
  const change = (facts: Record<string, unknown>) =>
    order.buyer.db
      .updateTable('orders')
      .set(facts as never)
      .where('id', '=', order.id)
      .execute()
  await expect(change({ received: 1n })).rejects.toThrow('permission denied')
  await expect(change({ total: 1n })).rejects.toThrow('permission denied')
  await expect(
    order.vendor.db
      .updateTable('orderLines')
      .set({ delivered: 10 })
      .where('orderId', '=', order.id)
      .execute(),
  ).rejects.toThrow('permission denied')
  await expect(change({ state: 'completed' })).rejects.toThrow('may not move')
  expect(randomUUID()).toBeTruthy()
})
