import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { InstallationFilter } from './filter'
import type { Mark, OrganizationStatus, PositionStatus } from '../status'

type Db = Kysely<Database>

/** A term that ended or a list that grew too old since the last change is counted before anything is shown. */
export const bringUpToDate = (db: Db) => sql`select recalculate_own()`.execute(db)

export type PositionRow = {
  productId: string
  slug: string
  nameZh: string
  nameEn: string
  category: string
  installed: number
  entitled: number
  covered: number
  gap: number
  used: number
  surplus: number
  undetermined: number
  unknown: number
  status: PositionStatus
  since: Date
  inventoryOn: string | null
  nextChangeOn: string | null
  /** Units already asked for: drafts, and what is open or pooled. */
  drafted: number
  asked: number
  /** fen for the gap at the cheapest edition's reference price; null without a price */
  gapValue: bigint | null
}

const scope = sql`p.category in ('operating-system', 'office', 'antivirus')`

/** The positions of an organization that the reader may see, the general software first, gaps before the rest. */
export async function listPositions(db: Db, orgId: string): Promise<PositionRow[]> {
  const { rows } = await sql<PositionRow>`
    select n.product_id, p.slug, p.name_zh, p.name_en, p.category, n.installed, n.entitled, n.covered, n.gap, n.used, n.surplus,
           n.undetermined, n.unknown, n.status, n.since, n.inventory_on, n.next_change_on, d.drafted, d.asked, n.gap * r.price as gap_value
    from positions n
    join products p on p.id = n.product_id
    left join lateral (
      select min(x.unit_price) as price from editions e join reference_prices x on x.edition_id = e.id
      where e.product_id = p.id and not e.household and (x.valid_to is null or x.valid_to >= shanghai_day())) r on true
    left join lateral (
      select coalesce(sum(l.quantity) filter (where l.state = 'draft'), 0)::int as drafted,
             coalesce(sum(l.quantity - l.fulfilled) filter (where l.state in ('open', 'pooled')), 0)::int as asked
      from demand_lines l join editions e on e.id = l.edition_id where l.org_id = n.org_id and e.product_id = n.product_id) d on true
    where n.org_id = ${orgId} and n.status <> 'not_applicable'
    order by ${scope} desc, array_position('{gap,unknown,regularized,compliant}', n.status), n.gap desc, p.slug`.execute(
    db,
  )
  return rows
}

export async function findPosition(db: Db, orgId: string, slug: string) {
  return (await listPositions(db, orgId)).find((row) => row.slug === slug)
}

export type OrganizationStand = {
  status: OrganizationStatus
  since: Date | null
  inUse: number
  inventoried: number
  softwareListed: number
  osListed: number
  ever: number
  calculatedAt: Date | null
  nextChangeOn: string | null
}

/** Where an organization stands as a whole; one that never uploaded anything has no row. */
export async function findStand(db: Db, orgId: string): Promise<OrganizationStand> {
  const row = await db
    .selectFrom('organizationStatuses')
    .select([
      'status',
      'since',
      'inUse',
      'inventoried',
      'softwareListed',
      'osListed',
      'ever',
      'calculatedAt',
      'nextChangeOn',
    ])
    .where('orgId', '=', orgId)
    .executeTakeFirst()
  const none = {
    status: 'not_inspected',
    since: null,
    inUse: 0,
    inventoried: 0,
    softwareListed: 0,
    osListed: 0,
    ever: 0,
    calculatedAt: null,
  } as const
  return row ?? { ...none, nextChangeOn: null }
}

/** The marks of mediation that only the enterprise sees, by product. */
export async function listMarks(db: Db, actor: Actor) {
  const rows = await db
    .selectFrom('complianceMarks')
    .select(['productId', 'kind', 'caseId', 'since'])
    .where('orgId', '=', actor.organizationId)
    .where('since', '<=', sql<Date>`clock_timestamp()`)
    .where((row) => row.or([row('until', 'is', null), row('until', '>', sql<Date>`clock_timestamp()`)]))
    .execute()
  return rows as { productId: string; kind: Mark | 'settled'; caseId: string; since: Date }[]
}

export type PositionChange = {
  id: string
  at: Date
  productId: string | null
  nameZh: string | null
  nameEn: string | null
  fromStatus: string | null
  toStatus: string
  before: Figures | null
  after: Figures | null
  cause: string | null
  causeId: string | null
}
type Figures = { installed: number; entitled: number; covered: number; gap: number }

const causes = [
  'license.issued',
  'license.revoked',
  'license.transferred',
  'license.allocated',
  'license.claimed',
  'license.verified',
  'license.assigned',
  'license.returned',
  'inventory.accepted',
  'recognition.alias_decided',
  'recognition.alias_undone',
  'recognition.determined',
  'recognition.alias_applied',
  'recognition.alias_taken_back',
  'recognition.pack_applied',
  'recognition.product_published',
  'recognition.catalog_applied',
  'computer.retired',
  'computer.moved',
  'computer.in_use',
  'computer.spare',
  'computer.described',
]

/**
 * How the status came to be, newest first, each change with what else happened in its transaction: the delivery, the
 * list or the decision that caused it, a computer's leaving before what it gave back; null: the calendar.
 */
export async function listPositionChanges(
  db: Db,
  orgId: string,
  { productId, limit = 60 }: { productId?: string | undefined; limit?: number } = {},
): Promise<PositionChange[]> {
  const { rows } = await sql<PositionChange>`
    select c.id, c.at, c.product_id, p.name_zh, p.name_en, c.from_status, c.to_status, c.before, c.after, w.kind as cause, w.subject_id as cause_id
    from position_changes c
    left join products p on p.id = c.product_id
    left join events e on e.id = c.event_id
    left join lateral (
      select x.kind, x.subject_id from events x where x.xid = e.xid and x.kind = any (${sql.val(causes)}::text[])
      order by starts_with(x.kind, 'computer.') desc, abs(extract(epoch from x.at - e.at)), x.id limit 1) w on true
    where c.org_id = ${orgId} ${productId ? sql`and c.product_id = ${productId}::uuid` : sql``}
    order by c.id desc limit ${limit}`.execute(db)
  return rows
}

export type Line = {
  edition: string | null
  editionEn: string | null
  release: string | null
  installed: number
  covered: number
  entitled: number
  undetermined: number
}

/** A position broken down by edition and release. */
export async function listLines(db: Db, orgId: string, productId: string): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select e.name_zh as edition, e.name_en as edition_en, r.name as release, l.installed, l.covered, l.entitled, l.undetermined
    from position_lines l left join editions e on e.id = l.edition_id left join releases r on r.id = l.release_id
    where l.org_id = ${orgId} and l.product_id = ${productId}::uuid order by e.name_zh nulls last, r.rank desc nulls last`.execute(
    db,
  )
  return rows
}

const verdicts: Record<InstallationFilter, ReturnType<typeof sql>> = {
  gap: sql`v.entitlement_id is null and v.reason not in ('undetermined', 'free')`,
  covered: sql`v.entitlement_id is not null`,
  undetermined: sql`v.reason = 'undetermined'`,
}

export type CoveredInstallation = {
  id: string
  computerId: string
  computerNo: string
  department: string | null
  person: string | null
  edition: string | null
  editionEn: string | null
  release: string | null
  version: string | null
  channel: string
  firstSeen: string
  lastSeen: string
  reason: string
  entitlementId: string | null
  entitlementNo: string | null
  unitNo: number | null
}

/** Every installation of a product with the right that covers it or the reason why none does, gaps first. */
export async function listInstallations(
  db: Db,
  orgId: string,
  productId: string,
  {
    only,
    after,
    limit = 50,
  }: { only?: InstallationFilter | undefined; after?: string | undefined; limit?: number | null } = {},
) {
  const key = sql`(v.entitlement_id is not null, c.no, i.id)`
  const { rows } = await sql<CoveredInstallation>`
    select i.id, c.id as computer_id, c.no as computer_no, c.department, s.name as person, e.name_zh as edition, e.name_en as edition_en, r.name as release, i.version,
           i.channel, i.first_seen, i.last_seen, v.reason, v.entitlement_id, n.no as entitlement_no, v.unit_no
    from coverage v
    join installations i on i.id = v.installation_id
    join computers c on c.id = i.computer_id
    left join persons s on s.id = c.person_id
    left join editions e on e.id = i.edition_id
    left join releases r on r.id = i.release_id
    left join entitlements n on n.id = v.entitlement_id
    where v.org_id = ${orgId} and v.product_id = ${productId}::uuid and v.reason <> 'free'
      ${only ? sql`and ${verdicts[only]}` : sql``}
      ${after ? sql`and ${key} > (select v.entitlement_id is not null, c.no, i.id from coverage v join installations i on i.id = v.installation_id join computers c on c.id = i.computer_id where i.id = ${after}::uuid)` : sql``}
    order by v.entitlement_id is not null, c.no, i.id limit ${limit === null ? null : limit + 1}::int`.execute(
    db,
  )
  const shown = limit === null ? rows : rows.slice(0, limit)
  return { rows: shown, next: limit !== null && rows.length > limit ? shown.at(-1)!.id : null }
}

export type HeldRight = {
  id: string
  no: string
  source: string
  state: string
  edition: string
  editionEn: string
  release: string | null
  metric: string
  term: string
  channel: string
  quantity: number | null
  startsOn: string
  endsOn: string | null
  counts: boolean
  /** why it does not count today; null when it does, or when it is not held at all */
  obstacle: string | null
  hasEvidence: boolean
  covering: number
  assigned: number
  newest: string | null
  oldest: string | null
  anyRelease: boolean
}

/** Every right to a product, whether it counts today and why not, and how many of its units are used. */
export async function listRights(db: Db, orgId: string, productId: string): Promise<HeldRight[]> {
  const { rows } = await sql<HeldRight>`
    select n.id, n.no, n.source, n.state, e.name_zh as edition, e.name_en as edition_en, r.name as release, n.metric, n.term, n.channel, n.quantity, n.starts_on, n.ends_on,
           o.id is not null and o.obstacle is null as counts, o.obstacle, n.evidence_file_id is not null as has_evidence,
           (select count(distinct (c.unit_no, case when c.unit_no is null then c.installation_id end))::int from coverage c where c.entitlement_id = n.id) as covering,
           (select count(*)::int from assignments a where a.entitlement_id = n.id and a.until is null and a.mark is null) as assigned,
           (select x.name from releases x where x.product_id = n.product_id and x.rank <= o.hi order by x.rank desc limit 1) as newest,
           (select x.name from releases x where x.product_id = n.product_id and x.rank >= o.lo order by x.rank limit 1) as oldest,
           o.hi = 2147483647 as any_release
    from entitlements n
    join editions e on e.id = n.edition_id
    left join releases r on r.id = n.release_id
    left join rights_on(shanghai_day()) o on o.id = n.id
    where n.org_id = ${orgId} and n.product_id = ${productId}::uuid
    order by o.id is not null and o.obstacle is null desc, n.ends_on nulls last, n.no`.execute(db)
  return rows
}

/** What keeps a product unknown: titles that may be it, and computers of which no current list tells its category. */
export async function findOpenQuestions(db: Db, orgId: string, productId: string) {
  const { rows } = await sql<{ titles: { id: string; title: string; computers: number }[]; stale: number }>`
    select (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'title', q.title, 'computers', q.computers) order by q.computers desc), '[]')
            from queue_entries q where q.org_id = ${orgId} and q.suggested_id = ${productId}::uuid and q.state <> 'decided') as titles,
           coalesce((select s.in_use - case p.category when 'operating-system' then s.os_listed else s.software_listed end
                     from organization_statuses s, products p where s.org_id = ${orgId} and p.id = ${productId}::uuid), 0) as stale`.execute(
    db,
  )
  return rows[0]!
}
