import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refusalOf, refuse } from '~/kernel/refusal'
import { notifyPerson } from '~/people/notify.server'
import { basePackData } from '../packs/base'
import type { Installation } from '../recognition/result'
import { refreshQueue } from '../queue/refresh.server'
import { ensureCatalog } from './catalog.server'
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
    await db.transaction().execute((tx) => acceptImport(tx, next.id))
  } catch (error) {
    const refusal = refusalOf(error)
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

/**
 * Makes installations of what an import found, all its computers at once: new rows are installations, vanished ones
 * uninstallations, in the sections that its lists speak of; the same again changes nothing. The position follows in
 * this transaction, the organization is locked first so that imports and deliveries take turns.
 */
export async function acceptImport(tx: Tx, importId: string): Promise<Changes | null> {
  const its = await lockImport(tx, importId)
  if (!its) return null
  const { id, orgId, by, report } = its
  await sql`insert into organization_statuses (org_id) values (${orgId}) on conflict do nothing`.execute(tx)
  await sql`select from organization_statuses where org_id = ${orgId} for no key update`.execute(tx)
  await ensureCatalog(tx, [...(await listFound(tx, id)), ...(await listSuggested(tx, id))], basePackData)
  await addComputers(tx, id)
  await describeComputers(tx, id)
  const changes = await changeInstallations(tx, id)
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

async function listFound(tx: Tx, importId: string) {
  const { rows } = await sql<Installation>`
    select distinct f.product, f.edition, f.release, f.publisher, f.category, f.class, coalesce(f.household, false) as household
    from inventories i cross join lateral jsonb_to_recordset(i.found) as f (product text, edition text, release text, publisher text,
      category text, class text, household boolean)
    where i.import_id = ${importId} and i.choice in ('existing', 'new') and i.identity <> 'aggregate'
    order by 1, 2, 3`.execute(tx)
  return rows
}

// A rule that takes the word from the title names none.
const fixed = (code: string | null | undefined) => (code && !code.includes('{') ? code : null)

// What unrecognized titles may be must be there to be chosen.
async function listSuggested(tx: Tx, importId: string) {
  const { rows } = await sql<{ product: string }>`
    select distinct s ->> 'product' as product
    from inventories i join inventory_rows r on r.inventory_id = i.id and r.class = 'unknown'
    cross join lateral jsonb_array_elements(r.suggestions) s
    where i.import_id = ${importId} and not exists (select from products p where p.slug = s ->> 'product')`.execute(
    tx,
  )
  const lacking = new Set(rows.map(({ product }) => product))
  return basePackData.rules
    .filter((rule) => lacking.has(rule.product))
    .map(({ household = false, edition, release, ...rule }) => ({
      ...rule,
      household,
      edition: fixed(edition),
      release: fixed(release),
    }))
}

/** New computers of the register, one for all lists that name the same machine. Refuses: number-taken. */
async function addComputers(tx: Tx, importId: string) {
  const { rows: taken } = await sql<{ no: string }>`
    select c.no from inventories i join computers c on c.org_id = i.org_id and lower(c.no) = lower(i.new_no)
    where i.import_id = ${importId} and i.choice = 'new' and i.computer_id is null limit 1`.execute(tx)
  if (taken[0]) refuse('number-taken', { facts: { no: taken[0].no } })
  await sql`
    with machines as (
      select distinct on (i.ref) i.org_id, i.ref, i.new_no, i.computer, max(i.collected_at) over (partition by i.ref) as collected_at
      from inventories i
      where i.import_id = ${importId} and i.choice = 'new' and i.computer_id is null and i.identity <> 'aggregate'
      order by i.ref, i.collected_at desc nulls last),
    named as (
      select *, row_number() over (partition by lower(new_no) order by ref) as nth from machines),
    added as (
      insert into computers (org_id, no, name, uuid, serial, device_id, class, platform, inventoried_at)
      select org_id, new_no || case when nth > 1 then '-' || nth else '' end, computer ->> 'name', computer ->> 'uuid', computer ->> 'serial',
             computer ->> 'deviceId', coalesce(computer ->> 'chassis', 'unknown'), coalesce(computer ->> 'platform', 'unknown'),
             coalesce(collected_at, clock_timestamp())
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
      order by i.computer_id, i.collected_at desc nulls last, i.source desc),
    lists as (select computer_id, inventory_id from spoken_in(${importId}) where section = 'software')
    update computers c
    set name = coalesce(n.computer ->> 'name', c.name), uuid = coalesce(n.computer ->> 'uuid', c.uuid),
        serial = coalesce(n.computer ->> 'serial', c.serial), device_id = coalesce(n.computer ->> 'deviceId', c.device_id),
        class = case when n.computer ->> 'chassis' in ('desktop', 'laptop', 'server', 'phone', 'virtual') then n.computer ->> 'chassis' else c.class end,
        platform = case when n.computer ->> 'platform' in ('windows', 'macos', 'linux', 'android') then n.computer ->> 'platform' else c.platform end,
        os = case when n.computer -> 'os' <> 'null' then n.computer -> 'os' else c.os end,
        inventoried_at = greatest(c.inventoried_at, n.collected_at, case when n.collected_at is null then clock_timestamp() end),
        protected = coalesce(n.protected, c.protected),
        software_from = coalesce(l.inventory_id, c.software_from)
    from newest n left join lists l on l.computer_id = n.computer_id
    where c.id = n.computer_id`.execute(tx)
}

// One statement, so that the position is calculated once, from the end of the change.
async function changeInstallations(tx: Tx, importId: string) {
  const { rows } = await sql<Pick<Changes, 'added' | 'removed' | 'kept'>>`
    with told as materialized (select * from installations_in(${importId})),
    spoken as materialized (select * from spoken_in(${importId}) where section in ('software', 'os')),
    gone as (
      update installations n set removed_on = greatest(n.last_seen, shanghai_day())
      from spoken s
      where n.computer_id = s.computer_id and n.section = s.section and n.removed_on is null and not exists (
        select from told t where t.computer_id = n.computer_id and t.product_id = n.product_id
          and t.edition_id is not distinct from n.edition_id and t.release_id is not distinct from n.release_id)
      returning n.id),
    kept as (
      update installations n set last_seen = greatest(n.last_seen, t.seen), version = coalesce(t.version, n.version),
        channel = case when t.channel <> 'unknown' then t.channel else n.channel end, marks = t.marks
      from told t
      where n.removed_on is null and n.computer_id = t.computer_id and n.product_id = t.product_id
        and n.edition_id is not distinct from t.edition_id and n.release_id is not distinct from t.release_id
        and (n.last_seen < t.seen or n.version is distinct from coalesce(t.version, n.version) or n.marks <> t.marks
             or t.channel <> 'unknown' and t.channel <> n.channel)
      returning n.id),
    added as (
      insert into installations (org_id, computer_id, product_id, edition_id, release_id, class, channel, version, household, section,
        marks, first_seen, last_seen)
      select c.org_id, t.computer_id, t.product_id, t.edition_id, t.release_id, t.class, t.channel, t.version, t.household, t.section,
             t.marks, t.seen, t.seen
      from told t join computers c on c.id = t.computer_id
      where not exists (select from installations n where n.removed_on is null and n.computer_id = t.computer_id
        and n.product_id = t.product_id and n.edition_id is not distinct from t.edition_id and n.release_id is not distinct from t.release_id)
      returning id)
    select (select count(*)::int from added) as added, (select count(*)::int from gone) as removed,
           (select count(*)::int from told) - (select count(*)::int from added) as kept,
           (select count(*) from kept) as renewed`.execute(tx)
  const { added, removed, kept } = rows[0]!
  return { added, removed, kept }
}
