import { setImmediate as breathe } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { readFile } from '~/kernel/files.server'
import { notifyPerson } from '~/people/notify.server'
import { packInUse } from '../packs/in-use.server'
import { readInventorySafely } from '../reading.server'
import { recognizer } from '../recognition/recognize'
import type { ProblemRecord } from '../record'
import { aliasesOf } from '../queue/aliases.server'
import { keepLists, type List, nameList, type NamedList, rowsAtOnce } from './keep.server'
import { count, type ImportReport } from './reporting'
import { smallHeap } from './small-heap.server'

type Db = Kysely<Database>
type Import = {
  id: string
  orgId: string
  by: string
  fileId: string | null
  fileName: string
  total: bigint
}

const beatSeconds = 30
const beatEvery = 1_000
const problemsAtOnce = 500
const listsAtOnce = 200
const setsAtOnce = 2

/** Reads the next import that waits, or one whose reader died; false when there is none. Commits as it goes. */
export async function readNextImport(db: Db): Promise<boolean> {
  const next = await claim(db)
  if (!next) return false
  using _ = smallHeap()
  try {
    await readImport(db, next)
  } catch (error) {
    await fail(db, next, 'reading-failed')
    throw error
  }
  return true
}

async function claim(db: Db): Promise<Import | undefined> {
  const { rows } = await sql<Import>`
    update imports set phase = 'reading', done = 0, beat_at = clock_timestamp()
    where id = (select id from imports where state = 'received' and (phase = 'waiting' or phase = 'reading'
                  and beat_at < clock_timestamp() - make_interval(secs => ${beatSeconds}))
                order by id limit 1 for update skip locked)
    returning id, org_id, by, file_id, file_name, total`.execute(db)
  return rows[0]
}

async function readImport(db: Db, its: Import) {
  await startOver(db, its.id)
  const file = its.fileId && (await readFile(db, its.fileId))
  if (!file) return fail(db, its, 'file-gone')
  const report: ImportReport = { sources: [] }
  const pack = await packInUse(db)
  const recognize = recognizer(pack.rules, await aliasesOf(db, its.orgId))
  let list: List | null = null
  let lists: NamedList[] = []
  let rows = 0
  let problems: ProblemRecord[] = []
  let done = 0n
  let beaten = Date.now()

  // While the database keeps some lists the next are read.
  const keeping: Promise<void>[] = []
  async function keep() {
    const named = lists
    lists = []
    rows = 0
    if (keeping.length === setsAtOnce) await keeping.shift()
    const kept = keepLists(db, its, named, pack.id)
    // Told where it is waited for.
    kept.catch(() => {})
    keeping.push(kept)
  }
  async function endList() {
    if (list) lists.push(nameList(list, recognize))
    if (rows >= rowsAtOnce || lists.length >= listsAtOnce) await keep()
    // Or the database would wait for the next word until all that is at hand is recognized.
    await breathe()
  }

  try {
    for await (const record of readInventorySafely(file.content, file.name)) {
      count(report.sources, record)
      if (record.kind === 'computer') {
        await endList()
        list = { file: fileOf(report), computer: record, rows: [] }
      } else if (record.kind !== 'file' && record.kind !== 'problem') {
        list!.rows.push(record)
        rows += 1
      }
      if (record.kind === 'file') done += BigInt(record.bytes)
      if (Date.now() - beaten > beatEvery) {
        await beat(db, its.id, done)
        beaten = Date.now()
      }
      if (record.kind === 'problem') problems.push(record)
      if (problems.length === problemsAtOnce) {
        await keepProblems(db, its.id, problems)
        problems = []
      }
    }
    await endList()
    await keep()
  } finally {
    await Promise.allSettled(keeping)
  }
  await Promise.all(keeping)
  await keepProblems(db, its.id, problems)
  await finish(db, its, report)
}

const fileOf = ({ sources }: ImportReport) => sources.at(-1)!

// What a reader that died had written is written again by the next one.
async function startOver(db: Db, importId: string) {
  await db
    .deleteFrom('inventoryRows')
    .where('inventoryId', 'in', (row) =>
      row.selectFrom('inventories').select('id').where('importId', '=', importId),
    )
    .execute()
  await db.deleteFrom('inventories').where('importId', '=', importId).execute()
  await db.deleteFrom('importProblems').where('importId', '=', importId).execute()
}

const beat = (db: Db, importId: string, done: bigint) =>
  db
    .updateTable('imports')
    .set({ done: sql<bigint>`least(total, ${done})`, beatAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', importId)
    .execute()

/** The rows that did not become a record, or did so with a doubt. */
export async function keepProblems(db: Db, importId: string, problems: readonly ProblemRecord[]) {
  if (problems.length === 0) return
  await db
    .insertInto('importProblems')
    .values(
      problems.map(({ source, computer, row, line, severity, code, field, excerpt }) => ({
        importId,
        source,
        computer,
        row,
        line,
        severity,
        code,
        field,
        excerpt,
      })),
    )
    .execute()
}

async function finish(db: Db, its: Import, report: ImportReport) {
  await db.transaction().execute(async (tx) => {
    const computers = report.sources.reduce((sum, source) => sum + source.computers, 0)
    const problem =
      computers === 0 ? (report.sources.find(({ fatal }) => fatal)?.fatal ?? 'nothing-found') : null
    await proposeComputers(tx, its.id)
    await tx
      .updateTable('imports')
      .set({
        state: problem ? 'refused' : 'read',
        phase: problem ? 'failed' : 'ready',
        problem,
        report: JSON.stringify(report),
        done: its.total,
        readAt: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', its.id)
      .execute()
    await notifyPerson(tx, its.by, {
      kind: problem ? 'inventory.refused' : 'inventory.read',
      href: `/inventory/imports/${its.id}`,
    })
  })
}

async function fail(db: Db, its: Import, problem: string) {
  await db
    .updateTable('imports')
    .set({ state: 'refused', phase: 'failed', problem })
    .where('id', '=', its.id)
    .execute()
}

/**
 * Which computer of the register each list is: by UUID, serial, asset number, name, in this order; one that names
 * itself and is not there yet becomes a new one, one without a name waits for the uploader (inventory.md §7).
 */
export async function proposeComputers(tx: Db, importId: string) {
  await sql`
    with matched as (
      select i.id, m.id as computer_id from inventories i
      cross join lateral (
        select c.id, count(*) over (partition by k.n) as alike from computers c
        cross join lateral (values (1, lower(c.uuid) = lower(i.computer ->> 'uuid')), (2, lower(c.serial) = lower(i.computer ->> 'serial')),
          (3, lower(c.no) = lower(i.computer ->> 'name')), (4, lower(c.name) = lower(i.computer ->> 'name'))) k (n, same)
        where c.org_id = i.org_id and c.state in ('in_use', 'spare') and k.same
        order by k.n limit 1) m
      where i.import_id = ${importId} and i.identity <> 'aggregate' and m.alike = 1)
    update inventories i
    set computer_id = m.computer_id,
        choice = case when i.identity = 'aggregate' then 'skip' when m.computer_id is not null then 'existing'
                      when coalesce(i.computer ->> 'name', i.computer ->> 'serial', i.computer ->> 'deviceId') is not null then 'new'
                      else 'undecided' end,
        new_no = case when m.computer_id is null
                      then coalesce(i.computer ->> 'name', i.computer ->> 'serial', i.computer ->> 'deviceId') end
    from inventories j left join matched m on m.id = j.id
    where i.id = j.id and j.import_id = ${importId}`.execute(tx)
}
