import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, dayOf, startOf } from '~/kernel/workdays'
import { assignUnits } from '~/licenses/entitlements/assign.server'
import * as licensePage from '~/licenses/entitlements/pages/entitlement'
import { uploadKeys } from '~/licenses/keys/keys.server'
import { deliverReplacement } from '~/licenses/replacements/commands.server'
import { replacementForm } from '~/licenses/replacements/form'
import { clockMoves } from '~/licenses/clock.server'
import { markKeys } from '~/licenses/replacements/marking.server'
import * as replacementPage from '~/licenses/replacements/pages/replacement'
import * as listPage from '~/licenses/replacements/pages/replacements'
import { listFacts } from '~/licenses/records/queries.server'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { anEstate } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { letReact } from '../support/reactions'
import { tasksOf, toldAbout } from '../support/tasks'

const database = await aDatabase()
const { app, owner, worker } = database
const { someone } = peopleOf(database)
servePages(app.pool)

let numbers = 0
/** So many keys that nobody has delivered before; their tails are numbers too. */
const fresh = (many: number) =>
  Array.from({ length: many }, () => `AAAAA-BBBBB-CCCCC-DDDDD-${String((numbers += 1)).padStart(5, '0')}`)
const values = (facts: Record<string, unknown>) => replacementForm.parse({ kind: 'single', ...facts })

/** A license with a key for each unit (or none), its holder's asset manager, and as many computers. */
async function aLicense(quantity: number, { keys = fresh(quantity) }: { keys?: string[] } = {}) {
  const delivery = await aDelivery(database, { quantity })
  const manager = await someone('enterprise', ['asset_manager'], delivery.buyer.orgId)
  if (keys.length > 0)
    await delivery.vendor.db
      .transaction()
      .execute((tx) =>
        uploadKeys(tx, delivery.vendor.actor, delivery.id, { text: keys.join('\n'), kind: 'single' }),
      )
  const estate = await anEstate(database, delivery.buyer)
  return { ...delivery, manager, estate, keys, computers: await estate.computers(quantity) }
}
type License = Awaited<ReturnType<typeof aLicense>>

/** As a settlement asks for it; answers the replacement. */
async function asked({ entitlementId }: License, quantity: number, obligation: string = randomUUID()) {
  const facts = { obligation, entitlement: entitlementId, quantity, dueOn: dayOf(new Date()) }
  await sql`select record_event('license.reissue_requested', ${obligation}::uuid, ${JSON.stringify(facts)}::jsonb, null)`.execute(
    worker.db,
  )
  await letReact(worker.db)
  const { id } = await owner.db
    .selectFrom('replacements')
    .select('id')
    .where('obligationId', '=', obligation)
    .executeTakeFirstOrThrow()
  return id
}

const deliver = (
  { db, actor }: Someone,
  replacementId: string,
  facts: Record<string, unknown> & { keys?: string },
) => db.transaction().execute((tx) => deliverReplacement(tx, actor, replacementId, values(facts)))

const assign = ({ manager, entitlementId }: License, computerIds: readonly string[]) =>
  manager.db.transaction().execute((tx) =>
    assignUnits(
      tx,
      manager.actor,
      entitlementId,
      computerIds.map((computerId) => ({ computerId })),
    ),
  )

const keysOf = (entitlementId: string) =>
  owner.db
    .selectFrom('licenseKeys')
    .select(['id', 'unitNo', 'tail', 'state'])
    .where('entitlementId', '=', entitlementId)
    .orderBy('unitNo')
    .execute()

async function mark({ manager, entitlementId }: License, units: readonly number[]) {
  const keys = await keysOf(entitlementId)
  const chosen = keys.filter(({ unitNo }) => units.includes(unitNo!)).map(({ id }) => id)
  await manager.db.transaction().execute((tx) => markKeys(tx, entitlementId, chosen, true))
}

const licenseOf = (id: string) =>
  owner.db.selectFrom('entitlements').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const usersOf = (entitlementId: string) =>
  owner.db
    .selectFrom('assignments')
    .select(['unitNo', 'computerId'])
    .where('entitlementId', '=', entitlementId)
    .where('until', 'is', null)
    .orderBy('unitNo')
    .execute()

/** Units that stand, of all licenses of the order. */
const standing = async ({ buyer }: License) => {
  const { rows } = await sql<{ units: number }>`
    select coalesce(sum(quantity), 0)::int as units from entitlements where org_id = ${buyer.orgId}::uuid and state in ('active', 'suspended')`.execute(
    owner.db,
  )
  return rows[0]!.units
}

/** What a refund takes of the license's line, told by a fact of its own. */
const refund = ({ order, entitlementId }: License, units: number, tx = worker.db) =>
  sql`select reduce_line(${order.lineIds[0]}::uuid, ${units}, 'refund', record_event('license.returned', ${entitlementId}::uuid, '{}', null))`.execute(
    tx,
  )

/** A second connection stands before a lock that the first holds. */
async function somebodyWaits() {
  for (;;) {
    const { rows } = await sql`select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()`.execute(owner.db) // oxfmt-ignore
    if (rows.length > 0) return
  }
}

async function allGone(its: License) {
  expect(await standing(its)).toBe(0)
  const { rows } = await sql`select id from license_keys where org_id = ${its.buyer.orgId}::uuid and state <> 'revoked'`.execute(owner.db) // oxfmt-ignore
  expect(rows).toEqual([])
}

const tails = (keys: readonly string[]) => keys.map((key) => key.slice(-5))

test('the vendor is told once which license and how many, with the tails that do not work, and nobody who uses them', async () => {
  const its = await aLicense(4)
  await assign(its, its.computers.slice(0, 1))
  await mark(its, [1, 3])
  const obligation = randomUUID()
  const id = await asked(its, 2, obligation)
  expect(await asked(its, 2, obligation)).toBe(id)
  const [task] = (await listWaiting(its.vendor.db, its.vendor.actor)).filter(
    ({ kind }) => kind === 'replacements',
  )
  expect(task).toMatchObject({ count: 1, subjectId: id, dueAt: startOf(addDays(dayOf(new Date()), 1)) })
  expect(await toldAbout(owner.db, its.vendor, `/supplied/replacements/${id}`)).toEqual(['license.reissue_asked']) // oxfmt-ignore
  expect(await toldAbout(owner.db, its.manager, `/licenses/${its.entitlementId}`)).toEqual(['license.reissue_coming']) // oxfmt-ignore

  const cookie = await cookieFor(worker.db, its.vendor)
  const list = await visit(listPage.loader, { cookie })
  const detail = await visit(replacementPage.loader, { cookie, params: { replacementId: id } })
  const { no } = await licenseOf(its.entitlementId)
  expect(list).toMatchObject({ data: { rows: [{ id, quantity: 2, entitlementNo: no, state: 'open' }] } })
  expect(detail).toMatchObject({
    data: { its: { held: 4, keys: 4, faultyTails: [its.keys[0]!.slice(-5), its.keys[2]!.slice(-5)] } },
  })
  expect(JSON.stringify([list.data, detail.data])).not.toMatch(
    new RegExp(`${its.computers[0]}|${obligation}`),
  )

  const other = await someone('vendor', ['vendor'])
  const foreign = await visit(replacementPage.loader, {
    cookie: await cookieFor(worker.db, other),
    params: { replacementId: id },
  })
  expect(foreign.status).toBe(404)
  await expect(deliver(other, id, { keys: fresh(2).join('\n') })).rejects.toMatchObject({ code: 'replacement-unknown' }) // oxfmt-ignore
})

test('what does not work is revoked, its user moves along with a new key, and who has a working key keeps it', async () => {
  const its = await aLicense(5)
  await assign(its, its.computers.slice(0, 3))
  await mark(its, [1, 4])
  const id = await asked(its, 2)
  const anew = fresh(2)
  const newId = await deliver(its.vendor, id, { keys: anew.join('\n'), licenseNo: 'N-7' })
  await letReact(worker.db)

  const [old, one] = [await licenseOf(its.entitlementId), await licenseOf(newId)]
  expect(old).toMatchObject({ quantity: 3, state: 'active' })
  expect(one).toMatchObject({ quantity: 2, state: 'active', source: 'reissue', replacesId: old.id, orgId: old.orgId, purchaseRecordId: old.purchaseRecordId, productId: old.productId, editionId: old.editionId, metric: old.metric, endsOn: old.endsOn, startsOn: dayOf(new Date()), licenseNo: 'N-7' }) // oxfmt-ignore
  const left = await keysOf(old.id)
  const works = (state: string) => state !== 'revoked'
  expect(left.filter(({ state }) => !works(state)).map(({ tail }) => tail).toSorted()).toEqual(tails([its.keys[0]!, its.keys[3]!])) // oxfmt-ignore
  expect(left.filter(({ state }) => works(state)).map(({ tail, unitNo }) => [unitNo, tail])).toEqual([[1, its.keys[4]!.slice(-5)], [2, its.keys[1]!.slice(-5)], [3, its.keys[2]!.slice(-5)]]) // oxfmt-ignore
  expect(await usersOf(old.id)).toEqual([{ unitNo: 2, computerId: its.computers[1] }, { unitNo: 3, computerId: its.computers[2] }]) // oxfmt-ignore
  expect(await usersOf(newId)).toEqual([{ unitNo: 1, computerId: its.computers[0] }])
  expect((await keysOf(newId)).map(({ tail, state }) => [tail, state])).toEqual([[anew[0]!.slice(-5), 'assigned'], [anew[1]!.slice(-5), 'free']]) // oxfmt-ignore

  const moves = await owner.db
    .selectFrom('entitlementMoves')
    .select(['entitlementId', 'delta', 'kind'])
    .where('entitlementId', 'in', [old.id, newId])
    .orderBy('id')
    .execute()
  expect(moves.map(({ delta, kind }) => [delta, kind])).toEqual([[5, 'issue'], [2, 'issue'], [-2, 'reissue']]) // oxfmt-ignore
  const facts = await listFacts(its.buyer.db, old.purchaseRecordId!)
  expect(facts).toMatchObject([{ kind: 'reissue', ref: one.no }])
  const told = await owner.db
    .selectFrom('events')
    .select('kind')
    .where('subjectId', 'in', [old.id, newId])
    .where('kind', 'in', ['license.issued', 'license.revoked'])
    .orderBy('id')
    .execute()
  expect(told.map(({ kind }) => kind)).toEqual(['license.issued', 'license.issued', 'license.revoked'])
  expect(await toldAbout(owner.db, its.manager, `/licenses/${newId}`)).toEqual(['license.replaced'])
  expect(await tasksOf(its.vendor, 'replacements')).toBe(0)

  const cookie = await cookieFor(worker.db, its.manager)
  const [before, after] = [await visit(licensePage.loader, { cookie, params: { entitlementId: old.id } }), await visit(licensePage.loader, { cookie, params: { entitlementId: newId } })] // oxfmt-ignore
  expect(before).toMatchObject({ data: { replacements: [{ state: 'delivered', quantity: 2, resultId: newId, resultNo: one.no }] } }) // oxfmt-ignore
  expect(after).toMatchObject({ data: { its: { replacesId: old.id, replacesNo: old.no } } })
})

test('without a mark unused units go first, then the latest in use', async () => {
  const its = await aLicense(3)
  await assign(its, [its.computers[0]!])
  await assign(its, [its.computers[1]!])
  const newId = await deliver(its.vendor, await asked(its, 2), { keys: fresh(2).join('\n') })
  expect(await usersOf(its.entitlementId)).toEqual([{ unitNo: 1, computerId: its.computers[0] }])
  expect(await usersOf(newId)).toEqual([{ unitNo: 1, computerId: its.computers[1] }])
})

test('all keys or none: a line that is wrong leaves the old units, their keys and the task as they were', async () => {
  const its = await aLicense(3)
  const id = await asked(its, 2)
  const params = { replacementId: id }
  const cookie = await cookieFor(worker.db, its.vendor)
  const posted = (keys: string) =>
    visit(replacementPage.action, { cookie, params, form: { kind: 'single', keys } })
  const [known, right] = [its.keys[0]!, fresh(2)]
  for (const [keys, sentence] of [
    [`${right[0]}\n${known}`, '第 2 行已交付过'],
    [`${right[0]}\n${right[0]}`, '第 2 行文件内重复'],
    [right[0]!, '数量与交付份数不符'],
  ] as const) {
    const refused = (await posted(keys)) as {
      status: number
      data: { refusal: { code: string; sentence: string } }
    }
    expect(refused).toMatchObject({ status: 422, data: { refusal: { code: 'keys-refused' } } })
    expect(refused.data.refusal.sentence).toContain(sentence)
    expect(JSON.stringify(refused.data)).not.toContain('CCCCC')
  }
  expect(await licenseOf(its.entitlementId)).toMatchObject({ quantity: 3 })
  expect((await keysOf(its.entitlementId)).every(({ state }) => state === 'free')).toBe(true)
  expect(await standing(its)).toBe(3)
  expect(await tasksOf(its.vendor, 'replacements')).toBe(1)
  expect(await posted(right.join('\n'))).toMatchObject({ status: 302, location: `/supplied/replacements/${id}?done=replaced` }) // oxfmt-ignore
  expect(await posted(fresh(2).join('\n'))).toMatchObject({ status: 422, data: { refusal: { code: 'replacement-over' } } }) // oxfmt-ignore
})

test('a license without keys is replaced by a paper, which its holder reads; one with keys is not', async () => {
  const its = await aLicense(3, { keys: [] })
  const paper = new File(['%PDF-1.4 授权截图'], '授权.pdf')
  const newId = await deliver(its.vendor, await asked(its, 3), { kind: 'none', file: paper })
  const one = await licenseOf(newId)
  const read = await its.manager.db.selectFrom('files').select(['name', 'sha256']).where('id', '=', one.evidenceFileId!).execute() // oxfmt-ignore
  expect(read).toMatchObject([{ name: '授权.pdf' }])
  expect(await licenseOf(its.entitlementId)).toMatchObject({ quantity: 0, state: 'superseded' })
  const { rows } = await sql`select file_sha256 from purchase_facts where record_id = ${one.purchaseRecordId}::uuid and kind = 'reissue'`.execute(owner.db) // oxfmt-ignore
  expect(rows).toEqual([{ fileSha256: read[0]!.sha256 }])

  const keyed = await aLicense(2)
  const refused = deliver(keyed.vendor, await asked(keyed, 1), { kind: 'none', file: paper })
  await expect(refused).rejects.toMatchObject({ code: 'replaced-has-keys' })
})

test('one volume key or one license file may stand for all units', async () => {
  const its = await aLicense(4)
  const volume = await deliver(its.vendor, await asked(its, 2), { kind: 'volume', keys: fresh(1)[0]! })
  expect(await keysOf(volume)).toMatchObject([{ unitNo: null, state: 'free' }])
  const file = await deliver(its.vendor, await asked(its, 2), { kind: 'file', file: new File(['LICENSE'], 'a.lic') }) // oxfmt-ignore
  expect(await keysOf(file)).toMatchObject([{ tail: null, state: 'free' }])
  expect(await standing(its)).toBe(4)
})

test('what was replaced can be replaced again, and the chain of its record holds', async () => {
  const its = await aLicense(2)
  const second = await deliver(its.vendor, await asked(its, 2), { keys: fresh(2).join('\n') })
  const third = await deliver(its.vendor, await asked({ ...its, entitlementId: second }, 1), { keys: fresh(1)[0]! }) // oxfmt-ignore
  expect(await licenseOf(its.entitlementId)).toMatchObject({ quantity: 0, state: 'superseded' })
  expect(await licenseOf(second)).toMatchObject({ quantity: 1, state: 'active' })
  expect(await licenseOf(third)).toMatchObject({ quantity: 1, replacesId: second })
  const { rows } = await sql<{ whole: boolean }>`
    select bool_and(f.prev_sha256 = coalesce(before.sha256, r.sha256)) as whole from purchase_facts f
    join purchase_records r on r.id = f.record_id
    left join lateral (select sha256 from purchase_facts x where x.record_id = r.id and x.id < f.id order by x.id desc limit 1) before on true
    where r.org_id = ${its.buyer.orgId}::uuid`.execute(owner.db)
  expect(rows[0]!.whole).toBe(true)
})

test('of two uploads at once one counts', async () => {
  const its = await aLicense(3)
  const id = await asked(its, 2)
  const answers = await Promise.allSettled(
    [1, 2].map(() => deliver(its.vendor, id, { keys: fresh(2).join('\n') })),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { message: 'replacement-over' } }) // oxfmt-ignore
  expect(await standing(its)).toBe(3)
  expect(await licenseOf(its.entitlementId)).toMatchObject({ quantity: 1 })
})

test('units that are replaced while they are refunded are gone: what stands in their place is taken back', async () => {
  const its = await aLicense(3)
  const id = await asked(its, 3)
  const { db, actor } = its.vendor
  const refunded = await db.transaction().execute(async (tx) => {
    await deliverReplacement(tx, actor, id, values({ keys: fresh(3).join('\n') }))
    const waits = refund(its, 3)
    await somebodyWaits()
    return { waits }
  })
  await refunded.waits
  await allGone(its)
})

test('units that are refunded while they are replaced are gone: nothing stands in their place', async () => {
  const its = await aLicense(3)
  const id = await asked(its, 3)
  const replaced = await worker.db.transaction().execute(async (tx) => {
    await refund(its, 3, tx)
    const waits = deliver(its.vendor, id, { keys: fresh(3).join('\n') }).then(
      () => null,
      (error: Error) => error.message,
    )
    await somebodyWaits()
    return { waits }
  })
  expect(await replaced.waits).toBe('replaced-units-gone')
  await allGone(its)
})

test('where fewer units are left than were to be replaced nothing is replaced, and the vendor is asked no more', async () => {
  const its = await aLicense(3)
  const id = await asked(its, 2)
  await sql`
    with gone as (select record_event('license.revoked', ${its.entitlementId}::uuid, '{}', null) as event)
    insert into entitlement_moves (entitlement_id, delta, kind, event_id) select ${its.entitlementId}::uuid, -2, 'refund', event from gone`.execute(
    worker.db,
  )
  await expect(deliver(its.vendor, id, { keys: fresh(2).join('\n') })).rejects.toMatchObject({ message: 'replaced-units-gone' }) // oxfmt-ignore
  await letReact(worker.db)
  expect(await tasksOf(its.vendor, 'replacements')).toBe(0)
  expect(await toldAbout(owner.db, its.vendor, `/supplied/replacements/${id}`)).toEqual(['license.reissue_asked', 'license.reissue_withdrawn']) // oxfmt-ignore
  await expect(deliver(its.vendor, id, { keys: fresh(2).join('\n') })).rejects.toMatchObject({ message: 'replacement-over' }) // oxfmt-ignore
})

test('a license that has ended is not replaced', async () => {
  const its = await aLicense(1)
  await sql`update entitlements set term = 'subscription', starts_on = '2026-01-01', ends_on = shanghai_day() - 1 where id = ${its.entitlementId}::uuid`.execute(owner.db) // oxfmt-ignore
  const refused = deliver(its.vendor, await asked(its, 1), { keys: fresh(1)[0]! })
  await expect(refused).rejects.toMatchObject({ message: 'replaced-license-ended' })
})

test('units that are replaced once their renewal was asked about are not asked about again; before, both licenses are', async () => {
  const its = await aLicense(3)
  await owner.db
    .updateTable('entitlements')
    .set({ term: 'subscription', endsOn: addDays(dayOf(new Date()), 80) })
    .where('id', '=', its.entitlementId)
    .execute()
  const renewed = async () => {
    const { run } = clockMoves.find(({ name }) => name === 'licenses.renewals')!
    await worker.db.transaction().execute((tx) => run(tx, new Date()))
    const rows = await owner.db.selectFrom('renewals').select('entitlementId').where('orgId', '=', its.buyer.orgId).execute() // oxfmt-ignore
    return rows.length
  }
  await deliver(its.vendor, await asked(its, 1), { keys: fresh(1).join('\n') })
  expect(await renewed()).toBe(2)
  await deliver(its.vendor, await asked(its, 1), { keys: fresh(1).join('\n') })
  expect(await renewed()).toBe(2)
})

test('a refund takes what does not work first, and its user sits down at a key that does', async () => {
  const its = await aLicense(4)
  await assign(its, its.computers.slice(0, 2))
  await mark(its, [1, 3])
  await refund(its, 2)
  const left = (await keysOf(its.entitlementId)).filter(({ state }) => state !== 'revoked')
  expect(left.map(({ tail }) => tail).toSorted()).toEqual(tails([its.keys[1]!, its.keys[3]!]))
  expect((await usersOf(its.entitlementId)).map(({ computerId }) => computerId).toSorted()).toEqual(its.computers.slice(0, 2).toSorted()) // oxfmt-ignore
})

test('only its holder marks a key, by choosing it; a mark is taken back the same way', async () => {
  const its = await aLicense(2)
  const [key] = await keysOf(its.entitlementId)
  const params = { entitlementId: its.entitlementId }
  const cookie = await cookieFor(worker.db, its.manager)
  const post = (form: Record<string, string>, by = cookie) =>
    visit(licensePage.action, { cookie: by, params, form })
  const faulty = async () =>
    (await owner.db.selectFrom('licenseKeys').select('faultyAt').where('id', '=', key!.id).executeTakeFirstOrThrow()).faultyAt // oxfmt-ignore
  expect(await post({ move: 'mark_faulty' })).toMatchObject({ status: 422, data: { refusal: { code: 'keys-not-chosen' } } }) // oxfmt-ignore
  const stranger = await cookieFor(worker.db, await someone('enterprise', ['asset_manager']))
  await post({ move: 'mark_faulty', id: key!.id }, stranger)
  expect(await faulty()).toBeNull()
  expect(await post({ move: 'mark_faulty', id: key!.id })).toMatchObject({ status: 302 })
  expect(await faulty()).not.toBeNull()
  await post({ move: 'mark_working', id: key!.id })
  expect(await faulty()).toBeNull()
})
