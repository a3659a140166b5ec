import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { canonical } from '~/kernel/canonical'
import { rejectDelivery } from '~/orders/accept.server'
import { sendDelivery } from '~/orders/deliver.server'
import type { Database } from '~db/schema'
import { aDatabase } from '../support/database'
import { anEstate, type Product } from '../support/estate'
import { tradeOf } from '../support/orders'

const database = await aDatabase()
const { owner } = database
const { aConfirmedOrder, someone } = tradeOf(database)

async function aPaidOrder(quantity: number) {
  const order = await aConfirmedOrder({ lines: [{ quantity }] })
  await owner.db
    .updateTable('orders')
    .set({ state: 'funded', fundedAt: new Date() })
    .where('id', '=', order.id)
    .execute()
  const { productId, editionId } = await owner.db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .select(['productId', 'editionId'])
    .where('orderLines.id', '=', order.lineIds[0]!)
    .executeTakeFirstOrThrow()
  const product: Product = { id: productId, edition: { standard: editionId }, release: {} }
  const estate = await anEstate(database, order.buyer)
  await estate.install(await estate.computers(quantity), product, { release: null })
  return { ...order, product, estate }
}

type Order = Awaited<ReturnType<typeof aPaidOrder>>

const deliver = (tx: Kysely<Database>, { id, vendor, lineIds }: Order, quantity: number) =>
  sendDelivery(tx, vendor.actor, id, {
    remark: null,
    subcontractorId: null,
    lines: [
      {
        lineId: lineIds[0]!,
        quantity,
        termStart: '2026-11-01',
        termEnd: null,
        maintenanceUntil: null,
        channel: 'volume-mak',
        licenseNo: 'V-1',
      },
    ],
  })

const entitlements = ({ buyer }: Order) =>
  owner.db
    .selectFrom('entitlements')
    .select(['id', 'quantity', 'state'])
    .where('orgId', '=', buyer.orgId)
    .orderBy('id')
    .execute()

test('120 ordered, delivered as 50 and 70: the gap goes 120, 70, 0 inside each delivery’s transaction', async () => {
  const order = await aPaidOrder(120)
  const gap = async (db: Kysely<Database> = owner.db) => (await order.estate.position(order.product, db))?.gap
  expect(await gap()).toBe(120)
  const seen: (number | undefined)[] = []
  for (const quantity of [50, 70])
    await owner.db.transaction().execute(async (tx) => {
      await deliver(tx, order, quantity)
      seen.push(await gap(tx))
    })
  expect(seen).toEqual([70, 0])
  expect(await entitlements(order)).toMatchObject([{ quantity: 50 }, { quantity: 70 }])
  const trail = await owner.db
    .selectFrom('events')
    .select('kind')
    .where('orgId', '=', order.buyer.orgId)
    .orderBy('id')
    .execute()
  expect(trail.filter(({ kind }) => kind === 'license.issued')).toHaveLength(2)
})

test('both deliveries told again change nothing: the order takes no more, and a delivery issues once', async () => {
  const order = await aPaidOrder(120)
  for (const quantity of [50, 70]) await owner.db.transaction().execute((tx) => deliver(tx, order, quantity))
  for (const quantity of [50, 70])
    await expect(owner.db.transaction().execute((tx) => deliver(tx, order, quantity))).rejects.toMatchObject({
      code: expect.stringMatching(/more-than-ordered|order-takes-no-delivery/),
    })
  await expect(
    owner.pool.query(
      `insert into entitlements (org_id, source, purchase_record_id, delivery_id, part_no, product_id, edition_id, metric, quantity, term, starts_on)
       select org_id, source, purchase_record_id, delivery_id, part_no, product_id, edition_id, metric, quantity, term, starts_on
       from entitlements where org_id = $1`,
      [order.buyer.orgId],
    ),
  ).rejects.toMatchObject({ constraint: 'entitlements_delivery_id_part_no_key' })
  expect((await entitlements(order)).map(({ quantity }) => quantity)).toEqual([50, 70])
  expect(await order.estate.position(order.product)).toMatchObject({ entitled: 120, gap: 0 })
})

test('a delivery that is rolled back leaves no record, no entitlement and the gap as it was', async () => {
  const order = await aPaidOrder(5)
  await owner.db
    .transaction()
    .execute(async (tx) => {
      await deliver(tx, order, 5)
      expect(await order.estate.position(order.product, tx)).toMatchObject({ gap: 0, entitled: 5 })
      throw new Error('changed my mind')
    })
    .catch(() => {})
  expect(await entitlements(order)).toEqual([])
  expect(await order.estate.position(order.product)).toMatchObject({ gap: 5, entitled: 0 })
})

test('the vendor’s own hands issue it: no right on records or entitlements is needed', async () => {
  const order = await aPaidOrder(3)
  await order.vendor.db.transaction().execute((tx) => deliver(tx, order, 3))
  expect(await entitlements(order)).toMatchObject([{ quantity: 3, state: 'active' }])
  const seenByVendor = await order.vendor.db.selectFrom('entitlements').select('id').execute()
  expect(seenByVendor).toEqual([])
})

test('the record says in canonical JSON how it was bought, and nobody can change it', async () => {
  const order = await aPaidOrder(20)
  await order.vendor.db.transaction().execute((tx) => deliver(tx, order, 20))
  const record = await order.buyer.db.selectFrom('purchaseRecords').selectAll().executeTakeFirstOrThrow()
  const body = JSON.parse(record.body)
  expect(canonical(body)).toBe(record.body)
  expect(record.sha256).toEqual(createHash('sha256').update(record.body).digest())
  expect(record.no).toMatch(/^PR-\d{4}-\d{6}-1$/)
  expect(body).toMatchObject({
    format: 'purchase-record/1',
    no: record.no,
    quantity: 20,
    metric: 'device',
    term: 'perpetual',
    startsOn: '2026-11-01',
    endsOn: null,
    price: { unitPrice: '10000', gross: '200000', net: '176991', tax: '23009', taxRateBps: 1300 },
    buyer: { id: order.buyer.orgId },
    vendor: { id: order.vendor.orgId },
    tender: null,
  })
  expect(body.contract.sha256).toMatch(/^[0-9a-f]{64}$/)
  await expect(order.buyer.db.updateTable('purchaseRecords').set({ no: 'PR-1' }).execute()).rejects.toThrow()
  await expect(owner.db.updateTable('purchaseRecords').set({ no: 'PR-1' }).execute()).rejects.toThrow(
    'append-only',
  )
})

test('a rejected note takes its units and keys back at once; the redelivery issues anew', async () => {
  const order = await aPaidOrder(4)
  const note = await order.vendor.db.transaction().execute((tx) => deliver(tx, order, 4))
  const [first] = await entitlements(order)
  await owner.db
    .insertInto('licenseKeys')
    .values({
      orgId: order.buyer.orgId,
      entitlementId: first!.id,
      kind: 'volume',
      wrappedKey: Buffer.alloc(62),
      body: Buffer.alloc(40),
      fingerprint: Buffer.alloc(32),
    })
    .execute()
  await order.buyer.db
    .transaction()
    .execute((tx) => rejectDelivery(tx, order.buyer.actor, note.id, { reason: '版本不符' }))
  expect(await entitlements(order)).toMatchObject([{ quantity: 0, state: 'revoked' }])
  expect(await order.estate.position(order.product)).toMatchObject({ gap: 4, entitled: 0 })
  const keys = await owner.db
    .selectFrom('licenseKeys')
    .select('state')
    .where('entitlementId', '=', first!.id)
    .execute()
  expect(keys).toEqual([{ state: 'revoked' }])

  await order.vendor.db.transaction().execute((tx) => deliver(tx, order, 4))
  expect(await entitlements(order)).toMatchObject([{ quantity: 0 }, { quantity: 4, state: 'active' }])
  expect(await order.estate.position(order.product)).toMatchObject({ gap: 0 })
})

test('a refund of 2 takes two units once, free ones before used ones, and appends nothing to the record', async () => {
  const order = await aPaidOrder(20)
  await order.vendor.db.transaction().execute((tx) => deliver(tx, order, 20))
  const { id } = (await entitlements(order))[0]!
  const computers = await owner.db
    .selectFrom('computers')
    .select('id')
    .where('orgId', '=', order.buyer.orgId)
    .orderBy('id')
    .execute()
  await order.buyer.db
    .insertInto('assignments')
    .values(
      computers.slice(0, 3).map((computer, at) => ({
        orgId: order.buyer.orgId,
        entitlementId: id,
        unitNo: 18 + at,
        computerId: computer.id,
      })),
    )
    .execute()
  const cause = await owner.db
    .selectFrom('events')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const reduce = () =>
    sql<{
      taken: number
    }>`select reduce_line(${order.lineIds[0]}, 2, 'refund', ${cause.id}) as taken`.execute(owner.db)
  expect((await reduce()).rows).toEqual([{ taken: 2 }])
  expect((await reduce()).rows).toEqual([{ taken: 0 }])
  expect(await entitlements(order)).toMatchObject([{ quantity: 18, state: 'active' }])
  const units = await owner.db
    .selectFrom('assignments')
    .select(['unitNo', 'mark'])
    .orderBy('unitNo')
    .execute()
  expect(units).toEqual([
    { unitNo: 1, mark: null },
    { unitNo: 2, mark: null },
    { unitNo: 18, mark: null },
  ])
  expect(await order.estate.position(order.product)).toMatchObject({ entitled: 18, covered: 18, gap: 2 })
})

test('units above what is left are marked, never silently removed', async () => {
  const order = await aPaidOrder(3)
  await order.vendor.db.transaction().execute((tx) => deliver(tx, order, 3))
  const { id } = (await entitlements(order))[0]!
  const computers = await owner.db
    .selectFrom('computers')
    .select('id')
    .where('orgId', '=', order.buyer.orgId)
    .orderBy('id')
    .execute()
  for (const [at, computer] of computers.entries())
    await order.buyer.db
      .insertInto('assignments')
      .values({ orgId: order.buyer.orgId, entitlementId: id, unitNo: at + 1, computerId: computer.id })
      .execute()
  const cause = await owner.db
    .selectFrom('events')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  await sql`select reduce_line(${order.lineIds[0]}, 1, 'refund', ${cause.id})`.execute(owner.db)
  const units = await owner.db
    .selectFrom('assignments')
    .select(['computerId', 'mark'])
    .where('entitlementId', '=', id)
    .orderBy('since')
    .execute()
  expect(units.map(({ mark }) => mark)).toEqual([null, null, 'in_excess'])
})

test('the unit above the quantity is refused whoever asks', async () => {
  const order = await aPaidOrder(20)
  await order.vendor.db.transaction().execute((tx) => deliver(tx, order, 20))
  const { id } = (await entitlements(order))[0]!
  const [computer] = await owner.db
    .selectFrom('computers')
    .select('id')
    .where('orgId', '=', order.buyer.orgId)
    .execute()
  const assign = order.buyer.db
    .insertInto('assignments')
    .values({ orgId: order.buyer.orgId, entitlementId: id, unitNo: 21, computerId: computer!.id })
    .execute()
  await expect(assign).rejects.toThrow('no-free-unit')
})

test('whoever writes a delivery past the rules, its term fits what was ordered, and an evaluation is short', async () => {
  const order = await aPaidOrder(1)
  const handOver = (term: 'perpetual' | 'subscription' | 'evaluation', termEnd: string | null) =>
    owner.db.transaction().execute(async (tx) => {
      await tx.updateTable('orderLines').set({ term }).where('orderId', '=', order.id).execute()
      const { id: noteId } = await tx
        .insertInto('deliveryNotes')
        .values({ orderId: order.id, number: 'DN-1', acceptDue: new Date(), sentBy: order.vendor.personId })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('deliveries')
        .values({
          noteId,
          orderId: order.id,
          orderLineId: order.lineIds[0]!,
          quantity: 1,
          termStart: '2026-01-01',
          termEnd,
        })
        .execute()
      throw new Error('issued')
    })
  await expect(handOver('perpetual', '2026-12-31')).rejects.toThrow('term-end-wrong')
  await expect(handOver('subscription', null)).rejects.toThrow('term-end-wrong')
  await expect(handOver('evaluation', '2026-07-01')).rejects.toThrow('evaluation-too-long')
  await expect(handOver('evaluation', '2026-06-30')).rejects.toThrow('issued')
  await expect(handOver('subscription', '2026-12-31')).rejects.toThrow('issued')
  await expect(handOver('perpetual', null)).rejects.toThrow('issued')
})

test('no move takes more units than there are, whoever writes it', async () => {
  const order = await aPaidOrder(3)
  await order.vendor.db.transaction().execute((tx) => deliver(tx, order, 3))
  const { id } = (await entitlements(order))[0]!
  const cause = await owner.db
    .selectFrom('events')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const take = (units: number) =>
    owner.db
      .insertInto('entitlementMoves')
      .values({ entitlementId: id, delta: -units, kind: 'correct', eventId: cause.id })
      .execute()
  await expect(take(4)).rejects.toThrow('more-than-held')
  await take(3)
  expect(await entitlements(order)).toMatchObject([{ quantity: 0 }])
})

test('neither the neighbor nor another vendor sees the record', async () => {
  const order = await aPaidOrder(1)
  await order.vendor.db.transaction().execute((tx) => deliver(tx, order, 1))
  const neighbor = await someone('enterprise', ['asset_manager'])
  const rival = await someone('vendor', ['vendor'])
  for (const { db } of [neighbor, rival]) {
    expect(await db.selectFrom('purchaseRecords').select('id').execute()).toEqual([])
    expect(await db.selectFrom('entitlements').select('id').execute()).toEqual([])
  }
})
