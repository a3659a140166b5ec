import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { EntitlementState } from '../lifecycle'
import type { EntitlementFilter, Standing } from './filter'

type Db = Kysely<Database>

const pageSize = 50
const day = sql`shanghai_day()`
const inTerm = sql`${day} between n.starts_on and coalesce(n.ends_on, ${day})`

const standingsAre: Record<Standing, ReturnType<typeof sql>> = {
  running: sql`n.state in ('active', 'claimed') and ${inTerm}`,
  scheduled: sql`n.state in ('active', 'claimed') and n.starts_on > ${day}`,
  expiring: sql`n.state = 'active' and n.ends_on between ${day} and ${day} + 90`,
  expired: sql`n.state in ('active', 'claimed') and n.ends_on < ${day}`,
  claimed: sql`n.state = 'claimed'`,
  suspended: sql`n.state = 'suspended'`,
  ended: sql`n.state in ('rejected', 'revoked', 'superseded', 'retired')`,
}

export type EntitlementRow = {
  id: string
  no: string
  source: 'order' | 'claimed' | 'oem' | 'allocation' | 'transfer' | 'free' | 'reissue'
  state: EntitlementState
  disputed: boolean
  productId: string
  slug: string
  nameZh: string
  nameEn: string
  category: string
  edition: string
  editionEn: string
  release: string | null
  metric: string
  term: 'perpetual' | 'subscription' | 'evaluation'
  channel: string
  quantity: number | null
  startsOn: string
  endsOn: string | null
  timing: 'scheduled' | 'running' | 'expired'
  daysLeft: number | null
  assigned: number
  keys: number
  vendor: string | null
  recordNo: string | null
  licenseNo: string | null
  hasEvidence: boolean
  holder: string
  holderEn: string | null
}

/** Who sold it: the vendor of the order, or whom an older license's papers name. */
const supplier = sql`coalesce(v.name, n.claim ->> 'supplier')`
const columns = sql`
  n.id, n.no, n.source, n.state, n.disputed, n.product_id, p.slug, p.name_zh, p.name_en, p.category, e.name_zh as edition, e.name_en as edition_en, r.name as release,
  n.metric, n.term, n.channel, n.quantity, n.starts_on, n.ends_on,
  case when n.starts_on > ${day} then 'scheduled' when n.ends_on < ${day} then 'expired' else 'running' end as timing,
  n.ends_on - ${day} as days_left,
  (select count(*)::int from assignments a where a.entitlement_id = n.id and a.until is null) as assigned,
  (select count(*)::int from license_keys k where k.entitlement_id = n.id and k.state <> 'revoked') as keys,
  ${supplier} as vendor, x.no as record_no, n.license_no, n.evidence_file_id is not null as has_evidence, h.name as holder, h.name_en as holder_en`
const tables = sql`
  entitlements n
  join organizations h on h.id = n.org_id
  join products p on p.id = n.product_id
  join editions e on e.id = n.edition_id
  left join releases r on r.id = n.release_id
  left join purchase_records x on x.id = n.purchase_record_id
  left join organizations v on v.id = x.vendor_id`

/** Of one's organization; who oversees sees those of all organizations that the row policies show. */
const reachOf = (actor: Actor) =>
  actor.kind === 'agency' ? sql<boolean>`true` : sql<boolean>`n.org_id = ${actor.organizationId}`

function wanted(actor: Actor, { q, category, vendor, standing }: EntitlementFilter) {
  const like = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  return sql.join(
    [
      reachOf(actor),
      standing
        ? standingsAre[standing]
        : sql`n.state not in ('rejected', 'revoked', 'superseded', 'retired')`,
      category && sql`p.category = ${category}`,
      vendor && sql`${supplier} = ${vendor}`,
      q &&
        sql`(n.no ilike ${like} or p.name_zh ilike ${like} or p.name_en ilike ${like} or n.license_no ilike ${like} or ${supplier} ilike ${like}
          or h.name ilike ${like} or h.name_en ilike ${like})`,
    ].filter((part) => !!part),
    sql` and `,
  )
}

/** The rights within one's reach, those that end first on top; what has ended for good only when asked for. */
export async function listEntitlements(
  db: Db,
  actor: Actor,
  filter: EntitlementFilter,
  limit: number | null = pageSize,
) {
  const where = wanted(actor, filter)
  const key = sql`(coalesce(n.ends_on, 'infinity'::date), n.no)`
  const { rows } = await sql<EntitlementRow>`
    select ${columns} from ${tables} where ${where}
      ${filter.after ? sql`and ${key} > (select coalesce(n.ends_on, 'infinity'::date), n.no from entitlements n where n.id = ${filter.after}::uuid)` : sql``}
    order by coalesce(n.ends_on, 'infinity'::date), n.no limit ${limit === null ? null : limit + 1}::int`.execute(
    db,
  )
  const { rows: counted } = await sql<{ total: number; units: number; soon: number; claimed: number }>`
    select count(*)::int as total, coalesce(sum(n.quantity) filter (where n.state in ('active', 'claimed') and ${inTerm}), 0)::int as units,
           count(*) filter (where ${standingsAre.expiring})::int as soon, count(*) filter (where n.state = 'claimed')::int as claimed
    from ${tables} where ${where}`.execute(db)
  const shown = limit === null ? rows : rows.slice(0, limit)
  const next = limit !== null && rows.length > limit ? shown.at(-1)!.id : null
  return { rows: shown, next, ...counted[0]! }
}

/** Who sold one's rights, each once. */
export async function listSuppliers(db: Db, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct ${supplier} as name from entitlements n
    left join purchase_records x on x.id = n.purchase_record_id
    left join organizations v on v.id = x.vendor_id
    where ${reachOf(actor)} and ${supplier} is not null order by 1 limit 200`.execute(db)
  return rows.map(({ name }) => name)
}

/** Units whose term ends in each of the next twelve months, this one included. */
export async function listEndings(db: Db, actor: Actor) {
  const { rows } = await sql<{ month: string; units: number; entitlements: number }>`
    select to_char(m, 'YYYY-MM') as month, coalesce(sum(n.quantity), 0)::int as units, count(n.id)::int as entitlements
    from generate_series(date_trunc('month', ${day}), date_trunc('month', ${day}) + interval '11 months', interval '1 month') m
    left join entitlements n on ${reachOf(actor)} and n.state = 'active' and n.ends_on >= ${day}
      and date_trunc('month', n.ends_on) = m
    group by m order by m`.execute(db)
  return rows
}

/** One right that the reader may see, with all that its page shows of itself. */
export async function findEntitlement(db: Db, entitlementId: string) {
  const { rows } = await sql<
    EntitlementRow & {
      orgId: string
      organization: string
      editionId: string
      maintenanceUntil: string | null
      purpose: string
      rights: {
        downgradeFrom?: string | null
        upgrade?: string
        devicesPerUser?: number
        transferable?: boolean
      }
      boundComputerId: string | null
      licenseNo: string | null
      evidenceFileId: string | null
      evidenceName: string | null
      claim: Record<string, string | null> | null
      decidedReason: string | null
      decidedBy: string | null
      lowStockBelow: number | null
      issuedAt: Date
      renewsId: string | null
      renewsNo: string | null
      replacesId: string | null
      replacesNo: string | null
      parentId: string | null
    }
  >`
    select ${columns}, n.org_id, o.name as organization, n.edition_id, n.maintenance_until, n.purpose, n.rights, n.bound_computer_id, n.license_no,
           n.evidence_file_id, f.name as evidence_name, n.claim, n.decided_reason, s.name as decided_by, n.low_stock_below, n.issued_at,
           n.renews_id, y.no as renews_no, n.replaces_id, z.no as replaces_no, n.parent_id
    from ${tables}
    join organizations o on o.id = n.org_id
    left join files f on f.id = n.evidence_file_id
    left join persons s on s.id = n.decided_by
    left join entitlements y on y.id = n.renews_id
    left join entitlements z on z.id = n.replaces_id
    where n.id = ${entitlementId}::uuid`.execute(db)
  return rows[0]
}

export type FoundEntitlement = NonNullable<Awaited<ReturnType<typeof findEntitlement>>>

/** Who uses which unit now, with the tail of the key that goes with it. */
export async function listAssignments(db: Db, entitlementId: string) {
  const { rows } = await sql<{
    id: string
    unitNo: number
    personId: string | null
    computerId: string | null
    person: string | null
    since: Date
    mark: 'in_excess' | null
    reason: string | null
    keyId: string | null
    tail: string | null
  }>`
    select a.id, a.unit_no, a.person_id, a.computer_id, s.name as person, a.since, a.mark, a.reason, k.id as key_id, k.tail
    from assignments a
    left join persons s on s.id = a.person_id
    left join license_keys k on k.entitlement_id = a.entitlement_id and k.unit_no = a.unit_no and k.state <> 'revoked'
    where a.entitlement_id = ${entitlementId}::uuid and a.until is null order by a.unit_no, a.id`.execute(db)
  return rows
}

/** Keys by unit: tails and states, never bytes. */
export async function listKeys(db: Db, entitlementId: string) {
  const { rows } = await sql<{
    id: string
    unitNo: number | null
    kind: 'single' | 'volume' | 'file'
    tail: string | null
    fileName: string | null
    state: 'free' | 'assigned' | 'returned' | 'revoked'
    faultyAt: Date | null
    reveals: number
    lastAt: Date | null
  }>`
    select k.id, k.unit_no, k.kind, k.tail, k.file_name, k.state, k.faulty_at, count(r.id)::int as reveals, max(r.at) as last_at
    from license_keys k left join key_reveals r on r.key_id = k.id
    where k.entitlement_id = ${entitlementId}::uuid
    group by k.id, k.unit_no, k.kind, k.tail, k.file_name, k.state, k.faulty_at
    order by k.state = 'revoked', k.unit_no nulls first, k.id limit 500`.execute(db)
  return rows
}

/** Every change of a right's quantity, newest first. */
export async function listMoves(db: Db, entitlementId: string) {
  const { rows } = await sql<{ id: string; delta: number; kind: string; at: Date; by: string | null }>`
    select m.id, m.delta, m.kind, m.at, s.name as by from entitlement_moves m left join persons s on s.id = m.by
    where m.entitlement_id = ${entitlementId}::uuid order by m.id desc`.execute(db)
  return rows
}
