import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { acceptImport, acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { sendDelivery } from '~/orders/deliver.server'
import { aDatabase } from '../support/database'
import { fund } from '../support/deliveries'
import { aGlpiInventory } from '../support/inventories'
import { tradeOf } from '../support/orders'
import { aZip } from '../support/packed-zip'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { someone, clock } = peopleOf(database)
const trade = tradeOf(database)
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

const officeOf = ({ orgId }: Someone) =>
  owner.db
    .selectFrom('installations')
    .innerJoin('products', 'products.id', 'installations.productId')
    .innerJoin('coverage', 'coverage.installationId', 'installations.id')
    .innerJoin('positions', (join) =>
      join
        .onRef('positions.orgId', '=', 'installations.orgId')
        .onRef('positions.productId', '=', 'installations.productId'),
    )
    .select([
      'installations.productId',
      'installations.editionId',
      'installations.releaseId',
      'installations.computerId',
      'coverage.reason',
      'coverage.entitlementId',
      'gap',
    ])
    .where('installations.orgId', '=', orgId)
    .where('slug', '=', 'microsoft-office')
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

test('a computer that two uploads took for new is one: by its UUID at once, by its number once that is confirmed', async () => {
  const asker = await manager()
  const list = (software: [string, string, string], uuid: string | null) => {
    const rows = [{ name: software[0], version: software[1], publisher: software[2] }]
    return Buffer.from(aGlpiInventory(rows, { name: 'PC-01', ...(uuid && { uuid }) }))
  }
  const uuid = '4c4c4544-0039-4210-8052-b4c04f4e3332'
  const [first, same, other] = [
    await upload(asker, 'a.json', list(office, uuid)),
    await upload(asker, 'b.json', list(wps, uuid)),
    await upload(asker, 'c.json', list(office, null)),
  ]
  await asker.db.transaction().execute(async (tx) => {
    for (const id of [first, same, other]) await mapImport(tx, asker.actor, id, [])
  })
  while (await acceptNextImport(clock.db));
  expect(await computersOf(asker)).toMatchObject([{ no: 'PC-01' }])
  expect((await installed(asker)).map(({ slug }) => slug)).toEqual(['wps-office'])
  expect(await importOf(other)).toMatchObject({
    state: 'mapped',
    phase: 'failed',
    problem: 'number-registered',
  })
  const proposed = await owner.db
    .selectFrom('inventories')
    .innerJoin('computers', 'computers.id', 'computerId')
    .select(['choice', 'no'])
    .where('importId', '=', other)
    .executeTakeFirst()
  expect(proposed).toEqual({ choice: 'existing', no: 'PC-01' })

  expect(await accept(asker, other)).toMatchObject({ computers: 1, added: 1, removed: 1 })
  expect(await computersOf(asker)).toHaveLength(1)
  expect((await installed(asker)).map(({ slug }) => slug)).toEqual(['microsoft-office'])
})

test('of what two uploads took for one new computer the second one may be given another number', async () => {
  const asker = await manager()
  const list = ([name, version, publisher]: [string, string, string]) =>
    Buffer.from(aGlpiInventory([{ name, version, publisher }], { name: 'PC-01' }))
  const [first, second] = [
    await upload(asker, 'a.json', list(wps)),
    await upload(asker, 'b.json', list(office)),
  ]
  await asker.db.transaction().execute(async (tx) => {
    for (const id of [first, second]) await mapImport(tx, asker.actor, id, [])
  })
  while (await acceptNextImport(clock.db));
  const { id } = await owner.db
    .selectFrom('inventories')
    .select('id')
    .where('importId', '=', second)
    .executeTakeFirstOrThrow()
  const renamed = [{ inventoryId: id, no: 'PC-02' }]
  await asker.db.transaction().execute((tx) => mapImport(tx, asker.actor, second, renamed))
  while (await acceptNextImport(clock.db));
  expect(await computersOf(asker)).toMatchObject([{ no: 'PC-01' }, { no: 'PC-02' }])
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

test('two imports and a delivery at once end as a count from the beginning has them; readers go on meanwhile', async () => {
  const buyer = await trade.anApprover()
  const asker = await someone('enterprise', ['asset_manager'], buyer.orgId)
  await accept(asker, await upload(asker, 'first.ocs', ocs('PC-1', [office])))
  const [{ editionId }] = (await officeOf(asker)) as [Awaited<ReturnType<typeof officeOf>>[number]]
  const order = await trade.aConfirmedOrder({ buyer, lines: [{ quantity: 6, editionId: editionId! }] })
  await fund(owner.db, order.id)
  const machines = (from: number) =>
    aZip(
      Array.from({ length: 8 }, (_, at) => ({
        name: `${from + at}.ocs`,
        data: ocs(`PC-${from + at}`, at % 2 ? [office] : [office, wps]),
      })),
    )
  const [one, two] = [await upload(asker, 'a.zip', machines(1)), await upload(asker, 'b.zip', machines(9))]
  for (const id of [one, two])
    await asker.db.transaction().execute((tx) => mapImport(tx, asker.actor, id, []))

  const inTx = clock.db.transaction()
  const { others } = await inTx.execute(async (tx) => {
    await acceptImport(tx, one)
    expect(await asker.db.selectFrom('positions').select('installed').execute()).toEqual([
      { installed: 1 },
      { installed: 1 },
    ])
    const others = Promise.all([
      order.vendor.db.transaction().execute((later) =>
        sendDelivery(later, order.vendor.actor, order.id, {
          remark: null,
          subcontractorId: null,
          lines: [
            {
              lineId: order.lineIds[0]!,
              quantity: 6,
              termStart: '2026-11-01',
              termEnd: null,
              maintenanceUntil: null,
              channel: 'volume-mak',
              licenseNo: null,
            },
          ],
        }),
      ),
      clock.db.transaction().execute((later) => acceptImport(later, two)),
    ])
    await expect.poll(waiting).toBe(2)
    return { others }
  })
  await others

  expect((await owner.pool.query('select * from positions_differing(shanghai_day())')).rows).toEqual([])
  expect(await computersOf(asker)).toHaveLength(16)
  const found = await officeOf(asker)
  expect(found).toHaveLength(16)
  expect(found[0]).toMatchObject({ gap: 10 })
})

/** How many transactions of this database wait for another one's end. */
const waiting = async () =>
  (
    await owner.pool.query(
      `select count(distinct l.pid)::int as n from pg_locks l join pg_stat_activity a using (pid)
       where not l.granted and a.datname = current_database()`,
    )
  ).rows[0].n

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

  test('a file that lists databases alone removes no software', async () => {
    const asker = await manager()
    const [name, version, publisher] = office
    const hardware = { name: 'COMP1', uuid: '4BDRGGFE-0046-4710-8047-B2C04F503732' }
    const list = aGlpiInventory([{ name, version, publisher }], hardware)
    await accept(asker, await upload(asker, 'list.json', Buffer.from(list)))
    const partial = real('glpi-json/computer_2_partial_dbs.json')
    const changes = await accept(asker, await upload(asker, 'partial.json', partial))
    expect(changes).toMatchObject({ computers: 1, removed: 0 })
    expect(await computersOf(asker)).toHaveLength(1)
    expect(await installed(asker)).toContainEqual(expect.objectContaining({ slug: 'microsoft-office' }))
  })

  test('a license that came with one computer covers it, and not a second one with the same list', async () => {
    const asker = await manager()
    const list = real('ocs-xml/2.xml').toString()
    await accept(asker, await upload(asker, '2.xml', Buffer.from(list)))
    const its = await officeOf(asker)
    expect(its).toMatchObject([{ gap: 1 }])
    const [{ productId, editionId, releaseId, computerId }] = its as [(typeof its)[number]]
    const { id } = await owner.db
      .insertInto('entitlements')
      .values({
        orgId: asker.orgId, source: 'oem', channel: 'oem', productId, editionId: editionId!, releaseId, metric: 'device',
        quantity: 1, term: 'perpetual', startsOn: '2014-01-01', boundComputerId: computerId,
      })
      .returning('id')
      .executeTakeFirstOrThrow() // oxfmt-ignore
    expect(await officeOf(asker)).toMatchObject([{ gap: 0, reason: 'bound', entitlementId: id }])

    const [uuid] = /(?<=<UUID>)[^<]+/.exec(list)!
    const [name] = /(?<=<HARDWARE>[\s\S]*<NAME>)[^<]+/.exec(list)!
    const other = list
      .replaceAll(uuid!, '11111111-2222-3333-4444-555555555555')
      .replaceAll(name!, 'PC-OTHER')
      .replaceAll(/<(SSN|DEVICEID)>[^<]*/g, '<$1>other')
    await accept(asker, await upload(asker, '2-other.xml', Buffer.from(other)))
    expect(await computersOf(asker)).toHaveLength(2)
    const reasons = (await officeOf(asker)).map(({ gap, reason }) => `${gap} ${reason}`)
    expect(reasons.toSorted()).toEqual(['1 bound', '1 bound-elsewhere'])
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
