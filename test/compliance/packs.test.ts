import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { listPositionChanges } from '~/compliance/positions/queries.server'
import { addEdition, moveProduct } from '~/catalog/commands.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { activatePack, comparePack } from '~/compliance/packs/activate.server'
import { basePackData } from '~/compliance/packs/base'
import * as csv from '~/compliance/packs/pages/differences-csv'
import * as desk from '~/compliance/packs/pages/pack'
import * as list from '~/compliance/packs/pages/packs'
import * as productPage from '~/compliance/positions/pages/product'
import { recountNext } from '~/compliance/positions/recount.server'
import { proposePack } from '~/compliance/packs/propose.server'
import { recognizeNext } from '~/compliance/packs/run.server'
import { decideEntry } from '~/compliance/queue/decide.server'
import { measuredQuality } from '~/compliance/recognition/measured.server'
import type { RecognitionPack } from '~/compliance/recognition/pack'
import { renamedPublishers } from '~/compliance/recognition/renaming'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, app, worker } = database
const { someone, clock, anOfficer } = peopleOf(database)
servePages(app.pool)

/** The pack as it was before rules for WinRAR came; another one that misses a gate. */
const earlier = {
  ...basePackData,
  version: '2026-01-05',
  rules: basePackData.rules.filter(({ product }) => product !== 'winrar'),
} as RecognitionPack
const passing = { ...measuredQuality(), passed: true }

const glpi = (computer: string, software: object[]) =>
  Buffer.from(
    JSON.stringify({ deviceid: computer, content: { hardware: { name: computer }, softwares: software } }),
  )
const rar = { name: 'WinRAR 6.02 (64-位)', version: '6.02.0', publisher: 'win.rar GmbH' }
const zip = { name: '7-Zip 19.00 (x64)', version: '19.00', publisher: 'Igor Pavlov' }
const ledger = { name: 'Ledger Master 财务大师 12.3', version: '12.3', publisher: '示例软件有限公司' }

const act = <T>(
  { db }: Someone,
  work: (tx: Parameters<Parameters<ReturnType<typeof db.transaction>['execute']>[0]>[0]) => Promise<T>,
) => db.transaction().execute(work)
async function upload(manager: Someone, computers: string[], software: object[]) {
  for (const computer of computers) {
    const file = { name: `${computer}.json`, bytes: glpi(computer, software) }
    const id = await act(manager, (tx) => receiveInventory(tx, manager.actor, file))
    while (await readNextImport(clock.db));
    await act(manager, (tx) => mapImport(tx, manager.actor, id, []))
    while (await acceptNextImport(clock.db));
  }
}
const installedOf = async ({ db }: Someone) =>
  (
    await db
      .selectFrom('installations')
      .innerJoin('products', 'products.id', 'installations.productId')
      .select(['slug', 'computerId'])
      .where('removedOn', 'is', null)
      .execute()
  ).filter(({ slug }) => slug === 'winrar').length
const packOf = (version: string) =>
  owner.db.selectFrom('recognitionPacks').selectAll().where('version', '=', version).executeTakeFirstOrThrow()
const settle = async () => {
  while (await recognizeNext(clock.db));
}

const [one, other] = [
  await someone('enterprise', ['asset_manager']),
  await someone('enterprise', ['asset_manager']),
]
const officer = await anOfficer()
await act(clock, (tx) => proposePack(tx, earlier, passing))
await upload(one, ['PC-1', 'PC-2'], [rar, zip, ledger])
await upload(other, ['PC-1'], [rar])

test('the first pack is used at once, and every list names the pack that recognized it', async () => {
  const first = await packOf(earlier.version)
  expect(first).toMatchObject({ state: 'active', activatedBy: null, rules: earlier.rules.length })
  const lists = await owner.db.selectFrom('inventories').select('packId').execute()
  expect(new Set(lists.map(({ packId }) => packId))).toEqual(new Set([first.id]))
  expect(await installedOf(one)).toBe(0)
})

test('the repository’s newer pack is proposed, and what it would change is worked out without changing anything', async () => {
  await settle()
  const proposed = await packOf(basePackData.version)
  expect(proposed.state).toBe('loaded')
  const { data } = (await visit(desk.loader, {
    cookie: await cookieFor(worker.db, officer),
    params: { packId: proposed.id },
  })) as { data: Awaited<ReturnType<typeof desk.loader>> }
  expect(data.its).toMatchObject({
    compared: 'done',
    busy: false,
    passed: true,
    activeVersion: earlier.version,
  })
  expect(data.its.figures?.pack.version).toBe(basePackData.version)
  expect(data.outcome!.run).toMatchObject({ kind: 'comparison', phase: 'done', lists: 3, done: 3, rows: 7n })
  expect(data.outcome!.differences).toMatchObject([
    {
      title: 'WinRAR',
      fromClass: 'unknown',
      toClass: 'licensable',
      toProduct: 'winrar',
      rows: 3,
      computers: 3,
      organizations: 2,
    },
  ])
  expect(data.outcome!.effects).toMatchObject([
    { product: 'winrar', organizations: 2, installedBefore: 0, gapDown: 0 },
  ])
  expect(await installedOf(one)).toBe(0)
  expect(await owner.db.selectFrom('products').select('id').where('slug', '=', 'winrar').execute()).toEqual(
    [],
  )
})

test('a pack whose difference nobody could see, or that misses a gate, is not activated', async () => {
  const unmeasured = await act(clock, (tx) =>
    proposePack(tx, { ...earlier, version: '2026-02-01' }, { passed: false }),
  )
  await expect(act(officer, (tx) => activatePack(tx, unmeasured!, officer.personId))).rejects.toThrow(
    'pack-gate-failed',
  )
  const unseen = await act(clock, (tx) => proposePack(tx, { ...earlier, version: '2026-02-02' }, passing))
  await expect(act(officer, (tx) => activatePack(tx, unseen!, officer.personId))).rejects.toThrow(
    'pack-not-compared',
  )
  await expect(act(officer, (tx) => comparePack(tx, unseen!))).rejects.toThrow('pack-run-open')
  await settle()
})

test('activated by an officer, it names all lists anew, and the position with them; who is no officer may not', async () => {
  const { id } = await packOf(basePackData.version)
  const post = (who: Someone, move: string) =>
    cookieFor(worker.db, who).then((cookie) =>
      visit(desk.action, { cookie, params: { packId: id }, form: { move } }),
    )
  expect((await post(await someone('agency', ['auditor']), 'activate')).status).toBe(403)
  expect((await post(officer, 'activate')).status).toBe(302)
  expect((await packOf(earlier.version)).state).toBe('retired')
  expect(await trailOf(owner.db, id)).toContain('recognition.pack_activated')
  await expect(act(officer, (tx) => activatePack(tx, id, officer.personId))).rejects.toThrow('already-moved')

  await settle()
  expect([await installedOf(one), await installedOf(other)]).toEqual([2, 1])
  const lists = await owner.db.selectFrom('inventories').select('packId').execute()
  expect(new Set(lists.map(({ packId }) => packId))).toEqual(new Set([id]))
  const position = await one.db
    .selectFrom('positions')
    .innerJoin('products', 'products.id', 'positions.productId')
    .select(['installed', 'undetermined', 'gap'])
    .where('slug', '=', 'winrar')
    .executeTakeFirstOrThrow()
  expect(position.installed + position.undetermined).toBe(2)
  const queue = await one.db
    .selectFrom('queueEntries')
    .select(['title', 'computers'])
    .where('computers', '>', 0)
    .execute()
  expect(queue).toEqual([{ title: 'Ledger Master 财务大师', computers: 2 }])
})

test('what was read with the pack before is recognized by the one in use when it is accepted', async () => {
  const late = await someone('enterprise', ['asset_manager'])
  const file = { name: 'PC-9.json', bytes: glpi('PC-9', [rar]) }
  const id = await act(late, (tx) => receiveInventory(tx, late.actor, file))
  while (await readNextImport(clock.db));
  const before = await packOf(earlier.version)
  await owner.db.updateTable('inventories').set({ packId: before.id }).where('importId', '=', id).execute()
  await owner.db
    .updateTable('inventoryRows')
    .set({ class: 'unknown', step: 8, product: null })
    .where('inventoryId', 'in', (row) =>
      row.selectFrom('inventories').select('id').where('importId', '=', id),
    )
    .execute()
  await act(late, (tx) => mapImport(tx, late.actor, id, []))
  while (await acceptNextImport(clock.db));
  expect(await installedOf(late)).toBe(1)
})

test('a draft with one edition decides nothing of a list that names none; published, it lends its edition to that list too', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  await upload(manager, ['PC-1'], [rar])
  const position = () =>
    manager.db
      .selectFrom('positions')
      .innerJoin('products', 'products.id', 'positions.productId')
      .select(['installed', 'undetermined', 'gap', 'status'])
      .where('slug', '=', 'winrar')
      .executeTakeFirstOrThrow()
  expect(await position()).toEqual({ installed: 0, undetermined: 1, gap: 0, status: 'unknown' })
  const product = await owner.db
    .selectFrom('products')
    .select('id')
    .where('slug', '=', 'winrar')
    .executeTakeFirstOrThrow()
  await act(officer, (tx) => moveProduct(tx, officer.actor, product.id, 'activate'))
  const lent = { installed: 1, undetermined: 0, gap: 1, status: 'gap' }
  expect(await position()).toEqual(lent)
  expect(await trailOf(owner.db, manager.orgId)).toContain('recognition.product_published')
  const [{ cause } = {}] = await listPositionChanges(manager.db, manager.orgId, { productId: product.id })
  expect(cause).toBe('recognition.product_published')
  await upload(manager, ['PC-1'], [{ ...rar, version: '6.02.1' }, zip])
  expect(await position()).toEqual(lent)
})

test('another edition or release in the catalog counts earlier lists anew, which says so until it is done', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  await upload(manager, ['PC-1'], [{ ...rar, version: '6.02.2' }])
  const its = await owner.db
    .selectFrom('products')
    .innerJoin('editions', 'editions.productId', 'products.id')
    .select(['products.id', 'editions.id as editionId'])
    .where('slug', '=', 'winrar')
    .executeTakeFirstOrThrow()
  const position = () =>
    manager.db
      .selectFrom('positions')
      .select(['installed', 'undetermined', 'status'])
      .where('productId', '=', its.id)
      .executeTakeFirstOrThrow()
  const shown = async () => {
    const cookie = await cookieFor(worker.db, manager)
    return (await visit(productPage.loader, { cookie, params: { slug: 'winrar' } })) as { data: any }
  }
  expect(await position()).toEqual({ installed: 1, undetermined: 0, status: 'gap' })

  const more = {
    code: 'server',
    nameZh: '服务器版',
    nameEn: 'Server',
    metric: 'device',
    term: 'perpetual',
    termMonths: null,
  } as const
  await act(officer, (tx) =>
    addEdition(tx, officer.actor, its.id, { ...more, sku: null, minQuantity: 1, household: false }),
  )
  expect((await shown()).data.recounting).toBe(true)
  while (await recountNext(clock.db));
  expect((await shown()).data.recounting).toBe(false)
  expect(await position()).toEqual({ installed: 0, undetermined: 1, status: 'unknown' })
  const [{ cause } = {}] = await listPositionChanges(manager.db, manager.orgId, { productId: its.id })
  expect(cause).toBe('recognition.catalog_applied')
  // The next list says the same, and so changes nothing.
  await upload(manager, ['PC-1'], [{ ...rar, version: '6.02.2' }])
  const live = () =>
    manager.db
      .selectFrom('installations')
      .select(['id', 'editionId', 'removedOn'])
      .where('productId', '=', its.id)
      .execute()
  expect(await live()).toMatchObject([{ editionId: null, removedOn: null }])

  // What no list says stays as it was told; where releases matter from now on, its own is not known.
  const listless = await anEstate(database, manager)
  await listless.install(await listless.computers(1), {
    id: its.id,
    edition: { standard: its.editionId },
    release: {},
  })
  expect(await position()).toEqual({ installed: 1, undetermined: 1, status: 'gap' })
  await owner.db.insertInto('releases').values({ productId: its.id, code: '6', name: '6', rank: 1 }).execute()
  while (await recountNext(clock.db));
  expect(await position()).toEqual({ installed: 0, undetermined: 2, status: 'unknown' })
})

test('what a person said outlives a pack; the way back to an earlier pack is open', async () => {
  const product = await aProduct(database, {
    slug: 'ledger-master',
    editions: ['standard'],
    releases: ['12'],
  })
  const [entry] = await one.db
    .selectFrom('queueEntries')
    .select('id')
    .where('title', 'like', 'Ledger%')
    .execute()
  const said = {
    entryId: entry!.id,
    productId: product.id,
    editionId: null,
    releaseId: null,
    class: 'licensable' as const,
  }
  await act(one, (tx) => decideEntry(tx, one.actor, said))
  const back = await packOf(earlier.version)
  await act(officer, (tx) => comparePack(tx, back.id))
  await settle()
  await act(officer, (tx) => activatePack(tx, back.id, officer.personId))
  await settle()
  expect([await installedOf(one), await installedOf(other)]).toEqual([0, 0])
  const named = await one.db
    .selectFrom('inventoryRows')
    .select('step')
    .where('product', '=', 'ledger-master')
    .execute()
  expect(named.map(({ step }) => step)).toEqual([6, 6])
  const position = await one.db
    .selectFrom('positions')
    .select(['installed', 'undetermined'])
    .where('productId', '=', product.id)
    .executeTakeFirstOrThrow()
  expect(position.installed + position.undetermined).toBe(2)
})

test('the list of packs and the difference as a file', async () => {
  const cookie = await cookieFor(worker.db, officer)
  const { data } = (await visit(list.loader, { cookie })) as { data: Awaited<ReturnType<typeof list.loader>> }
  expect(data.packs.map(({ version, state }) => [version, state])).toContainEqual([earlier.version, 'active'])
  const { id } = await packOf(basePackData.version)
  expect((await visit(csv.loader, { cookie, params: { packId: id } })).status).toBe(200)
  const manager = await cookieFor(worker.db, one)
  expect((await visit(csv.loader, { cookie: manager, params: { packId: id } })).status).toBe(404)
})

test('a second pack of a day has a number of its own; what people said follows a publisher to its new key', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  await upload(manager, ['PC-1'], [rar])
  const entry = await manager.db
    .selectFrom('queueEntries')
    .select(['id', 'publisher'])
    .executeTakeFirstOrThrow()
  const component = { productId: null, editionId: null, releaseId: null, class: 'component' as const }
  await act(manager, (tx) => decideEntry(tx, manager.actor, { entryId: entry.id, ...component }))
  const [old, fresh] = [entry.publisher, `${entry.publisher}-anew`]
  expect(old).not.toBe('')
  const anew = (key: string | undefined) => (key === old ? fresh : key)
  const renamed = {
    ...earlier,
    publishers: earlier.publishers.map((its) => ({ ...its, key: anew(its.key) })),
    rules: earlier.rules.map((rule) => (rule.publisher === old ? { ...rule, publisher: fresh } : rule)),
  } as RecognitionPack
  expect(renamedPublishers(earlier.publishers, renamed.publishers)).toEqual(new Map([[old, fresh]]))
  expect(renamedPublishers(renamed.publishers, renamed.publishers).size).toBe(0)

  const id = (await act(clock, (tx) => proposePack(tx, renamed, passing)))!
  expect(await act(clock, (tx) => proposePack(tx, renamed, passing))).toBeNull()
  expect((await packOf(`${earlier.version}.2`)).id).toBe(id)
  await settle()
  const stood = () =>
    manager.db
      .selectFrom('inventoryRows')
      .select(['class', 'step', 'publisher'])
      .where('title', '=', 'WinRAR')
      .executeTakeFirstOrThrow()
  const differences = () =>
    owner.db
      .selectFrom('recognitionDifferences')
      .innerJoin('recognitionRuns', 'recognitionRuns.id', 'recognitionDifferences.runId')
      .select(['title', 'fromClass', 'toClass'])
      .where('packId', '=', id)
      .execute()
  expect(await stood()).toEqual({ class: 'component', step: 6, publisher: old })
  expect(await differences()).toEqual([])
  await act(officer, (tx) => activatePack(tx, id, officer.personId))
  await settle()
  expect(await stood()).toEqual({ class: 'component', step: 6, publisher: fresh })
  expect(await differences()).toEqual([])
  await expect(act(manager, (tx) => sql`select rename_publishers('{"a":"b"}')`.execute(tx))).rejects.toThrow(
    'not-your-move',
  )
})
