import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { passOn } from '~/compliance/mergers/pass-on.server'
import { assignUnits } from '~/licenses/entitlements/assign.server'
import { revealKey, uploadKeys } from '~/licenses/keys/keys.server'
import { moveTransfer, offerUnits } from '~/licenses/transfers/commands.server'
import { sendDelivery } from '~/orders/deliver.server'
import { mergeOrganization } from '~/people/mergers/commands.server'
import { aDatabase } from '../support/database'
import { aDelivery, fund } from '../support/deliveries'
import { enterprisesOf } from '../support/enterprises'
import { aProduct } from '../support/estate'
import { aGlpiInventory } from '../support/inventories'
import { peopleOf, type Someone } from '../support/people'
import { letReact } from '../support/reactions'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
const { anOfficer, clock } = peopleOf(database)
const anEnterprise = enterprisesOf(database)
const product = await aProduct(database)
const officer = await anOfficer()
const notice = () => new File(['registered'], 'notice.txt', { type: 'text/plain' })
type Enterprise = Awaited<ReturnType<typeof anEnterprise>>

const doing = <T>(who: Someone, deed: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(deed)
const merge = (gone: Enterprise, successor: Pick<Enterprise, 'uscc'>, mergedOn = '2026-11-20') =>
  doing(officer, (tx) =>
    mergeOrganization(tx, officer.actor, gone.orgId, { uscc: successor.uscc, mergedOn, notice: notice() }, '2026-11-28'),
  ) // oxfmt-ignore
const countOf = async (table: 'computers' | 'entitlements' | 'installations' | 'assignments' | 'licenseKeys', orgId: string) => {
  const rows = await owner.db.selectFrom(table).select('id').where('orgId', '=', orgId).execute()
  return rows.length
} // oxfmt-ignore

test('what a merged enterprise holds passes to the one that goes on, with its users, and both positions with it', async () => {
  const [gone, successor, neighbor] = [await anEnterprise(), await anEnterprise(), await anEnterprise()]
  const pcs = await gone.estate.computers(3)
  await gone.estate.install(pcs, product)
  const held = await gone.estate.entitle(product, { quantity: 2, rights: '{"transferable": true}' })
  await doing(gone.manager, (tx) => assignUnits(tx, gone.manager.actor, held, [{ computerId: pcs[0]! }]))
  await successor.estate.install(await successor.estate.computers(1), product)
  const pc = await successor.estate.computers(1)
  await owner.pool.query(`update computers set no = 'SAME' where id = any ($1)`, [[pcs[2], pc[0]]])
  await neighbor.estate.install(await neighbor.estate.computers(1), product)
  const offered = await doing(gone.manager, (tx) =>
    offerUnits(tx, gone.manager.actor, { entitlementId: held, kind: 'transfer', uscc: neighbor.uscc, quantity: 1, reason: '调剂', consent: null }, new Date()),
  ) // oxfmt-ignore
  const before = await neighbor.estate.position(product)
  expect(await gone.estate.position(product)).toMatchObject({ installed: 3, entitled: 2, gap: 1 })

  await merge(gone, successor)
  await letReact(worker.db)
  expect(await successor.estate.position(product)).toMatchObject({
    installed: 4,
    entitled: 2,
    gap: 2,
    used: 2,
  })
  expect(await gone.estate.position(product)).toMatchObject({ installed: 0, entitled: 0, gap: 0 })
  expect(await neighbor.estate.position(product)).toEqual(before)
  for (const table of ['computers', 'entitlements', 'installations', 'assignments'] as const)
    expect(await countOf(table, gone.orgId), table).toBe(0)
  expect(
    await doing(successor.manager, (tx) =>
      tx.selectFrom('assignments').select(['computerId', 'unitNo']).where('until', 'is', null).execute(),
    ),
  ).toEqual([{ computerId: pcs[0], unitNo: 1 }])
  const { rows } = await sql<{ no: string }>`select no from computers where id = ${pcs[2]!}::uuid`.execute(
    owner.db,
  )
  expect(rows[0]!.no).toMatch(/^SAME-[0-9a-f]{8}$/)

  expect(await trailOf(owner.db, held)).toEqual(
    expect.arrayContaining(['license.handed_over', 'license.transferred']),
  )
  expect(await trailOf(owner.db, pcs[0]!)).toEqual(['computer.moved', 'computer.received'])
  expect(await trailOf(owner.db, gone.orgId)).toContain('organization.merged')
  expect(await trailOf(owner.db, successor.orgId)).toContain('organization.succeeded')
  expect(await trailOf(owner.db, offered)).toContain('transfer.withdrawn')
  await expect(
    doing(neighbor.manager, (tx) => moveTransfer(tx, neighbor.manager.actor, offered, { move: 'accept' })),
  ).rejects.toMatchObject({ code: 'already-moved' })
  const found = await owner.db
    .selectFrom('positionChanges')
    .select('id')
    .where('orgId', '=', successor.orgId)
    .execute()
  expect(found.length).toBeGreaterThan(0)

  // The same again changes nothing.
  const { id } = await owner.db.selectFrom('events').select('id').where('kind', '=', 'organization.merged').where('subjectId', '=', gone.orgId).executeTakeFirstOrThrow() // oxfmt-ignore
  const facts = { from: gone.orgId, into: successor.orgId }
  await worker.db.transaction().execute((tx) => passOn(tx, { id, facts }))
  expect(await successor.estate.position(product)).toMatchObject({ installed: 4, entitled: 2, gap: 2 })
})

test('keys open at the one that goes on and nowhere else, the record reads as it was written, later deliveries are its own', async () => {
  const delivery = await aDelivery(database, { quantity: 2 })
  const keys = 'ABCDE-FGHIJ-KLMNO-PQRST-00001\nABCDE-FGHIJ-KLMNO-PQRST-00002'
  await doing(delivery.vendor, (tx) =>
    uploadKeys(tx, delivery.vendor.actor, delivery.id, { kind: 'single', text: keys } as never),
  )
  const gone = await anEnterprise(delivery.buyer.orgId)
  const successor = await anEnterprise()
  const recordsOf = (who: Someone) => who.db.selectFrom('purchaseRecords').select(['no', 'body']).execute()
  const written = await recordsOf(gone.manager)
  expect(await recordsOf(successor.manager)).toEqual([])
  const [{ id: key }] = (await owner.db.selectFrom('licenseKeys').select('id').where('orgId', '=', gone.orgId).orderBy('id').execute()) as [{ id: string }] // oxfmt-ignore
  const reveal = ({ manager }: Enterprise) =>
    doing(manager, (tx) =>
      revealKey(tx, manager.actor, key, { reason: 'install', computerId: null } as never, new Date()),
    )
  const shown = await reveal(gone)
  await merge(gone, successor)
  await letReact(worker.db)

  expect(await reveal(successor)).toEqual(shown)
  await expect(reveal(gone)).rejects.toMatchObject({ message: 'key-unknown' })
  const logOf = (who: Someone) =>
    who.db.selectFrom('keyReveals').select('personId').where('keyId', '=', key).execute()
  expect(await logOf(successor.manager)).toHaveLength(2)
  expect(await recordsOf(successor.manager)).toEqual(written)
  expect(await recordsOf(gone.manager)).toEqual(written)

  const later = await aDelivery(database, { quantity: 1 })
  await merge(await anEnterprise(later.buyer.orgId), successor)
  const { lineIds, id: orderId } = later.order
  await fund(owner.db, orderId)
  await owner.pool.query(`update order_lines set quantity = 5 where id = $1`, [lineIds[0]])
  await doing(later.vendor, (tx) =>
    sendDelivery(tx, later.vendor.actor, orderId, {
      remark: null,
      subcontractorId: null,
      lines: [{ lineId: lineIds[0]!, quantity: 1, termStart: '2026-11-01', termEnd: null, maintenanceUntil: null, channel: 'volume-mak', licenseNo: null }],
    }),
  ) // oxfmt-ignore
  await letReact(worker.db)
  expect(await countOf('entitlements', later.buyer.orgId)).toBe(0)
  expect(await countOf('entitlements', successor.orgId)).toBe(3)
})

async function aMappedList({ manager }: Enterprise, name: string) {
  const rows = [{ name: 'WPS Office', version: '12.1.0', publisher: 'Kingsoft Corp.' }]
  const id = await doing(manager, (tx) =>
    receiveInventory(tx, manager.actor, {
      name: 'list.json',
      bytes: Buffer.from(aGlpiInventory(rows, { name })),
    }),
  )
  while (await readNextImport(clock.db));
  await doing(manager, (tx) => mapImport(tx, manager.actor, id, []))
  return id
}

test('a list that is accepted while its enterprise is merged is lost to neither: it passes on, or says where to upload it', async () => {
  const told = new Set<string>()
  for (const pause of [0, 0, 5, 20, 60, 150]) {
    const [gone, successor] = [await anEnterprise(), await anEnterprise()]
    await gone.estate.computers(1)
    const importId = await aMappedList(gone, `PC-${pause}`)
    await merge(gone, successor)
    const wait = () => new Promise((done) => setTimeout(done, pause))
    await Promise.all([acceptNextImport(clock.db), wait().then(() => letReact(worker.db))])
    const its = await owner.db.selectFrom('imports').select(['state', 'orgId', 'problem']).where('id', '=', importId).executeTakeFirstOrThrow() // oxfmt-ignore
    told.add(its.state)
    for (const table of ['computers', 'installations'] as const)
      expect(await countOf(table, gone.orgId), table).toBe(0)
    expect(its).toMatchObject({ state: 'refused', problem: 'organization-merged', orgId: gone.orgId })
    expect(await countOf('computers', successor.orgId)).toBe(1)
  }
  expect(told).toEqual(new Set(['refused']))
})

test('a list whose acceptance began before the merger is waited for and goes along', async () => {
  const [gone, successor] = [await anEnterprise(), await anEnterprise()]
  const importId = await aMappedList(gone, 'PC-LATE')
  // As the worker holds it while it accepts: the upload is locked and its computer is already in the register.
  const holder = await owner.pool.connect()
  await holder.query('begin')
  await holder.query('select from imports where id = $1 for update', [importId])
  await holder.query(`insert into computers (org_id, no) values ($1, 'PC-LATE')`, [gone.orgId])
  await merge(gone, successor)
  const passing = letReact(worker.db)
  const waits = async () => {
    const { rows } = await owner.pool.query(
      `select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()`,
    )
    return rows.length > 0
  }
  while (!(await waits()));
  await holder.query(
    `update imports set state = 'accepted', phase = 'ready', accepted_at = now() where id = $1`,
    [importId],
  )
  await holder.query('commit')
  holder.release()
  await passing
  expect(await countOf('computers', gone.orgId)).toBe(0)
  expect(await countOf('computers', successor.orgId)).toBe(1)
  const its = await owner.db.selectFrom('imports').select(['state', 'orgId']).where('id', '=', importId).executeTakeFirst() // oxfmt-ignore
  expect(its).toEqual({ state: 'accepted', orgId: successor.orgId })
})

test('nothing new begins in the name of a merged enterprise', async () => {
  const [gone, successor] = [await anEnterprise(), await anEnterprise()]
  await merge(gone, successor)
  await expect(gone.estate.computers(1)).rejects.toMatchObject({ message: 'organization-merged' })
  await expect(
    doing(gone.manager, (tx) =>
      receiveInventory(tx, gone.manager.actor, { name: 'x', bytes: Buffer.from('x') }),
    ),
  ).rejects.toMatchObject({ message: 'organization-merged' })
})
