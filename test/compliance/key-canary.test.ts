import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { limits } from '~/compliance/limits'
import { aDatabase } from '../support/database'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { someone, clock } = peopleOf(database)
const key = 'CANRY-7KLMN-OPQRS-TUVWX-YZ234'
afterEach(() => vi.restoreAllMocks())

// In a column of keys, within a title, in a value that is no key column, in a row that is refused, and in a broken date.
const csv = Buffer.from(
  [
    'DisplayName,DisplayVersion,Publisher,ProductKey,InstallDate',
    `VLC,3.0,VideoLAN,${key},20250301`,
    `Tool ${key},1.0,Maker,,20250301`,
    `GIMP,${key},${key},,${key}`,
    `Audacity,1.0,Maker,,20250301,too many,${key}`,
  ].join('\r\n'),
)
const glpi = Buffer.from(
  JSON.stringify({
    deviceid: 'PC-1',
    content: {
      hardware: { name: 'PC-1', winprodkey: key },
      softwares: [{ name: 'VLC', version: '3.0', comments: key }],
      licenseinfos: [{ name: 'Office', fullname: 'Office 2016', key, productid: '00331-10000-00001-AA123' }],
    },
  }),
)

test('a product key in a file is in no table, neither as text nor as bytes, and in no line of a log', async () => {
  const lines: string[] = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk))
      return true
    })
  const manager = await someone('enterprise', ['asset_manager'])
  for (const [name, bytes] of [
    ['list.csv', csv],
    ['PC-1.json', glpi],
  ] as const) {
    const id = await manager.db
      .transaction()
      .execute((tx) => receiveInventory(tx, manager.actor, { name, bytes }))
    while (await readNextImport(clock.db));
    await sql`update inventories set choice = 'new', new_no = ${name} where import_id = ${id} and choice = 'undecided'`.execute(
      owner.db,
    )
    await manager.db.transaction().execute((tx) => mapImport(tx, manager.actor, id, []))
    while (await acceptNextImport(clock.db));
  }
  const { software } = await owner.db
    .selectFrom('inventoryRows')
    .select((row) => row.fn.countAll<bigint>().as('software'))
    .where('kind', '=', 'software')
    .executeTakeFirstOrThrow()
  expect(Number(software)).toBeGreaterThanOrEqual(4)

  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    owner.db,
  )
  expect(tables.length).toBeGreaterThan(100)
  const hex = Buffer.from(key).toString('hex')
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(name)} t where t::text like ${`%${key}%`} or t::text like ${`%${hex}%`} or t::text like ${`%${key.replaceAll('-', '')}%`}`.execute(
      owner.db,
    )
    expect(rows[0]!.n, name).toBe(0)
  }
  expect(lines.join('')).not.toContain(key)
  // The tail alone tells licenses apart.
  const tails = await owner.db
    .selectFrom('inventoryRows')
    .select(sql<string>`data ->> 'keyTail'`.as('tail'))
    .where('kind', '=', 'license')
    .execute()
  expect(tails).toEqual([{ tail: key.slice(-5) }])
})

test('a text of 500 MB is refused before it is kept or read', async () => {
  const manager = await someone('enterprise', ['asset_manager'])
  // As long as 500 MB to whoever asks, without taking them.
  const bytes = new Proxy(Buffer.alloc(0), {
    get: (target, name) =>
      name === 'length' || name === 'byteLength' ? 500_000_000 : Reflect.get(target, name),
  })
  expect(bytes.length).toBeGreaterThan(limits.fileBytes)
  await expect(
    manager.db
      .transaction()
      .execute((tx) => receiveInventory(tx, manager.actor, { name: 'huge.csv', bytes })),
  ).rejects.toThrow('too-large')
  expect(await manager.db.selectFrom('imports').select('id').execute()).toEqual([])
})
