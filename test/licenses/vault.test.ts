import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { rewrapAll } from '~db/rewrap'
import { env } from '~/env.server'
import { boundTo, unseal, versionOf } from '~/kernel/envelope.server'
import { storeFile } from '~/kernel/files.server'
import { assignUnits, returnUnits } from '~/licenses/entitlements/assign.server'
import { keysForm } from '~/licenses/keys/form'
import { revealKey, uploadKeys } from '~/licenses/keys/keys.server'
import { aDatabase } from '../support/database'
import { anEstate } from '../support/estate'
import { aDelivery } from '../support/deliveries'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { someone } = peopleOf(database)

const upload = (
  { db, actor }: Someone,
  deliveryId: string,
  text: string,
  kind: 'single' | 'volume' = 'single',
) => db.transaction().execute((tx) => uploadKeys(tx, actor, deliveryId, { text, kind }))
const canary = (n: number) => `CANRY-${String(n).padStart(5, '0')}-KLMNO-PQRST-UVWXY`
const keys = (many: number, from = 0) => Array.from({ length: many }, (_, at) => canary(from + at)).join('\n')
const shown = ({ db, actor }: Someone, keyId: string, facts: { stepUpAt?: Date } = {}) =>
  db
    .transaction()
    .execute((tx) =>
      revealKey(
        tx,
        { ...actor, ...facts },
        keyId,
        { reason: 'install', computerId: null, address: '203.0.113.7' },
        new Date(),
      ),
    )

let delivery: Awaited<ReturnType<typeof aDelivery>>
let manager: Someone
beforeAll(async () => {
  delivery = await aDelivery(database, { quantity: 3 })
  manager = await someone('enterprise', ['asset_manager'], delivery.buyer.orgId)
  await upload(delivery.vendor, delivery.id, keys(3))
})
const keyIds = async () =>
  (await manager.db
    .selectFrom('licenseKeys')
    .select(['id', 'tail', 'unitNo', 'state'])
    .orderBy('id')
    .execute()) as { id: string; tail: string; unitNo: number; state: string }[]

test('keys uploaded at delivery lie sealed: their holder sees tails and units, nobody the bytes', async () => {
  expect(await keyIds()).toMatchObject([{ tail: 'UVWXY', unitNo: 1 }, { unitNo: 2 }, { unitNo: 3 }])
  await expect(manager.db.selectFrom('licenseKeys').select('body').execute()).rejects.toThrow(
    'permission denied',
  )
  await expect(delivery.vendor.db.selectFrom('licenseKeys').select('tail').execute()).resolves.toEqual([])
  const { rows } = await owner.pool.query(`select string_agg(k::text, '') as dump from license_keys k`)
  expect(rows[0].dump).not.toMatch(/CANRY/)
})

test('a person who asks with a reason sees one key, and the log says so', async () => {
  const [first] = await keyIds()
  expect(await shown(manager, first!.id)).toBe(canary(0))
  const log = await manager.db
    .selectFrom('keyReveals')
    .select(['keyId', 'personId', 'reason', 'address'])
    .execute()
  expect(log).toEqual([
    { keyId: first!.id, personId: manager.personId, reason: 'install', address: '203.0.113.7' },
  ])
  const events = await owner.db
    .selectFrom('events')
    .innerJoin('eventBodies', 'eventId', 'id')
    .select('body')
    .where('kind', '=', 'key.revealed')
    .execute()
  expect(JSON.stringify(events)).not.toMatch(/CANRY|UVWXY/)
})

test('a second factor six minutes old, a stranger, the vendor: refused, nothing logged', async () => {
  const [first] = await keyIds()
  const before = await owner.db.selectFrom('keyReveals').select('id').execute()
  await expect(shown(manager, first!.id, { stepUpAt: new Date(Date.now() - 6 * 60_000) })).rejects.toThrow(
    'step-up-needed',
  )
  await expect(shown(await someone('enterprise', ['asset_manager']), first!.id)).rejects.toThrow(
    'key-unknown',
  )
  await expect(shown(delivery.vendor, first!.id)).rejects.toThrow('key-unknown')
  expect(await owner.db.selectFrom('keyReveals').select('id').execute()).toEqual(before)
})

test('the twenty-first key within an hour is refused', async () => {
  const another = await someone('enterprise', ['asset_manager'], delivery.buyer.orgId)
  const [first] = await keyIds()
  for (let n = 0; n < 20; n += 1) await shown(another, first!.id)
  await expect(shown(another, first!.id)).rejects.toThrow('reveal-limit')
})

test('an upload without a key is none, and a revoked key is shown to nobody', async () => {
  const its = await aDelivery(database, { quantity: 1 })
  const holder = await someone('enterprise', ['asset_manager'], its.buyer.orgId)
  await expect(upload(its.vendor, its.id, ' \n\n')).rejects.toThrow('keys-missing')
  const empty = keysForm.safeParse({ kind: 'single', keys: ' ', file: null })
  expect(empty.error?.issues.map(({ message }) => message)).toEqual(['keys-missing'])
  await upload(its.vendor, its.id, keys(1, 800))
  const { id } = await holder.db.selectFrom('licenseKeys').select('id').executeTakeFirstOrThrow()
  expect(await shown(holder, id)).toBe(canary(800))
  await owner.db.updateTable('licenseKeys').set({ state: 'revoked' }).where('id', '=', id).execute()
  await expect(shown(holder, id)).rejects.toThrow('key-revoked')
})

test('where the log cannot be written, nothing is shown', async () => {
  const [first] = await keyIds()
  await owner.pool.query('alter table key_reveals add constraint closed check (false) not valid')
  try {
    await expect(shown(manager, first!.id)).rejects.toThrow()
  } finally {
    await owner.pool.query('alter table key_reveals drop constraint closed')
  }
})

test('a key cannot be delivered twice, to whomever; the refusal names the lines only, and nothing is kept', async () => {
  const other = await aDelivery(database, { quantity: 2 })
  const problem = await upload(other.vendor, other.id, `FRESH-00000-KLMNO-PQRST-UVWXY\n${canary(1)}`).catch(
    (error: unknown) => error,
  )
  expect(problem).toMatchObject({ code: 'keys-refused', facts: { lines: '2 already-delivered' } })
  expect(JSON.stringify(problem)).not.toMatch(/CANRY|FRESH/)
  const kept = await owner.db
    .selectFrom('licenseKeys')
    .select('id')
    .where('orgId', '=', other.buyer.orgId)
    .execute()
  expect(kept).toEqual([])
})

test('one volume key serves all units, and another vendor cannot bring keys', async () => {
  const volume = await aDelivery(database, { quantity: 500 })
  const rival = await someone('vendor', ['vendor'])
  await expect(upload(rival, volume.id, keys(1, 900), 'volume')).rejects.toThrow('delivery-unknown')
  expect(await upload(volume.vendor, volume.id, keys(1, 901), 'volume')).toBe(1)
  await expect(upload(volume.vendor, volume.id, keys(1, 902), 'volume')).rejects.toThrow('keys-complete')
})

test('two hundred assignments, fifty at once, on twenty units give exactly twenty', async () => {
  const its = await aDelivery(database, { quantity: 20 })
  const holder = await someone('enterprise', ['asset_manager'], its.buyer.orgId)
  const computers = await (await anEstate(database, its.buyer)).computers(200)
  const assign = (computerId: string) =>
    holder.db
      .transaction()
      .execute((tx) => assignUnits(tx, holder.actor, its.entitlementId, [{ computerId }]))
  const answers: PromiseSettledResult<unknown>[] = []
  // Fifty wait at a time: two hundred on five connections would tell of the pool's patience, not of the units.
  for (let at = 0; at < computers.length; at += 50)
    answers.push(...(await Promise.allSettled(computers.slice(at, at + 50).map(assign))))
  const given = await owner.db
    .selectFrom('assignments')
    .select('unitNo')
    .where('entitlementId', '=', its.entitlementId)
    .orderBy('unitNo')
    .execute()
  expect(given.map(({ unitNo }) => unitNo)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  const reasons = new Set(
    answers.flatMap((answer) => (answer.status === 'rejected' ? String(answer.reason.message) : [])),
  )
  expect([...reasons]).toEqual(['no-free-unit'])
})

test('a unit that comes back is free again, its key returned, its history kept', async () => {
  const its = await aDelivery(database, { quantity: 1 })
  await upload(its.vendor, its.id, keys(1, 700))
  const holder = await someone('enterprise', ['asset_manager'], its.buyer.orgId)
  const [computerId, next] = await (await anEstate(database, its.buyer)).computers(2)
  const act = <T>(work: Parameters<ReturnType<typeof holder.db.transaction>['execute']>[0]) =>
    holder.db.transaction().execute(work) as Promise<T>
  const neighbor = await someone('enterprise', ['asset_manager'])
  await expect(
    neighbor.db
      .transaction()
      .execute((tx) => assignUnits(tx, neighbor.actor, its.entitlementId, [{ computerId: computerId! }])),
  ).rejects.toThrow('entitlement-unknown')
  const state = async () =>
    (
      await owner.db
        .selectFrom('licenseKeys')
        .select('state')
        .where('entitlementId', '=', its.entitlementId)
        .executeTakeFirstOrThrow()
    ).state
  expect(
    await act((tx) => assignUnits(tx, holder.actor, its.entitlementId, [{ computerId: computerId! }])),
  ).toBe(1)
  expect(
    await act((tx) => assignUnits(tx, holder.actor, its.entitlementId, [{ computerId: computerId! }])),
  ).toBe(0)
  expect(await state()).toBe('assigned')
  const { id } = await owner.db
    .selectFrom('assignments')
    .select('id')
    .where('entitlementId', '=', its.entitlementId)
    .executeTakeFirstOrThrow()
  expect(await act((tx) => returnUnits(tx, holder.actor, [id]))).toBe(1)
  expect(await state()).toBe('returned')
  await act((tx) => assignUnits(tx, holder.actor, its.entitlementId, [{ computerId: next! }]))
  expect(
    await owner.db
      .selectFrom('assignments')
      .select('id')
      .where('entitlementId', '=', its.entitlementId)
      .execute(),
  ).toHaveLength(2)
})

test('a new master key wraps every data key anew; stopped half-way and begun again all open, and the old key opens none', async () => {
  const newest = { version: env.masterKeys.at(-1)!.version + 1, key: randomBytes(32) }
  const masters = [...env.masterKeys, newest]
  const { orgId, personId, db } = manager
  await storeFile(db, { name: 'a.txt', bytes: Buffer.from('evidence'), orgId, personId, accept: 'anything' })
  const sealed = () =>
    owner.db
      .selectFrom('licenseKeys')
      .select(['id', 'orgId', 'body', 'wrappedKey'])
      .where('body', 'is not', null)
      .orderBy('id')
      .execute()
  const versions = async () =>
    new Set((await sealed()).map(({ wrappedKey }) => versionOf(wrappedKey!) === newest.version))
  const plain = async (keysThere: typeof masters) =>
    (await sealed()).map(({ id, orgId: of, body, wrappedKey }) =>
      unseal({ body: body!, wrappedKey: wrappedKey! }, boundTo('license_keys', id, of), keysThere).toString(),
    )
  const [before, bodies] = [await plain(masters), (await sealed()).map(({ body }) => body)]
  const killed = rewrapAll(owner.db, masters, {
    atOnce: 2,
    onBatch: () => {
      throw new Error('killed')
    },
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await versions()).toEqual(new Set([true, false]))
  expect(await plain(masters)).toEqual(before)

  const done = await rewrapAll(owner.db, masters, { atOnce: 2 })
  expect(done).toMatchObject({ license_keys: before.length - 2, files: expect.any(Number) })
  expect(done.files).toBeGreaterThan(0)
  expect(await plain([newest])).toEqual(before)
  expect((await sealed()).map(({ body }) => body)).toEqual(bodies)
  await expect(plain([...env.masterKeys])).rejects.toThrow('cannot-open')
  const again = await rewrapAll(owner.db, masters)
  expect(new Set(Object.values(again))).toEqual(new Set([0]))
})
