import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { aDatabase } from '../support/database'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { someone, clock } = peopleOf(database)
const manager = () => someone('enterprise', ['asset_manager'])

const folder = '../shared/data/inventory'
const real = (name: string) => readFileSync(`${folder}/${name}`)

async function upload({ db, actor }: Someone, name: string, bytes: Uint8Array) {
  const id = await db.transaction().execute((tx) => receiveInventory(tx, actor, { name, bytes }))
  while (await readNextImport(clock.db));
  return id
}

async function accept({ db, actor }: Someone, importId: string) {
  await db.transaction().execute((tx) => mapImport(tx, actor, importId, []))
  while (await acceptNextImport(clock.db));
  return changesOf(importId)
}

const importOf = (id: string) =>
  owner.db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const changesOf = async (id: string) => (await importOf(id)).report.changes
const installed = ({ orgId }: Someone) =>
  owner.db
    .selectFrom('installations')
    .innerJoin('products', 'products.id', 'installations.productId')
    .leftJoin('editions', 'editions.id', 'installations.editionId')
    .leftJoin('releases', 'releases.id', 'installations.releaseId')
    .select(['slug', 'editions.code as edition', 'releases.code as release', 'channel', 'class'])
    .where('orgId', '=', orgId)
    .where('removedOn', 'is', null)
    .orderBy('slug')
    .execute()
const computersOf = ({ orgId }: Someone) =>
  owner.db
    .selectFrom('computers')
    .select(['no', 'class', 'platform'])
    .where('orgId', '=', orgId)
    .orderBy('no')
    .execute()

const ocs = (computer: string, software: readonly [string, string, string][], when = '2026-11-20 09:00:00') =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT><ACCESSLOG><LOGDATE>${when}</LOGDATE></ACCESSLOG>
<HARDWARE><NAME>${computer}</NAME><OSNAME>Microsoft Windows 10 Pro</OSNAME><OSVERSION>10.0.19045</OSVERSION></HARDWARE>
${software.map(([name, version, publisher]) => `<SOFTWARES><NAME>${name}</NAME><VERSION>${version}</VERSION><PUBLISHER>${publisher}</PUBLISHER></SOFTWARES>`).join('')}
</CONTENT><DEVICEID>${computer}-2026</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`)
const office: [string, string, string] = [
  'Microsoft Office Professional Plus 2019 - zh-cn',
  '16.0.10417',
  'Microsoft Corporation',
]
const wps: [string, string, string] = ['WPS Office 专业版', '11.8.2.12085', 'Kingsoft Corp.']

test('an upload becomes installations in one step, and the position of what it found', async () => {
  const asker = await manager()
  const id = await upload(asker, 'pc-01.ocs', ocs('PC-01', [office]))
  expect(await importOf(id)).toMatchObject({ state: 'read', phase: 'ready' })
  expect(await accept(asker, id)).toMatchObject({ computers: 1, added: 2, removed: 0 })
  expect(await installed(asker)).toMatchObject([
    { slug: 'microsoft-office', edition: 'professional-plus', release: '2019' },
    { slug: 'microsoft-windows', edition: 'pro', release: '10' },
  ])
  const positions = await asker.db.selectFrom('positions').select(['installed', 'gap', 'status']).execute()
  expect(positions).toEqual([
    { installed: 1, gap: 1, status: 'gap' },
    { installed: 1, gap: 1, status: 'gap' },
  ])
  const status = await asker.db.selectFrom('organizationStatuses').selectAll().executeTakeFirst()
  expect(status).toMatchObject({ status: 'gap', inUse: 1, inventoried: 1 })
})

test('the same file again changes nothing, and keeps its computer', async () => {
  const asker = await manager()
  const bytes = ocs('PC-01', [office, wps])
  await accept(asker, await upload(asker, 'a.ocs', bytes))
  const before = await owner.db
    .selectFrom('events')
    .select('id')
    .where('orgId', '=', asker.orgId)
    .where('kind', 'like', 'compliance.%')
    .execute()
  expect(await accept(asker, await upload(asker, 'b.ocs', bytes))).toEqual({
    computers: 1,
    added: 0,
    removed: 0,
    kept: 3,
    unknown: 0,
  })
  expect(await computersOf(asker)).toHaveLength(1)
  const after = await owner.db
    .selectFrom('events')
    .select('id')
    .where('orgId', '=', asker.orgId)
    .where('kind', 'like', 'compliance.%')
    .execute()
  expect(after).toEqual(before)
})

test('a newer full list replaces the older one: what vanished is uninstalled, a new release is both', async () => {
  const asker = await manager()
  await accept(asker, await upload(asker, 'a.ocs', ocs('PC-01', [office, wps], '2026-11-01 09:00:00')))
  const newer: [string, string, string] = [
    'Microsoft Office Professional Plus 2021 - zh-cn',
    '16.0.14332',
    'Microsoft Corporation',
  ]
  const changes = await accept(
    asker,
    await upload(asker, 'b.ocs', ocs('PC-01', [newer], '2026-11-20 09:00:00')),
  )
  expect(changes).toMatchObject({ added: 1, removed: 2, kept: 1 })
  expect((await installed(asker)).map(({ slug, release }) => `${slug} ${release}`)).toEqual([
    'microsoft-office 2021',
    'microsoft-windows 10',
  ])
  const gone = await owner.db
    .selectFrom('installations')
    .select('id')
    .where('orgId', '=', asker.orgId)
    .where('removedOn', 'is not', null)
    .execute()
  expect(gone).toHaveLength(2)
})

test('an older list that arrives late does not undo the newer one', async () => {
  const asker = await manager()
  await accept(asker, await upload(asker, 'b.ocs', ocs('PC-01', [office], '2026-11-20 09:00:00')))
  const changes = await accept(
    asker,
    await upload(asker, 'a.ocs', ocs('PC-01', [wps], '2026-11-01 09:00:00')),
  )
  expect(changes).toMatchObject({ added: 0, removed: 0 })
  expect((await installed(asker)).map(({ slug }) => slug)).toEqual(['microsoft-office', 'microsoft-windows'])
})

test('a list without a computer’s name waits for the uploader, who alone can map it', async () => {
  const asker = await manager()
  const stranger = await manager()
  const bytes = Buffer.from(
    'DisplayName,DisplayVersion,Publisher\r\nWPS Office 专业版,11.8.2.12085,Kingsoft Corp.\r\n',
  )
  const id = await upload(asker, 'list.csv', bytes)
  await expect(accept(asker, id)).rejects.toThrow('list-unmapped')
  const list = await owner.db
    .selectFrom('inventories')
    .select('id')
    .where('importId', '=', id)
    .executeTakeFirstOrThrow()
  const mapped = [{ inventoryId: list.id, no: 'PC-77' }]
  await expect(
    stranger.db.transaction().execute((tx) => mapImport(tx, stranger.actor, id, mapped)),
  ).rejects.toThrow('import-unknown')
  await asker.db.transaction().execute((tx) => mapImport(tx, asker.actor, id, mapped))
  while (await acceptNextImport(clock.db));
  expect(await computersOf(asker)).toMatchObject([{ no: 'PC-77' }])
})

test('a broken file is refused with its code, and nothing of it is kept', async () => {
  const asker = await manager()
  const id = await upload(asker, 'x.json', Buffer.from('{"deviceid": "x", "content": {"softwares": [{'))
  expect(await importOf(id)).toMatchObject({
    state: 'refused',
    problem: expect.stringMatching(/malformed|unknown-format/),
  })
  const bomb = await upload(
    asker,
    'x.xml',
    Buffer.from(
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><REQUEST><CONTENT>&b;</CONTENT></REQUEST>',
    ),
  )
  expect(await importOf(bomb)).toMatchObject({ state: 'refused', problem: 'doctype-refused' })
})

test('another enterprise sees neither import nor computers nor installations', async () => {
  const asker = await manager()
  const neighbor = await manager()
  const id = await upload(asker, 'a.ocs', ocs('PC-01', [office]))
  await accept(asker, id)
  for (const table of [
    'imports',
    'inventories',
    'inventoryRows',
    'computers',
    'installations',
    'coverage',
    'positions',
    'organizationStatuses',
  ] as const)
    expect(await neighbor.db.selectFrom(table).selectAll().execute(), table).toEqual([])
})

test('a reader that dies leaves its import to the next one', async () => {
  const asker = await manager()
  const id = await asker.db
    .transaction()
    .execute((tx) => receiveInventory(tx, asker.actor, { name: 'a.ocs', bytes: ocs('PC-01', [office]) }))
  await owner.db
    .updateTable('imports')
    .set({ phase: 'reading', beatAt: new Date() })
    .where('id', '=', id)
    .execute()
  expect(await readNextImport(clock.db)).toBe(false)
  await owner.db
    .updateTable('imports')
    .set({ beatAt: new Date(Date.now() - 60_000) })
    .where('id', '=', id)
    .execute()
  expect(await readNextImport(clock.db)).toBe(true)
  expect(await importOf(id)).toMatchObject({ state: 'read' })
})

describe.skipIf(!existsSync(folder))('the real inventories', () => {
  test('a Windows laptop: Office 2010 home-business once with channel oem, Windows 8.1 once', async () => {
    const asker = await manager()
    await accept(asker, await upload(asker, '2.xml', real('ocs-xml/2.xml')))
    const found = await installed(asker)
    expect(found.filter(({ slug }) => slug === 'microsoft-office')).toMatchObject([
      { edition: 'home-business', release: '2010', channel: 'oem' },
    ])
    expect(found.filter(({ slug }) => slug === 'microsoft-windows')).toMatchObject([
      { release: '8.1', channel: 'oem' },
    ])
    expect(await computersOf(asker)).toMatchObject([{ class: 'laptop', platform: 'windows' }])
    const dump = JSON.stringify(await owner.db.selectFrom('inventoryRows').select('data').execute())
    expect(dump).not.toMatch(/([A-Z0-9]{5}-){4}[A-Z0-9]{5}/)
  })

  test('a partial file replaces only what it holds', async () => {
    const asker = await manager()
    await accept(asker, await upload(asker, 'computer_1.json', real('glpi-json/computer_1.json')))
    const rows = () =>
      owner.db
        .selectFrom('computers')
        .innerJoin('inventoryRows', 'inventoryId', 'softwareFrom')
        .where('orgId', '=', asker.orgId)
        .where('kind', '=', 'software')
        .select('row')
        .execute()
    expect(await rows()).toHaveLength(6)
    await accept(asker, await upload(asker, 'partial.json', real('glpi-json/computer_1_partial_softs.json')))
    expect(await computersOf(asker)).toHaveLength(1)
    expect(await rows()).toHaveLength(6)
  })

  test('3,033 rows of a Linux computer are read whole, none of them licensable', async () => {
    const asker = await manager()
    const id = await upload(asker, 'computer_3.json', real('glpi-json/computer_3.json'))
    const changes = await accept(asker, id)
    expect(changes.computers).toBe(1)
    expect((await installed(asker)).every(({ class: kind }) => kind === 'open-source')).toBe(true)
    expect(await asker.db.selectFrom('positions').selectAll().execute()).toEqual([])
  })
})
