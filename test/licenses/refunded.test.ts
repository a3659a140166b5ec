import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { listItems } from '~/compliance/rectifications/queries.server'
import { settleLine } from '~/payments/matching/settle-line.server'
import { approveRefund, prepareRefund, sendRefund } from '~/payments/refunds/refund.server'
import { requestRefund } from '~/payments/refunds/request.server'
import { listFacts } from '~/licenses/records/queries.server'
import { aDatabase } from '../support/database'
import { anEstate, type Product } from '../support/estate'
import { moneyOf } from '../support/money'
import { letReact } from '../support/reactions'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer, second, bank, house } = money
const inTx = <T>(by: typeof officer, work: Parameters<ReturnType<typeof by.db.transaction>['execute']>[0]) =>
  by.db.transaction().execute(work) as Promise<T>

async function aDeliveredOrder(quantity: number) {
  const order = await money.aConfirmedOrder({ lines: [{ quantity }] })
  const { productId, editionId } = await owner.db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .select(['productId', 'editionId'])
    .where('orderLines.id', '=', order.lineIds[0]!)
    .executeTakeFirstOrThrow()
  const product: Product = { id: productId, edition: { standard: editionId }, release: {} }
  const estate = await anEstate(database, order.buyer)
  await estate.install(await estate.computers(quantity), product, { release: null })
  await money.pay(order)
  await letReact(worker.db)
  await money.accept(order, await money.deliver(order, undefined, '2026-11-01'))
  await letReact(worker.db)
  return { ...order, estate, product }
}

type Order = Awaited<ReturnType<typeof aDeliveredOrder>>

async function refund(order: Order, quantity: number, amount: bigint) {
  const [id] = await inTx<string[]>(order.vendor, (tx) =>
    requestRefund(tx, {
      orderId: order.id,
      cause: 'consent',
      lines: [{ lineId: order.lineIds[0]!, quantity, amount }],
    }),
  )
  await inTx(officer, (tx) => prepareRefund(tx, officer.actor, id!, null))
  return owner.db
    .selectFrom('refunds')
    .select(['id', 'code', 'amount'])
    .where('id', '=', id!)
    .executeTakeFirstOrThrow()
}

async function pay({ id, code, amount }: Awaited<ReturnType<typeof refund>>) {
  await inTx(second, (tx) => approveRefund(tx, second.actor, id))
  await inTx(officer, (tx) => sendRefund(tx, id))
  await line({ amount, direction: 'D', remark: code })
}

async function line(facts: Parameters<typeof bank.receive>[2][number]) {
  const [lineId] = await bank.receive(officer, house, [facts])
  await inTx(officer, (tx) => settleLine(tx, officer.actor, lineId!))
  await letReact(worker.db)
}

const unitsOf = async (order: Order) =>
  (
    await owner.db
      .selectFrom('entitlements')
      .select('quantity')
      .where('orgId', '=', order.buyer.orgId)
      .executeTakeFirstOrThrow()
  ).quantity

const recordOf = (order: Order) =>
  owner.db
    .selectFrom('purchaseRecords')
    .selectAll()
    .where('orderLineId', '=', order.lineIds[0]!)
    .executeTakeFirstOrThrow()

const factsOf = async (order: Order) =>
  owner.db
    .selectFrom('purchaseFacts')
    .select(['kind', 'ref', 'amount'])
    .where('recordId', '=', (await recordOf(order)).id)
    .orderBy('id')
    .execute()

test('a refund takes its units from the entitlement and the position once it is paid, and once only', async () => {
  const order = await aDeliveredOrder(10)
  const before = await recordOf(order)
  const asked = await refund(order, 2, 20_000n)
  await letReact(worker.db)
  expect(await unitsOf(order)).toBe(10)
  expect(await order.estate.position(order.product)).toMatchObject({ entitled: 10, gap: 0 })

  await pay(asked)
  expect(await unitsOf(order)).toBe(8)
  expect(await order.estate.position(order.product)).toMatchObject({ entitled: 8, gap: 2 })
  expect((await recordOf(order)).body).toBe(before.body)

  // It comes back from the bank and is paid anew: the units went the first time.
  await line({ amount: asked.amount, remark: `退汇 ${asked.code}` })
  await pay(asked)
  expect(await unitsOf(order)).toBe(8)
  expect((await factsOf(order)).filter(({ kind }) => kind === 'refund')).toEqual([
    { kind: 'refund', ref: asked.code, amount: 20_000n },
  ])
})

test('a price correction takes no unit', async () => {
  const order = await aDeliveredOrder(3)
  await pay(await refund(order, 0, 5_000n))
  expect(await unitsOf(order)).toBe(3)
  expect((await factsOf(order)).map(({ kind }) => kind)).toEqual(['payment', 'acceptance', 'refund'])
})

test('a fact that was altered past the database is found, and so is one that is gone', async () => {
  const order = await aDeliveredOrder(3)
  await pay(await refund(order, 0, 5_000n))
  const { id } = await recordOf(order)
  const intact = async () => (await listFacts(owner.db, id)).map((fact) => fact.intact)
  expect(await intact()).toEqual([true, true, true])
  await expect(
    owner.db.updateTable('purchaseFacts').set({ ref: 'X' }).where('recordId', '=', id).execute(),
  ).rejects.toThrow()
  const past = (statement: string) =>
    owner.db.transaction().execute(async (tx) => {
      await sql`alter table purchase_facts disable trigger user`.execute(tx)
      await sql.raw(statement).execute(tx)
      await sql`alter table purchase_facts enable trigger user`.execute(tx)
    })
  await past(`update purchase_facts set amount = amount + 1 where record_id = '${id}' and kind = 'payment'`)
  expect(await intact()).toEqual([false, true, true])
  await past(`update purchase_facts set amount = amount - 1 where record_id = '${id}' and kind = 'payment'`)
  expect(await intact()).toEqual([true, true, true])
  await past(`delete from purchase_facts where record_id = '${id}' and kind = 'acceptance'`)
  expect(await intact()).toEqual([true, false])
})

test('an order to buy 6 and uninstall 2 is met by a delivery and a list alone; what goes back before it is accepted opens it again', async () => {
  const order = await aDeliveredOrder(6)
  const { orgId } = order.buyer
  const productId = order.product.id
  const { id: rectificationId } = await owner.db
    .insertInto('rectifications')
    .values({
      orgId,
      sourceKind: 'inspection',
      sourceId: order.id,
      state: 'in_progress',
      dueOn: '2027-01-31',
      issuedAt: sql<Date>`clock_timestamp() - interval '1 hour'`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const item = { rectificationId, productId, dueOn: '2027-01-31' }
  await owner.db
    .insertInto('rectificationItems')
    .values([
      { ...item, action: 'buy', quantity: 6 },
      { ...item, action: 'uninstall', quantity: 2, baseline: 6 },
    ])
    .execute()
  const items = async () =>
    Object.fromEntries(
      (await listItems(order.buyer.db, rectificationId)).map(({ action, have, state }) => [
        action,
        `${have} ${state}`,
      ]),
    )
  expect(await items()).toEqual({ buy: '6 met', uninstall: '0 open' })

  const manager = await money.someone('enterprise', ['asset_manager'], orgId)
  const machines = await owner.db
    .selectFrom('computers')
    .select('no')
    .where('orgId', '=', orgId)
    .orderBy('no')
    .limit(2)
    .execute()
  const bytes = Buffer.from(
    `computer,name,version,publisher\n${machines.map(({ no }) => `${no},7-Zip,24.09,Igor Pavlov`).join('\n')}\n`,
  )
  const importId = await inTx<string>(manager, (tx) =>
    receiveInventory(tx, manager.actor, { name: 'list.csv', bytes }),
  )
  while (await readNextImport(worker.db));
  await inTx(manager, (tx) => mapImport(tx, manager.actor, importId, []))
  while (await acceptNextImport(worker.db));
  expect(await items()).toEqual({ buy: '6 met', uninstall: '2 met' })

  await pay(await refund(order, 2, 20_000n))
  expect(await items()).toEqual({ buy: '4 open', uninstall: '2 met' })
})
