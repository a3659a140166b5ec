import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Locale } from '~/kernel/locale'
import { nameOrder } from '~/people/name-order.server'
import type { OrganizationStatus } from '../status'
import type { OversightFilter, OversightSort } from './filter'

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

const figures = sql`
  left join lateral (
    select count(*) filter (where p.gap > 0)::int as gaps, sum(p.gap)::int as gap from positions p where p.org_id = o.id) g on true
  left join lateral (
    select x.state from self_inspections x where x.org_id = o.id order by x.id desc limit 1) i on true
  left join lateral known_rows(o.id) k on true`

const known = sql`(k.rows - k.unknown)::float / nullif(k.rows, 0)`

// What is not known is less than any figure.
const keys: Record<Exclude<OversightSort, 'name'>, ReturnType<typeof sql>> = {
  status: sql`array_position('{gap,unknown,not_inspected,regularized,compliant,not_applicable}', ${statusOf})`,
  gaps: sql`coalesce(g.gaps, 0)`,
  gap: sql`coalesce(g.gap, 0)`,
  listed: sql`coalesce(s.inventoried::float / nullif(s.in_use, 0), -1)`,
  known: sql`coalesce(${known}, -1)`,
  since: sql`coalesce(s.since, '-infinity'::timestamptz)`,
}

/** What an order goes by, the last being what no two share. */
function orderOf(sort: OversightSort, locale: Locale) {
  const name = nameOrder('o', locale)
  if (sort === 'name') return [name, sql`o.id`]
  return sort === 'status' ? [keys.status, name, sql`o.id`] : [keys[sort], sql`o.id`]
}

type Listing = { limit?: number | null; locale?: Locale }

/** Enterprises within one's reach, the worst first unless asked otherwise, with figures and never a row of their inventories. */
export async function listOverseen(
  db: Db,
  filter: OversightFilter,
  { limit = pageSize, locale = 'zh' }: Listing = {},
) {
  const { sort = 'status', after } = filter
  const by = orderOf(sort.replace('-', '') as OversightSort, locale)
  const [way, beyond] = sort.startsWith('-') ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`]
  const key = sql.join(by)
  const { rows } = await sql<OverseenRow>`
    select o.id, o.name, o.name_en, o.uscc, d.name_zh as district_zh, d.name_en as district_en, o.ownership, ${statusOf} as status, s.since,
           coalesce(s.in_use, 0) as in_use, coalesce(s.inventoried, 0) as inventoried, coalesce(g.gaps, 0) as gaps, coalesce(g.gap, 0) as gap,
           i.state as self_inspection, ${known} as known
    from organizations o
    left join organization_statuses s on s.org_id = o.id
    left join districts d on d.code = o.district ${figures}
    where o.kind = 'enterprise' and (o.state <> 'unverified' or o.registration_on is not null) ${wanted(filter)}
      ${
        after
          ? sql`and (${key}) ${beyond} (select ${key} from organizations o left join organization_statuses s on s.org_id = o.id ${figures} where o.id = ${after}::uuid)`
          : sql``
      }
    order by ${sql.join(by.map((one) => sql`${one} ${way}`))}
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
    titleEn: string | null
    state: string
    dueOn: string | null
    late: boolean
  }>`
    select 'self_inspection' as kind, s.id, c.title, c.title_en, s.state, u.due_on::text, s.late
    from self_inspections s join campaigns c on c.id = s.campaign_id join campaign_units u on u.campaign_id = s.campaign_id and u.org_id = s.org_id
    where s.org_id = ${orgId}::uuid
    union all
    select 'rectification', r.id, r.no, null, r.state, r.due_on::text, r.due_on < shanghai_day() and r.state in ('issued', 'in_progress', 'submitted', 'returned')
    from rectifications r where r.org_id = ${orgId}::uuid
    union all
    select 'inspection', i.id, c.title || ' · ' || i.no, c.title_en || ' · ' || i.no, i.state, i.visit_on::text, false
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
