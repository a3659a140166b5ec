import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { assignUnits } from '~/licenses/entitlements/assign.server'
import { revealKey, uploadKeys } from '~/licenses/keys/keys.server'
import { moveTransfer, offerUnits } from '~/licenses/transfers/commands.server'
import * as listPage from '~/licenses/transfers/pages/transfers'
import * as csvPage from '~/licenses/transfers/pages/transfers-csv'
import * as newPage from '~/licenses/transfers/pages/transfer-new'
import * as transferPage from '~/licenses/transfers/pages/transfer'
import { listTransfers } from '~/licenses/transfers/queries.server'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { enterprisesOf } from '../support/enterprises'
import { aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { someone } = peopleOf(database)
const product = await aProduct(database)

const doing = <T>(who: Someone, deed: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(deed)
const move = (who: Someone, id: string, values: Parameters<typeof moveTransfer>[3]) =>
  doing(who, (tx) => moveTransfer(tx, who.actor, id, values))
const refused = (code: string) => ({ code })

const anEnterprise = enterprisesOf(database)
type Enterprise = Awaited<ReturnType<typeof anEnterprise>>

const offer = (
  { manager }: Enterprise,
  { uscc }: Pick<Enterprise, 'uscc'>,
  entitlementId: string,
  facts: { quantity?: number; kind?: 'allocation' | 'transfer'; consent?: File } = {},
) =>
  doing(manager, (tx) =>
    offerUnits(tx, manager.actor, { entitlementId, kind: facts.kind ?? 'allocation', uscc, quantity: facts.quantity ?? 5, reason: '集团内调剂', consent: facts.consent ?? null }, new Date()),
  ) // oxfmt-ignore

/** Two enterprises that each run so many computers; the first has 18 units which its contract lets go. */
async function aPair(installed = { giver: 8, receiver: 5 }) {
  const [giver, receiver] = [await anEnterprise(), await anEnterprise()]
  await giver.estate.install(await giver.estate.computers(installed.giver), product)
  await receiver.estate.install(await receiver.estate.computers(installed.receiver), product)
  const entitlementId = await giver.estate.entitle(product, {
    quantity: 18,
    rights: JSON.stringify({ transferable: true }),
  })
  return { giver, receiver, entitlementId }
}
const unitsOf = async (id: string) =>
  owner.db
    .selectFrom('entitlements')
    .select(['quantity', 'state', 'parentId', 'orgId'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const transferOf = (id: string) =>
  owner.db.selectFrom('transfers').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('units move with the second person’s approval: holder 13, receiver 5, both positions in the same transaction', async () => {
  const { giver, receiver, entitlementId } = await aPair()
  const id = await offer(giver, receiver, entitlementId)
  await expect(move(giver.approver, id, { move: 'approve' })).rejects.toMatchObject(refused('already-moved'))
  await move(receiver.manager, id, { move: 'accept' })
  await expect(move(giver.manager, id, { move: 'approve' })).rejects.toMatchObject(
    refused('approver-is-requester'),
  )
  await expect(move(receiver.approver, id, { move: 'approve' })).rejects.toMatchObject(
    refused('not-your-move'),
  )
  expect(await receiver.estate.position(product)).toMatchObject({ gap: 5 })
  await giver.approver.db.transaction().execute(async (tx) => {
    await moveTransfer(tx, giver.approver.actor, id, { move: 'approve' })
    const { rows } = await sql<{
      entitled: number
    }>`select entitled from positions where product_id = ${product.id}`.execute(tx)
    expect(rows).toEqual([{ entitled: 13 }])
  })
  expect(await giver.estate.position(product)).toMatchObject({
    installed: 8,
    entitled: 13,
    gap: 0,
    surplus: 5,
  })
  expect(await receiver.estate.position(product)).toMatchObject({
    installed: 5,
    entitled: 5,
    gap: 0,
    status: 'compliant',
  })
  const { resultId } = await transferOf(id)
  expect(await unitsOf(resultId!)).toEqual({
    quantity: 5,
    state: 'active',
    parentId: entitlementId,
    orgId: receiver.orgId,
  })
  expect(await trailOf(owner.db, entitlementId)).toContain('license.handed_over')
  expect(await trailOf(owner.db, resultId!)).toEqual(['license.allocated'])
  await expect(move(giver.approver, id, { move: 'approve' })).rejects.toMatchObject(refused('already-moved'))
})

test('more than is left is refused; holder and receiver together never exceed what was issued', async () => {
  const { giver, receiver, entitlementId } = await aPair()
  await expect(offer(giver, receiver, entitlementId, { quantity: 19 })).rejects.toMatchObject(
    refused('more-than-unassigned'),
  )
  const [five, thirteen, fourteen] = [
    await offer(giver, receiver, entitlementId),
    await offer(giver, receiver, entitlementId, { quantity: 13 }),
    await offer(giver, receiver, entitlementId, { quantity: 14 }),
  ]
  for (const id of [five, thirteen, fourteen]) await move(receiver.approver, id, { move: 'accept' })
  await move(giver.approver, five, { move: 'approve' })
  await expect(move(giver.approver, fourteen, { move: 'approve' })).rejects.toMatchObject({
    message: 'more-than-unassigned',
  })
  expect((await unitsOf(entitlementId)).quantity).toBe(13)
  await move(giver.approver, thirteen, { move: 'approve' })
  // Lent out whole: nothing is revoked, since the units may come back.
  expect(await unitsOf(entitlementId)).toMatchObject({ quantity: 0, state: 'active' })
  const forged = sql`insert into entitlement_moves (entitlement_id, delta, kind, event_id)
    select ${entitlementId}, 3, 'return', id from events limit 1`
  await expect(forged.execute(owner.db)).rejects.toThrow(/more-than-issued/)
})

test('of approvals of the same units at once, as many take effect as there are units', async () => {
  const { giver, receiver, entitlementId } = await aPair()
  const ids = []
  for (let n = 0; n < 6; n += 1)
    ids.push(await offer(giver, receiver, entitlementId, { quantity: 5, kind: 'transfer' }))
  for (const id of ids) await move(receiver.manager, id, { move: 'accept' })
  const answers = await Promise.allSettled(ids.map((id) => move(giver.approver, id, { move: 'approve' })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect((await unitsOf(entitlementId)).quantity).toBe(3)
  expect(await receiver.estate.position(product)).toMatchObject({ entitled: 15 })
})

test('two enterprises that give to each other at once both get theirs', async () => {
  const one = await aPair()
  const back = await one.receiver.estate.entitle(product, {
    quantity: 4,
    rights: JSON.stringify({ transferable: true }),
  })
  const there = await offer(one.giver, one.receiver, one.entitlementId, { quantity: 2, kind: 'transfer' })
  const here = await offer(one.receiver, one.giver, back, { quantity: 3, kind: 'transfer' })
  await move(one.receiver.manager, there, { move: 'accept' })
  await move(one.giver.manager, here, { move: 'accept' })
  await Promise.all([
    move(one.giver.approver, there, { move: 'approve' }),
    move(one.receiver.approver, here, { move: 'approve' }),
  ])
  expect(await one.giver.estate.position(product)).toMatchObject({ entitled: 19 })
  expect(await one.receiver.estate.position(product)).toMatchObject({ entitled: 3 })
})

test('an allocation comes back whole, a transfer never; assigned units are returned first', async () => {
  const { giver, receiver, entitlementId } = await aPair()
  const id = await offer(giver, receiver, entitlementId)
  await move(receiver.manager, id, { move: 'accept' })
  await move(giver.approver, id, { move: 'approve' })
  const { resultId } = await transferOf(id)
  const [computerId] = await receiver.estate.computers(1)
  await doing(receiver.manager, (tx) =>
    assignUnits(tx, receiver.manager.actor, resultId!, [{ computerId: computerId! }]),
  )
  const back = () => move(receiver.manager, id, { move: 'return' })
  await expect(back()).rejects.toMatchObject({ message: 'more-than-unassigned' })
  await owner.db
    .updateTable('assignments')
    .set({ until: new Date() })
    .where('entitlementId', '=', resultId!)
    .execute()
  await expect(move(giver.manager, id, { move: 'return' })).rejects.toMatchObject(refused('not-your-move'))
  await back()
  expect(await unitsOf(entitlementId)).toMatchObject({ quantity: 18, state: 'active' })
  expect(await unitsOf(resultId!)).toMatchObject({ quantity: 0, state: 'retired' })
  expect(await receiver.estate.position(product)).toMatchObject({ gap: 5, entitled: 0 })
  const sold = await offer(giver, receiver, entitlementId, { kind: 'transfer' })
  await move(receiver.manager, sold, { move: 'accept' })
  await move(giver.approver, sold, { move: 'approve' })
  await expect(move(receiver.manager, sold, { move: 'return' })).rejects.toMatchObject(
    refused('not-your-move'),
  )
})

test('without the right to transfer, the publisher’s consent is kept and read by both sides', async () => {
  const { giver, receiver } = await aPair()
  const bound = await giver.estate.entitle(product, { quantity: 6 })
  await expect(offer(giver, receiver, bound)).rejects.toMatchObject({
    code: 'consent-needed',
    field: 'consent',
  })
  await expect(offer(giver, giver, bound)).rejects.toMatchObject({ code: 'receiver-is-self', field: 'uscc' })
  await expect(offer(giver, { uscc: '91350100M000100Y43' }, bound)).rejects.toMatchObject({
    code: 'receiver-unknown',
  })
  await expect(offer(receiver, giver, bound)).rejects.toMatchObject({ code: 'entitlement-unknown' })
  const consent = new File([new TextEncoder().encode('%PDF-1.7 同意书')], '同意书.pdf')
  const id = await offer(giver, receiver, bound, { consent })
  const { consentFileId } = await transferOf(id)
  const sees = async ({ db }: Someone) =>
    (await db.selectFrom('files').select('id').where('id', '=', consentFileId!).execute()).length
  expect([await sees(giver.manager), await sees(receiver.manager)]).toEqual([1, 1])
  expect(await sees(await someone('enterprise', ['asset_manager']))).toBe(0)
})

test('nobody brings a transfer into effect by the database alone', async () => {
  const { giver, receiver, entitlementId } = await aPair()
  const id = await offer(giver, receiver, entitlementId)
  await move(receiver.manager, id, { move: 'accept' })
  const force = receiver.approver.db
    .updateTable('transfers')
    .set({ state: 'approved', decidedBy: receiver.approver.personId, decidedAt: new Date() })
    .where('id', '=', id)
  await expect(force.execute()).rejects.toThrow()
  await expect(
    receiver.approver.db.updateTable('transfers').set({ quantity: 18 }).where('id', '=', id).execute(),
  ).rejects.toThrow(/permission denied/)
  await move(giver.approver, id, { move: 'decline', reason: '自用不足' })
  expect(await transferOf(id)).toMatchObject({ state: 'declined', answer: '自用不足', resultId: null })
})

const keyText = (n: number) => `ABCDE-FGHIJ-KLMNO-PQRST-${String(n).padStart(5, '0')}`

test('free keys go along, sealed for the receiver, and those that stay keep their units; the record is read by both', async () => {
  const delivery = await aDelivery(database, { quantity: 6 })
  const { vendor, entitlementId, productId } = delivery
  await doing(vendor, (tx) =>
    uploadKeys(tx, vendor.actor, delivery.id, {
      text: [1, 2, 3, 4, 5, 6].map(keyText).join('\n'),
      kind: 'single',
    }),
  )
  await owner.db
    .updateTable('entitlements')
    .set({ rights: JSON.stringify({ transferable: true }) })
    .where('id', '=', entitlementId)
    .execute()
  const giver = await anEnterprise(delivery.buyer.orgId)
  const receiver = await anEnterprise()
  const computers = await giver.estate.computers(1)
  await doing(giver.manager, (tx) =>
    assignUnits(tx, giver.manager.actor, entitlementId, [{ computerId: computers[0]! }]),
  )
  const before = await owner.db
    .selectFrom('purchaseRecords')
    .select(['body', 'sha256'])
    .where('deliveryId', '=', delivery.id)
    .executeTakeFirstOrThrow()
  const id = await offer(giver, receiver, entitlementId, { quantity: 2, kind: 'transfer' })
  await move(receiver.manager, id, { move: 'accept' })
  await move(giver.approver, id, { move: 'approve' })

  const { resultId } = await transferOf(id)
  const keysOf = (who: Someone) =>
    who.db
      .selectFrom('licenseKeys')
      .select(['id', 'entitlementId', 'unitNo', 'state', 'tail'])
      .orderBy('unitNo')
      .execute()
  const theirs = await keysOf(receiver.manager)
  expect(theirs.map(({ entitlementId: of, unitNo, state }) => ({ of, unitNo, state }))).toEqual([
    { of: resultId, unitNo: 1, state: 'free' },
    { of: resultId, unitNo: 2, state: 'free' },
  ])
  expect((await keysOf(giver.manager)).filter(({ state }) => state !== 'revoked')).toHaveLength(4)
  const reveal = (who: Someone, keyId: string) =>
    doing(who, (tx) =>
      revealKey(
        tx,
        { ...who.actor, stepUpAt: new Date() },
        keyId,
        { reason: 'install', computerId: null, address: null },
        new Date(),
      ),
    )
  expect(
    [await reveal(receiver.manager, theirs[0]!.id), await reveal(receiver.manager, theirs[1]!.id)].toSorted(),
  ).toEqual([keyText(5), keyText(6)])
  await expect(reveal(giver.manager, theirs[0]!.id)).rejects.toMatchObject({ message: 'key-unknown' })

  const read = (who: Someone) => who.db.selectFrom('purchaseRecords').select(['body', 'sha256']).execute()
  expect(await read(receiver.manager)).toEqual([before])
  expect(await read(giver.manager)).toEqual([before])

  await sql`select reduce_line(${delivery.order.lineIds[0]}::uuid, 6, 'refund', (select max(id::text)::uuid from events))`.execute(
    worker.db,
  )
  expect(await unitsOf(entitlementId)).toMatchObject({ quantity: 0, state: 'revoked' })
  expect(await unitsOf(resultId!)).toMatchObject({ quantity: 0, state: 'revoked' })
  expect(productId).toBeDefined()
})

test('each page shows both sides their transfer and nobody else anything', async () => {
  const { giver, receiver, entitlementId } = await aPair()
  const id = await offer(giver, receiver, entitlementId)
  const stranger = await someone('enterprise', ['asset_manager'])
  const see = async (loader: unknown, who: Someone) =>
    visit(loader as never, { params: { transferId: id }, cookie: await cookieFor(worker.db, who) })
  expect((await see(transferPage.loader, giver.approver)).status).toBe(200)
  expect((await see(transferPage.loader, receiver.manager)).data).toMatchObject({
    gives: false,
    moves: ['accept', 'decline'],
    position: { gap: 5 },
  })
  expect((await see(transferPage.loader, stranger)).status).toBe(404)
  await expect(move(stranger, id, { move: 'accept' })).rejects.toMatchObject(refused('transfer-unknown'))
  expect((await see(listPage.loader, stranger)).data).toMatchObject({ rows: [] })
  expect((await see(listPage.loader, receiver.manager)).data).toMatchObject({ rows: [{ id }] })
  expect((await see(csvPage.loader, giver.manager)).status).toBe(200)
  expect((await see(newPage.loader, giver.manager)).data).toMatchObject({
    rights: [{ id: entitlementId, unassigned: 18 }],
  })
  expect(await listTransfers(stranger.db)).toEqual([])
  const [row] = await listTransfers(receiver.manager.db)
  expect(row).toMatchObject({ offeredBy: null, acceptedBy: null })
})
