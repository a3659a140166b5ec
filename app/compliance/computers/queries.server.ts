import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { ListAge } from './age'
import type { ComputerFilter, ComputerSort } from './filter'

type Db = Kysely<Database>

const pageSize = 50

const keys: Record<ComputerSort, ReturnType<typeof sql>> = {
  no: sql`c.no`,
  name: sql`coalesce(c.name, '')`,
  inventoried: sql`coalesce(c.inventoried_at, '-infinity'::timestamptz)`,
}

const listAge = sql<ListAge>`
  case when is_inventoried(c) then 'fresh' when is_young(c.os_at) then 'no_software' when is_young(c.software_at) then 'no_system'
    when coalesce(c.software_at, c.os_at) is null then 'never' else 'old' end`

function wanted(actor: Actor, { q, state, class: kind, age, department, finding }: ComputerFilter) {
  const like = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  return sql.join(
    [
      sql`c.org_id = ${actor.organizationId}`,
      state && sql`c.state = ${state}`,
      kind && sql`c.class = ${kind}`,
      age && (age === 'not_fresh' ? sql`not is_inventoried(c)` : sql`${listAge} = ${age}`),
      department && sql`c.department = ${department}`,
      q &&
        sql`(c.no ilike ${like} or c.name ilike ${like} or c.serial ilike ${like} or c.department ilike ${like})`,
      finding === 'gap' &&
        sql`exists (select from coverage v join installations i on i.id = v.installation_id where i.computer_id = c.id
              and i.removed_on is null and v.entitlement_id is null and v.reason not in ('undetermined', 'free'))`,
      finding === 'unknown' &&
        sql`exists (select from inventory_rows r where r.inventory_id = c.software_from and r.class = 'unknown')`,
    ].filter((part) => !!part),
    sql` and `,
  )
}

export type ComputerRow = {
  id: string
  no: string
  name: string | null
  class: 'desktop' | 'laptop' | 'server' | 'phone' | 'virtual' | 'unknown'
  platform: string
  department: string | null
  person: string | null
  state: 'in_use' | 'spare' | 'scrapped' | 'transferred'
  inventoriedAt: Date | null
  listAge: ListAge
  licensable: number
  gap: number
  unknown: number
}

/** One's own register of computers with what runs uncovered or unrecognized on each; `limit` null lists all. */
export async function listComputers(
  db: Db,
  actor: Actor,
  filter: ComputerFilter,
  limit: number | null = pageSize,
) {
  const where = wanted(actor, filter)
  const key = keys[filter.sort]
  const [order, beyond] = filter.descending ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`]
  const after = filter.after
    ? sql`and (${key}, c.id) ${beyond} (select ${key}, c.id from computers c where c.id = ${filter.after}::uuid)`
    : sql``
  const { rows } = await sql<ComputerRow>`
    with page as materialized (
      select c.* from computers c where ${where} ${after} order by ${key} ${order}, c.id ${order} limit ${limit === null ? null : limit + 1}::int)
    select c.id, c.no, c.name, c.class, c.platform, c.department, p.name as person, c.state, c.inventoried_at, ${listAge} as list_age,
           coalesce(f.licensable, 0) as licensable, coalesce(f.gap, 0) as gap, coalesce(u.unknown, 0) as unknown
    from page c
    left join persons p on p.id = c.person_id
    left join lateral (
      select count(*) filter (where v.reason <> 'free')::int as licensable,
             count(*) filter (where v.entitlement_id is null and v.reason not in ('undetermined', 'free'))::int as gap
      from installations i join coverage v on v.installation_id = i.id where i.computer_id = c.id and i.removed_on is null) f on true
    left join lateral (
      select count(*)::int as unknown from inventory_rows r where r.inventory_id = c.software_from and r.class = 'unknown') u on true
    order by ${key} ${order}, c.id ${order}`.execute(db)
  const { rows: counted } = await sql<{
    total: number
  }>`select count(*)::int as total from computers c where ${where}`.execute(db)
  const shown = limit === null ? rows : rows.slice(0, limit)
  return {
    rows: shown,
    total: counted[0]!.total,
    next: limit !== null && rows.length > limit ? shown.at(-1)!.id : null,
  }
}

export async function listDepartments(db: Db, actor: Actor): Promise<string[]> {
  const rows = await db
    .selectFrom('computers')
    .select('department')
    .distinct()
    .where('orgId', '=', actor.organizationId)
    .where('department', 'is not', null)
    .orderBy('department')
    .limit(200)
    .execute()
  return rows.map(({ department }) => department!)
}

/** A computer that the reader may see: one's own, or one of an enterprise that is being inspected. */
export function findComputer(db: Db, computerId: string) {
  return db
    .selectFrom('computers as c')
    .leftJoin('persons', 'persons.id', 'c.personId')
    .leftJoin('inventories', 'inventories.id', 'c.softwareFrom')
    .innerJoin('organizations', 'organizations.id', 'c.orgId')
    .selectAll('c')
    .select([
      'persons.name as person',
      'organizations.name as organization',
      'inventories.importId',
      'inventories.fileName',
      'inventories.format',
      'inventories.collectedAt',
      listAge.as('listAge'),
    ])
    .where('c.id', '=', computerId)
    .executeTakeFirst()
}

/** What is installed on a computer today, each with the right that covers it or the reason why none does. */
export async function listInstalled(db: Db, computerId: string) {
  const { rows } = await sql<{
    id: string
    productId: string
    slug: string
    nameZh: string
    nameEn: string
    category: string
    edition: string | null
    editionEn: string | null
    release: string | null
    version: string | null
    channel: string
    class: string
    marks: string[]
    firstSeen: string
    lastSeen: string
    reason: string | null
    entitlementId: string | null
    entitlementNo: string | null
    unitNo: number | null
  }>`
    select i.id, p.id as product_id, p.slug, p.name_zh, p.name_en, p.category, e.name_zh as edition, e.name_en as edition_en, r.name as release, i.version, i.channel,
           i.class, i.marks, i.first_seen, i.last_seen, v.reason, v.entitlement_id, n.no as entitlement_no, v.unit_no
    from installations i
    join products p on p.id = i.product_id
    left join editions e on e.id = i.edition_id
    left join releases r on r.id = i.release_id
    left join coverage v on v.installation_id = i.id
    left join entitlements n on n.id = v.entitlement_id
    where i.computer_id = ${computerId}::uuid and i.removed_on is null
    order by array_position('{licensable,free,open-source}', i.class), v.entitlement_id is not null, p.category, p.slug`.execute(
    db,
  )
  return rows
}

/** How the newest list's rows were judged: counts by class. */
export async function countRows(db: Db, inventoryId: string | null) {
  const rows = await db
    .selectFrom('inventoryRows')
    .select((row) => ['class', row.fn.countAll<bigint>().as('n')] as const)
    .where('inventoryId', '=', inventoryId)
    .where('kind', '=', 'software')
    .groupBy('class')
    .execute()
  return rows.map(({ class: kind, n }) => ({ class: kind, n: Number(n) }))
}

/** The rows of a computer's newest list as they stood in the file, with what recognition says of each. */
export async function listRows(db: Db, inventoryId: string | null, kind: string | undefined) {
  const rows = await db
    .selectFrom('inventoryRows')
    .select(['row', 'class', 'step', 'rule', 'publisher', 'product', 'edition', 'release'])
    .select([
      sql<string>`data ->> 'name'`.as('name'),
      sql<string | null>`data ->> 'version'`.as('version'),
      sql<string | null>`data ->> 'publisher'`.as('publisherName'),
      sql<number | null>`(data ->> 'line')::int`.as('line'),
    ])
    .where('inventoryId', '=', inventoryId)
    .where('kind', '=', 'software')
    .$if(kind !== undefined, (query) => query.where('class', '=', kind as 'unknown'))
    .orderBy('row')
    .limit(1_000)
    .execute()
  return rows
}

export type ComputerChange = {
  key: string
  on: string
  kind:
    | 'installed'
    | 'uninstalled'
    | 'listed'
    | 'assigned'
    | 'returned'
    | 'license.retired'
    | 'license.reinstated'
    | 'computer.retired'
    | 'computer.moved'
    | 'computer.in_use'
    | 'computer.spare'
    | 'computer.described'
  nameZh: string | null
  nameEn: string | null
  what: string | null
  whatEn: string | null
  importId: string | null
}

/**
 * What changed on a computer, the newest first: software that came and went, the lists that said so, units that it was
 * given and gave back, what came with it, and where it went itself.
 */
export async function listChanges(db: Db, computerId: string) {
  const { rows } = await sql<ComputerChange>`
    select * from (
      select 'i' || i.id as key, i.first_seen::text as on, 'installed' as kind, p.name_zh, p.name_en,
             concat_ws(' ', e.name_zh, r.name) as what, concat_ws(' ', e.name_en, r.name) as what_en, null::uuid as import_id
      from installations i join products p on p.id = i.product_id left join editions e on e.id = i.edition_id left join releases r on r.id = i.release_id
      where i.computer_id = ${computerId}::uuid
      union all
      select 'u' || i.id, i.removed_on::text, 'uninstalled', p.name_zh, p.name_en, concat_ws(' ', e.name_zh, r.name), concat_ws(' ', e.name_en, r.name), null
      from installations i join products p on p.id = i.product_id left join editions e on e.id = i.edition_id left join releases r on r.id = i.release_id
      where i.computer_id = ${computerId}::uuid and i.removed_on is not null
      union all
      select 'l' || n.id, shanghai_day(n.accepted_at)::text, 'listed', null, null, n.file_name, null, n.import_id
      from inventories n where n.computer_id = ${computerId}::uuid and n.accepted_at is not null
      union all
      select u.kind || a.id, shanghai_day(u.at)::text, u.kind, p.name_zh, p.name_en, n.no, null, null
      from assignments a join entitlements n on n.id = a.entitlement_id join products p on p.id = n.product_id
      cross join lateral (values ('assigned', a.since), ('returned', a.until)) u (kind, at)
      where a.computer_id = ${computerId}::uuid and u.at is not null
      union all
      select 'e' || e.id, shanghai_day(e.at)::text, e.kind, p.name_zh, p.name_en, n.no, null, null
      from entitlements n join products p on p.id = n.product_id
      join events e on e.subject_id = n.id and e.kind in ('license.retired', 'license.reinstated')
      where n.bound_computer_id = ${computerId}::uuid
      union all
      select 'm' || e.id, shanghai_day(e.at)::text, e.kind, null, null, null, null, null
      from events e where e.subject_id = ${computerId}::uuid
        and e.kind in ('computer.retired', 'computer.moved', 'computer.in_use', 'computer.spare', 'computer.described')) c
    order by c.on desc, c.kind, c.key limit 200`.execute(db)
  return rows
}

/** One's own computers in use, to choose from. */
export function listComputerChoices(db: Db, actor: Actor) {
  return db
    .selectFrom('computers')
    .select(['id', 'no'])
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', ['in_use', 'spare'])
    .orderBy('no')
    .limit(2_000)
    .execute()
}

export type ComputerToGive = {
  id: string
  no: string
  name: string | null
  rights: number
  forbidden: boolean
}

/** One's own computers that something came with: what may go to another enterprise in one move. */
export async function listComputersToGive(db: Db, { organizationId }: Actor): Promise<ComputerToGive[]> {
  const { rows } = await sql<ComputerToGive>`
    select c.id, c.no, c.name, count(*)::int as rights, bool_or(g.forbidden) as forbidden
    from computers c cross join lateral computer_to_give(c.id) g
    where c.org_id = ${organizationId} and c.state in ('in_use', 'spare')
      and exists (select from entitlements n where n.bound_computer_id = c.id)
      and not exists (select from transfers t where t.computer_id = c.id and t.state in ('offered', 'accepted'))
    group by c.id order by c.no limit 500`.execute(db)
  return rows
}

/** The open offer of a computer, where it stands. */
export const findOpenOffer = (db: Db, computerId: string) =>
  db
    .selectFrom('transfers')
    .select('id')
    .where('computerId', '=', computerId)
    .where('state', 'in', ['offered', 'accepted'])
    .executeTakeFirst()
