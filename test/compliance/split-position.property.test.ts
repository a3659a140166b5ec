import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { acceptImport } from '~/compliance/inventories/accept.server'
import { keepLists, nameList } from '~/compliance/inventories/keep.server'
import { basePack, basePackData } from '~/compliance/packs/base'
import { readInventory } from '~/compliance/reading'
import { recognizer } from '~/compliance/recognition/recognize'
import type { ComputerRecord, RowRecord } from '~/compliance/record'
import { aDatabase } from '../support/database'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { someone, clock } = peopleOf(database)
const recognize = recognizer(basePack())

const samples = basePackData.rules
  .filter(({ class: kind, category }) => kind === 'licensable' && category !== 'operating-system')
  .flatMap(({ examples }) => examples.slice(0, 1))
const aList = fc.array(fc.constantFrom(...samples), { minLength: 1, maxLength: 12 })
const machines = ['PC-1', 'PC-2', 'PC-3', 'PC-4']
const anEstate = fc.tuple(...machines.map(() => aList))

/** One file of the tool for these machines: a list per machine, as GLPI writes it, in one JSON per machine. */
const fileOf = (machine: string, list: readonly (typeof samples)[number][]) =>
  Buffer.from(
    JSON.stringify({
      deviceid: machine,
      content: {
        hardware: { name: machine },
        softwares: list.map(({ title, publisher, version }) => ({ name: title, publisher, version })),
      },
    }),
  )

/** Brings files in as one upload, without the worker's processes: the same commands in the same order. */
async function bringIn(manager: Someone, files: readonly Buffer[]) {
  const { id } = await owner.db
    .insertInto('imports')
    .values({
      orgId: manager.orgId,
      by: manager.personId,
      fileId: await anyFile(manager),
      fileName: 'list.json',
      fileSha256: Buffer.alloc(32),
      state: 'read',
      phase: 'ready',
      readAt: new Date(),
      report: JSON.stringify({ sources: [] }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [source, bytes] of files.entries()) {
    let computer: ComputerRecord | null = null
    const rows: RowRecord[] = []
    for await (const record of readInventory(bytes, 'list.json'))
      if (record.kind === 'computer') computer = { ...record, source: source + 1, computer: record.name! }
      else if (record.kind === 'software')
        rows.push({ ...record, source: source + 1, computer: computer!.computer })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const file = { source: source + 1, file: 'list.json', format: 'glpi-json', sha256 } as never
    const named = [nameList({ file, computer: computer!, rows }, recognize)]
    await keepLists(clock.db, { id, orgId: manager.orgId }, named, null)
  }
  await sql`
    update inventories i set choice = case when c.id is null then 'new' else 'existing' end, computer_id = c.id, new_no = i.computer ->> 'name'
    from inventories j left join computers c on c.org_id = j.org_id and c.no = j.computer ->> 'name'
    where i.id = j.id and i.import_id = ${id}`.execute(owner.db)
  await owner.db
    .updateTable('imports')
    .set({ state: 'mapped', phase: 'accepting' })
    .where('id', '=', id)
    .execute()
  await clock.db.transaction().execute((tx) => acceptImport(tx, id))
}

async function anyFile({ orgId }: Someone) {
  const { id } = await owner.db
    .insertInto('files')
    .values({ orgId, name: 'list.json', sha256: Buffer.alloc(32), bytes: 1n, mediaType: 'application/json' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function positionOf({ orgId }: Someone) {
  const { rows } = await sql<Record<string, unknown>>`
    select p.slug, n.installed, n.entitled, n.covered, n.gap, n.undetermined, n.unknown, n.status
    from positions n join products p on p.id = n.product_id where n.org_id = ${orgId} and n.status <> 'not_applicable' order by p.slug`.execute(
    owner.db,
  )
  return rows
}

test('an estate brought in as one upload, or split at random into two, has the same position', async () => {
  await fc.assert(
    fc.asyncProperty(
      anEstate,
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      async (lists, sides) => {
        const files = machines.map((machine, at) => fileOf(machine, lists[at]!))
        const [whole, split] = [
          await someone('enterprise', ['asset_manager']),
          await someone('enterprise', ['asset_manager']),
        ]
        await bringIn(whole, files)
        for (const side of [true, false]) {
          const half = files.filter((_, at) => sides[at] === side)
          if (half.length > 0) await bringIn(split, half)
        }
        expect(await positionOf(split)).toEqual(await positionOf(whole))
        expect((await positionOf(whole)).length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 12 },
  )
})

test('the list of a computer, cut into two in whatever order and with a part twice, is the same list', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...samples), { minLength: 2, maxLength: 12 }),
      fc.infiniteStream(fc.boolean()),
      async (list, sides) => {
        const side = list.map(() => sides.next().value)
        const halves = [true, false].map((one) => list.filter((_, at) => side[at] === one))
        const parts = halves.filter((half) => half.length > 0).map((half) => fileOf('PC-1', half))
        const [whole, once, reversed] = [
          await someone('enterprise', ['asset_manager']),
          await someone('enterprise', ['asset_manager']),
          await someone('enterprise', ['asset_manager']),
        ]
        await bringIn(whole, [fileOf('PC-1', list)])
        await bringIn(once, parts)
        await bringIn(reversed, [...parts.toReversed(), parts[0]!])
        expect(await positionOf(once)).toEqual(await positionOf(whole))
        expect(await positionOf(reversed)).toEqual(await positionOf(whole))
        expect(await listOf(reversed)).toEqual({ lists: 1, rows: list.length, software: list.length })
      },
    ),
    { numRuns: 8 },
  )
})

/** The list that its one computer goes by: one, with every row. */
async function listOf({ orgId }: Someone) {
  const { rows } = await sql`
    select count(distinct i.id)::int as lists, count(r.*)::int as rows, max(i.software) as software
    from computers c join inventories i on i.id = c.software_from join inventory_rows r on r.inventory_id = i.id and r.kind = 'software'
    where c.org_id = ${orgId}`.execute(owner.db)
  return rows[0]
}
