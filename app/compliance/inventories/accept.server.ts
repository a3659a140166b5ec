import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refusalOf, refuse } from '~/kernel/refusal'
import { notifyPerson } from '~/people/notify.server'
import { recognizeAnew } from '../packs/anew.server'
import { type PackInUse, packInUse } from '../packs/in-use.server'
import { aliasesOf } from '../queue/aliases.server'
import { refreshQueue } from '../queue/refresh.server'
import { changeInstallations, lockEstate, nameFound } from './install.server'
import { joinLists } from './join.server'
import { meetSameMachines, proposeRegistered } from './meet.server'
import { moveImport } from './move.server'
import type { Changes, ImportReport } from './reporting'

type Tx = Kysely<Database>
type Import = { id: string; orgId: string; by: string; report: ImportReport }

/** Accepts the next import whose lists are mapped; false when there is none. One that fails waits for its uploader. */
export async function acceptNextImport(db: Tx): Promise<boolean> {
  const next = await db
    .selectFrom('imports')
    .select('id')
    .where('state', '=', 'mapped')
    .where('phase', '=', 'accepting')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!next) return false
  try {
    await weighLists(db, next.id)
    await db.transaction().execute((tx) => acceptImport(tx, next.id))
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal?.code === 'number-registered') await proposeRegistered(db, next.id)
    await db
      .updateTable('imports')
      .set({ phase: 'failed', problem: refusal?.code ?? 'accepting-failed' })
      .where('id', '=', next.id)
      .where('state', '=', 'mapped')
      .execute()
    if (!refusal) throw error
  }
  return true
}

const many = 500

/** Of many lists that were just read the planner knows nothing yet, and would compare each with each for minutes. */
export async function weighLists(db: Tx, importId: string) {
  const { lists } = await db
    .selectFrom('inventories')
    .select((row) => row.fn.countAll<bigint>().as('lists'))
    .where('importId', '=', importId)
    .executeTakeFirstOrThrow()
  if (Number(lists) >= many) await sql`analyze inventories`.execute(db)
}

/**
 * Makes installations of what an import found, all its computers at once: new rows are installations, vanished ones
 * uninstallations, in the sections that its lists speak of; the same again changes nothing. The position follows in
 * this transaction, the organization is locked first so that imports and deliveries take turns.
 */
export async function acceptImport(tx: Tx, importId: string): Promise<Changes | null> {
  const its = await lockImport(tx, importId)
  if (!its) return null
  const { id, orgId, by, report } = its
  await lockEstate(tx, orgId)
  const pack = await packInUse(tx)
  await bringUpToPack(tx, its, pack)
  await addComputers(tx, id)
  await joinLists(tx, its, pack)
  await nameFound(tx, { importId: id }, pack.rules.pack)
  await describeComputers(tx, id)
  const changes = await changeInstallations(tx, { importId: id })
  const unknown = await refreshQueue(tx, orgId)

  const collected = await tx
    .selectFrom('inventories')
    .select((row) => [
      row.fn.max('collectedAt').as('at'),
      sql<number>`count(distinct computer_id)::int`.as('computers'),
    ])
    .where('importId', '=', id)
    .where('choice', 'in', ['existing', 'new'])
    .executeTakeFirstOrThrow()
  const done: Changes = { ...changes, computers: collected.computers, unknown }
  await moveImport(tx, id, 'accept', {
    phase: 'ready',
    acceptedAt: sql<Date>`clock_timestamp()` as never,
    report: JSON.stringify({ ...report, changes: done }),
  })
  await tx
    .updateTable('inventories')
    .set({ acceptedAt: sql<Date>`clock_timestamp()` })
    .where('importId', '=', id)
    .where('choice', 'in', ['existing', 'new'])
    .execute()
  const facts = { import: id, computers: done.computers, collectedAt: collected.at?.toISOString() ?? null }
  const event = await record(tx, 'inventory.accepted', id, facts, { org: orgId })
  await notifyPerson(tx, by, { kind: 'inventory.accepted', href: `/inventory/imports/${id}`, event })
  return done
}

// Another worker may hold it; then it is that one's.
async function lockImport(tx: Tx, importId: string): Promise<Import | undefined> {
  return tx
    .selectFrom('imports')
    .select(['id', 'orgId', 'by', 'report'])
    .where('id', '=', importId)
    .where('state', '=', 'mapped')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

// What was read before another pack was activated, or before a name was told, is recognized as of now.
async function bringUpToPack(tx: Tx, { id, orgId }: Import, pack: PackInUse) {
  const { rows } = await sql<{ id: string }>`
    select n.id from inventories n join imports i on i.id = n.import_id
    where n.import_id = ${id} and (n.pack_id is distinct from ${pack.id}::uuid
      or exists (select from recognition_aliases a where (a.org_id = ${orgId} or a.org_id is null) and a.at > i.read_at))`.execute(
    tx,
  )
  if (rows.length === 0) return
  const lists = rows.map((row) => row.id)
  await recognizeAnew(tx, lists, pack, await aliasesOf(tx, orgId))
}

/**
 * New computers of the register, one for all lists that name the same machine; what another upload has registered since
 * is met there. Refuses: number-registered (since, by a list that may be of another machine), number-taken (by one that is gone).
 */
async function addComputers(tx: Tx, importId: string) {
  await meetSameMachines(tx, importId)
  const { rows: taken } = await sql<{ no: string; isGone: boolean }>`
    select c.no, c.state in ('scrapped', 'transferred') as is_gone
    from inventories i join computers c on c.org_id = i.org_id and lower(c.no) = lower(i.new_no)
    where i.import_id = ${importId} and i.choice = 'new' and i.computer_id is null order by is_gone desc limit 1`.execute(
    tx,
  )
  if (taken[0]) refuse(taken[0].isGone ? 'number-taken' : 'number-registered', { facts: { no: taken[0].no } })
  await sql`
    with machines as (
      select distinct on (i.ref) i.org_id, i.ref, i.new_no, i.computer
      from inventories i
      where i.import_id = ${importId} and i.choice = 'new' and i.computer_id is null and i.identity <> 'aggregate'
      order by i.ref, i.collected_at desc nulls last),
    named as (
      select *, row_number() over (partition by lower(new_no) order by ref) as nth from machines),
    added as (
      insert into computers (org_id, no, name, uuid, serial, device_id, class, platform)
      select org_id, new_no || case when nth > 1 then '-' || nth else '' end, computer ->> 'name', computer ->> 'uuid', computer ->> 'serial',
             computer ->> 'deviceId', coalesce(computer ->> 'chassis', 'unknown'), coalesce(computer ->> 'platform', 'unknown')
      from named order by ref
      returning id, no)
    update inventories i set computer_id = a.id
    from named n join added a on a.no = n.new_no || case when n.nth > 1 then '-' || n.nth else '' end
    where i.import_id = ${importId} and i.ref = n.ref and i.choice = 'new'`.execute(tx)
}

/** What the newest list of each computer says of the machine itself; silence changes nothing. */
async function describeComputers(tx: Tx, importId: string) {
  await sql`
    with newest as (
      select distinct on (i.computer_id) i.* from inventories i
      where i.import_id = ${importId} and i.choice in ('existing', 'new') and i.identity <> 'aggregate'
      order by i.computer_id, i.collected_at desc nulls last, i.joined_to nulls first, i.file_sha256, i.ref, i.source),
    lists as (select computer_id, inventory_id from spoken_in(${importId}) where section = 'software'),
    told as (
      select i.computer_id, max(t.at) as at, max(t.at) filter (where 'software' = any (i.sections)) as software_at,
             max(t.at) filter (where 'os' = any (i.sections)) as os_at
      from inventories i cross join lateral (select coalesce(i.collected_at, clock_timestamp()) as at) t
      where i.import_id = ${importId} and i.choice in ('existing', 'new') and i.identity <> 'aggregate' group by 1)
    update computers c
    set name = coalesce(n.computer ->> 'name', c.name), uuid = coalesce(n.computer ->> 'uuid', c.uuid),
        serial = coalesce(n.computer ->> 'serial', c.serial), device_id = coalesce(n.computer ->> 'deviceId', c.device_id),
        class = case when n.computer ->> 'chassis' in ('desktop', 'laptop', 'server', 'phone', 'virtual') then n.computer ->> 'chassis' else c.class end,
        platform = case when n.computer ->> 'platform' in ('windows', 'macos', 'linux', 'android') then n.computer ->> 'platform' else c.platform end,
        os = case when n.computer -> 'os' <> 'null' then n.computer -> 'os' else c.os end,
        inventoried_at = greatest(c.inventoried_at, t.at), software_at = greatest(c.software_at, t.software_at),
        os_at = greatest(c.os_at, t.os_at),
        protected = coalesce(n.protected, c.protected),
        software_from = coalesce(l.inventory_id, c.software_from)
    from newest n join told t using (computer_id) left join lists l using (computer_id)
    where c.id = n.computer_id`.execute(tx)
}
