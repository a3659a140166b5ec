import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { OrganizationStatus } from '../status'
import type { OversightFilter } from './filter'

type Db = Kysely<Database>

const pageSize = 50

export type OverseenRow = {
  id: string
  name: string
  nameEn: string | null
  uscc: string
  districtZh: string | null
  districtEn: string | null
  ownership: string | null
  status: OrganizationStatus
  since: Date | null
  inUse: number
  inventoried: number
  gaps: number
  gap: number
  selfInspection: string | null
  /** Of the rows of its lists, how many are recognized; null without any list. */
  known: number | null
}

// The row policy of organizations lets an agency see those it answers for, officers and auditors all.
const overseen = sql`
  from organizations o
  left join organization_statuses s on s.org_id = o.id
  left join districts d on d.code = o.district
  where o.kind = 'enterprise' and (o.state <> 'unverified' or o.registration_on is not null)`

const statusOf = sql`coalesce(s.status, 'not_inspected')`

function wanted({ q, status, district, sector, ownership }: OversightFilter) {
  const like = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  return sql.join(
    [
      sql``,
      status && sql`and ${statusOf} = ${status}`,
      district && sql`and o.district = ${district}`,
      sector && sql`and o.sector like ${`${sector.replaceAll(/[%_\\]/g, '')}%`}`,
      ownership && sql`and o.ownership = ${ownership}`,
      q && sql`and (o.name ilike ${like} or o.name_en ilike ${like} or o.uscc = ${q.toUpperCase()})`,
    ].filter((part) => part !== undefined && part !== ''),
    sql` `,
  )
}

/** How many enterprises within one's reach stand where; those that never uploaded anything are `not_inspected`. */
export async function countByStatus(db: Db): Promise<Partial<Record<OrganizationStatus, number>>> {
  const { rows } = await sql<{ status: OrganizationStatus; n: number }>`
    select ${statusOf} as status, count(*)::int as n ${overseen} group by 1`.execute(db)
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
}

/** Enterprises within one's reach, the worst first, with figures and never a row of their inventories. */
export async function listOverseen(db: Db, filter: OversightFilter, limit: number | null = pageSize) {
  const key = sql`(array_position('{gap,unknown,not_inspected,regularized,compliant,not_applicable}', ${statusOf}), o.name, o.id)`
  const { rows } = await sql<OverseenRow>`
    select o.id, o.name, o.name_en, o.uscc, d.name_zh as district_zh, d.name_en as district_en, o.ownership, ${statusOf} as status, s.since,
           coalesce(s.in_use, 0) as in_use, coalesce(s.inventoried, 0) as inventoried, coalesce(g.gaps, 0) as gaps, coalesce(g.gap, 0) as gap,
           i.state as self_inspection, (k.rows - k.unknown)::float / nullif(k.rows, 0) as known
    from organizations o
    left join organization_statuses s on s.org_id = o.id
    left join districts d on d.code = o.district
    left join lateral (
      select count(*) filter (where p.gap > 0)::int as gaps, sum(p.gap)::int as gap from positions p where p.org_id = o.id) g on true
    left join lateral (
      select x.state from self_inspections x where x.org_id = o.id order by x.id desc limit 1) i on true
    left join lateral known_rows(o.id) k on true
    where o.kind = 'enterprise' and (o.state <> 'unverified' or o.registration_on is not null) ${wanted(filter)}
      ${filter.after ? sql`and ${key} > (select array_position('{gap,unknown,not_inspected,regularized,compliant,not_applicable}', ${statusOf}), o.name, o.id from organizations o left join organization_statuses s on s.org_id = o.id where o.id = ${filter.after}::uuid)` : sql``}
    order by array_position('{gap,unknown,not_inspected,regularized,compliant,not_applicable}', ${statusOf}), o.name, o.id
    limit ${limit === null ? null : limit + 1}::int`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total ${overseen} ${wanted(filter)}`.execute(db)
  const shown = limit === null ? rows : rows.slice(0, limit)
  return {
    rows: shown,
    total: counted[0]!.total,
    next: limit !== null && rows.length > limit ? shown.at(-1)!.id : null,
  }
}

/** An enterprise that the reader answers for. */
export function findOverseen(db: Db, orgId: string) {
  return db
    .selectFrom('organizations')
    .leftJoin('districts', 'districts.code', 'organizations.district')
    .leftJoin('sectors', 'sectors.code', 'organizations.sector')
    .select([
      'organizations.id',
      'organizations.name',
      'organizations.nameEn',
      'uscc',
      'ownership',
      'scale',
      'listing',
      'headcount',
      'districts.nameZh as districtZh',
      'districts.nameEn as districtEn',
      'sectors.nameZh as sectorZh',
      'sectors.nameEn as sectorEn',
    ])
    .where('organizations.id', '=', orgId)
    .where('kind', '=', 'enterprise')
    .executeTakeFirst()
}

/** What the official procedure has of an enterprise: self-inspections, orders, visits, newest first. */
export async function listProceedings(db: Db, orgId: string) {
  const { rows } = await sql<{
    kind: 'self_inspection' | 'rectification' | 'inspection'
    id: string
    title: string
    state: string
    dueOn: string | null
    late: boolean
  }>`
    select 'self_inspection' as kind, s.id, c.title, s.state, u.due_on::text, s.late
    from self_inspections s join campaigns c on c.id = s.campaign_id join campaign_units u on u.campaign_id = s.campaign_id and u.org_id = s.org_id
    where s.org_id = ${orgId}::uuid
    union all
    select 'rectification', r.id, r.no, r.state, r.due_on::text, r.due_on < shanghai_day() and r.state in ('issued', 'in_progress', 'submitted', 'returned')
    from rectifications r where r.org_id = ${orgId}::uuid
    union all
    select 'inspection', i.id, c.title || ' · ' || i.no, i.state, i.visit_on::text, false
    from inspections i join inspection_campaigns c on c.id = i.campaign_id where i.org_id = ${orgId}::uuid
    order by 2 desc`.execute(db)
  return rows
}

/** The latest nightly check of all positions, for who answers for the figures; nobody else has one. */
export function findLastCheck(db: Db) {
  return db
    .selectFrom('positionChecks')
    .select(['day', 'endedAt', 'positions', 'differences'])
    .where('endedAt', 'is not', null)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
}
