import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Reason } from '../coverage'
import type { CoverageFilter } from './coverage-filter'
import type { InstallationFilter } from './filter'

type Db = Kysely<Database>

const pageSize = 50

const verdicts: Record<InstallationFilter, RawBuilder<unknown>> = {
  gap: sql`v.entitlement_id is null and v.reason <> 'undetermined'`,
  covered: sql`v.entitlement_id is not null`,
  undetermined: sql`v.reason = 'undetermined'`,
}

/** Installations that need a license, each once, with the answer of coverage. */
const installed = (orgId: string) => sql`
  from coverage v
  join installations i on i.id = v.installation_id
  join products p on p.id = i.product_id
  join computers c on c.id = i.computer_id
  left join persons s on s.id = c.person_id
  left join editions e on e.id = i.edition_id
  left join releases r on r.id = i.release_id
  left join entitlements n on n.id = v.entitlement_id
  where v.org_id = ${orgId} and v.reason <> 'free'`

function wanted({ q, only, reason, category }: CoverageFilter) {
  const like = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  const all = [
    only && verdicts[only],
    reason && sql`v.reason = ${reason}`,
    category && sql`p.category = ${category}`,
    q &&
      sql`(c.no ilike ${like} or c.name ilike ${like} or c.department ilike ${like} or s.name ilike ${like}
           or p.name_zh ilike ${like} or p.name_en ilike ${like} or n.no ilike ${like})`,
  ].filter((part) => !!part)
  return all.length === 0 ? sql`` : sql`and ${sql.join(all, sql` and `)}`
}

export type CoverageRow = {
  id: string
  slug: string
  nameZh: string
  nameEn: string
  category: string
  computerId: string
  computerNo: string
  department: string | null
  person: string | null
  edition: string | null
  editionEn: string | null
  release: string | null
  version: string | null
  firstSeen: string
  reason: Reason
  entitlementId: string | null
  entitlementNo: string | null
  unitNo: number | null
}

// What lacks a license comes first, then what nobody knows, then what is covered.
const key = sql`case when v.entitlement_id is not null then 2 when v.reason = 'undetermined' then 1 else 0 end, p.slug, c.no, i.id`

/** Every installation of an organization with the right that covers it or the reason why none does; `limit` null lists all. */
export async function listCoverage(
  db: Db,
  orgId: string,
  filter: CoverageFilter,
  limit: number | null = pageSize,
) {
  const after = filter.after
    ? sql`and (${key}) > (select ${key} ${installed(orgId)} and i.id = ${filter.after}::uuid)`
    : sql``
  const { rows } = await sql<CoverageRow>`
    select i.id, p.slug, p.name_zh, p.name_en, p.category, c.id as computer_id, c.no as computer_no, c.department, s.name as person,
           e.name_zh as edition, e.name_en as edition_en, r.name as release, i.version, i.first_seen, v.reason, v.entitlement_id,
           n.no as entitlement_no, v.unit_no
    ${installed(orgId)} ${wanted(filter)} ${after}
    order by ${key} limit ${limit === null ? null : limit + 1}::int`.execute(db)
  const shown = limit === null ? rows : rows.slice(0, limit)
  return { rows: shown, next: limit !== null && rows.length > limit ? shown.at(-1)!.id : null }
}

export type ReasonCount = { reason: Reason; covers: boolean; installations: number; products: number }

/** How many installations have which answer, the most frequent first; they sum to all. */
export async function countByReason(db: Db, orgId: string, filter: CoverageFilter) {
  const { rows } = await sql<ReasonCount>`
    select v.reason, v.entitlement_id is not null as covers, count(*)::int as installations, count(distinct p.id)::int as products
    ${installed(orgId)} ${wanted(filter)}
    group by 1, 2 order by 2, 3 desc, 1`.execute(db)
  return rows
}
