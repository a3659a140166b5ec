import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import type { CampaignState, SelfInspectionState } from '../lifecycle'
import { type Candidate, isCalled, type Scope } from './scope'
import type { UnitFilter } from './form'

type Db = Kysely<Database>

/** Verified enterprises with what a campaign may choose them by. */
export async function listCandidates(db: Db) {
  const { rows } = await sql<Candidate & { id: string }>`
    select o.id, o.uscc, o.district, o.sector, o.ownership, coalesce(s.status, 'not_inspected') as status
    from organizations o left join organization_statuses s on s.org_id = o.id
    where o.kind = 'enterprise' and o.state = 'verified' order by o.uscc`.execute(db)
  return rows
}

// Of each enterprise called, its latest version.
const latest = sql`
  campaign_units u
  join lateral (select i.* from self_inspections i where i.campaign_id = u.campaign_id and i.org_id = u.org_id
                order by i.version desc limit 1) s on true`
const handedIn = sql`s.state in ('submitted', 'accepted')`

export type CampaignRow = {
  id: string
  title: string
  titleEn: string | null
  state: CampaignState
  opensOn: Day
  dueOn: Day
  units: number
  handedIn: number
  accepted: number
  late: number
  /** one's own, for an enterprise */
  ownId: string | null
  ownState: SelfInspectionState | null
  ownDueOn: Day | null
}

/** Campaigns with how far the enterprises within the reader's reach are; drafts are the office's own. */
export async function listCampaigns(db: Db, actor: Actor): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    select c.id, c.title, c.title_en, c.state, c.opens_on::text, c.due_on::text, t.*, o.*
    from campaigns c
    cross join lateral (
      select count(*)::int as units, count(*) filter (where ${handedIn})::int as handed_in,
             count(*) filter (where s.state = 'accepted')::int as accepted,
             count(*) filter (where not ${handedIn} and u.due_on < shanghai_day())::int as late
      from ${latest} where u.campaign_id = c.id) t
    left join lateral (
      select s.id as own_id, s.state as own_state, u.due_on::text as own_due_on
      from ${latest} where u.campaign_id = c.id and u.org_id = ${actor.organizationId}) o on true
    where c.state <> 'draft' or ${actor.kind === 'agency'}
    order by array_position('{open,draft,closed,canceled}', c.state), c.due_on desc, c.id desc`.execute(db)
  return actor.kind === 'enterprise' ? rows.filter(({ ownId }) => ownId !== null) : rows
}

export type LateCampaign = {
  id: string
  title: string
  titleEn: string | null
  enterprises: number
  dueOn: Day
}

/** Campaigns that go on, with how many enterprises within the reader's reach are late and since when the first is. */
export async function listLateCampaigns(db: Db): Promise<LateCampaign[]> {
  const { rows } = await sql<LateCampaign>`
    select c.id, c.title, c.title_en, count(*)::int as enterprises, min(u.due_on)::text as due_on
    from ${latest} join campaigns c on c.id = u.campaign_id
    where c.state = 'open' and not ${handedIn} and u.due_on < shanghai_day()
    group by c.id order by min(u.due_on), c.id`.execute(db)
  return rows
}

export async function findCampaign(db: Db, actor: Actor, campaignId: string) {
  const row = await db.selectFrom('campaigns').selectAll().where('id', '=', campaignId).executeTakeFirst()
  if (!row || (row.state === 'draft' && actor.kind !== 'agency')) return undefined
  const { frameSha256, filter, districtDues, ...campaign } = row
  return {
    ...campaign,
    frame: frameSha256?.toString('hex') ?? null,
    scope: filter as unknown as Scope,
    districtDues: districtDues as Record<string, Day>,
  }
}

export type CampaignCounts = {
  invited: number
  inProgress: number
  submitted: number
  returned: number
  accepted: number
  late: number
  gapUnits: number
  closedGaps: number
}

/** Where the enterprises within reach are; of those accepted with gaps, how many have none any more. */
export async function countUnits(db: Db, campaignId: string): Promise<CampaignCounts> {
  const { rows } = await sql<CampaignCounts>`
    select count(*) filter (where s.state = 'invited')::int as invited,
           count(*) filter (where s.state = 'in_progress')::int as in_progress,
           count(*) filter (where s.state = 'submitted')::int as submitted,
           count(*) filter (where s.state = 'returned')::int as returned,
           count(*) filter (where s.state = 'accepted')::int as accepted,
           count(*) filter (where not ${handedIn} and u.due_on < shanghai_day())::int as late,
           count(*) filter (where s.state = 'accepted' and g.gap > 0)::int as gap_units,
           count(*) filter (where s.state = 'accepted' and g.gap > 0 and not exists (
             select from jsonb_array_elements(s.figures -> 'products') f join positions p
               on p.org_id = s.org_id and p.product_id = (f ->> 'productId')::uuid where p.gap > 0))::int as closed_gaps
    from ${latest}
    cross join lateral (select coalesce(sum((f ->> 'gap')::int), 0) as gap from jsonb_array_elements(coalesce(s.figures -> 'products', '[]')) f) g
    where u.campaign_id = ${campaignId}::uuid`.execute(db)
  return rows[0]!
}

export type UnitRow = {
  id: string
  orgId: string
  name: string
  nameEn: string | null
  uscc: string
  districtZh: string | null
  districtEn: string | null
  state: SelfInspectionState
  version: number
  dueOn: Day
  late: boolean
  submittedAt: Date | null
  reviewDue: Date | null
  gap: number | null
  addedLater: boolean
}

const wanted = ({ q, state, district }: UnitFilter): RawBuilder<unknown> => {
  const like = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  return sql.join(
    [
      sql``,
      q ? sql`and (o.name ilike ${like} or o.name_en ilike ${like} or o.uscc = ${q.toUpperCase()})` : sql``,
      district ? sql`and o.district = ${district}` : sql``,
      state === 'late'
        ? sql`and not ${handedIn} and u.due_on < shanghai_day()`
        : state
          ? sql`and s.state = ${state}`
          : sql``,
    ],
    sql` `,
  )
}

const pageSize = 50
const waitsFirst = sql`array_position('{submitted,returned,in_progress,invited,accepted}', s.state), u.due_on, o.name, u.org_id`

/** The enterprises called that the reader answers for, what waits for a review first; a page of them, or all. */
export async function listUnits(
  db: Db,
  campaignId: string,
  filter: UnitFilter,
  limit: number | null = pageSize,
) {
  const called = sql`from ${latest} join organizations o on o.id = u.org_id where u.campaign_id = ${campaignId}::uuid`
  const { rows } = await sql<UnitRow>`
    select s.id, u.org_id, o.name, o.name_en, o.uscc, u.added_later, d.name_zh as district_zh, d.name_en as district_en, s.state, s.version,
           u.due_on::text, (not ${handedIn} and u.due_on < shanghai_day()) or s.late as late, s.submitted_at, s.review_due,
           (select sum((f ->> 'gap')::int)::int from jsonb_array_elements(s.figures -> 'products') f) as gap
    from ${latest}
    join organizations o on o.id = u.org_id
    left join districts d on d.code = o.district
    where u.campaign_id = ${campaignId}::uuid ${wanted(filter)}
      ${filter.after ? sql`and (${waitsFirst}) > (select ${waitsFirst} ${called} and u.org_id = ${filter.after}::uuid)` : sql``}
    order by ${waitsFirst}
    limit ${limit === null ? null : limit + 1}::int`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total ${called} ${wanted(filter)}`.execute(db)
  const shown = limit === null ? rows : rows.slice(0, limit)
  return {
    rows: shown,
    total: counted[0]!.total,
    next: limit !== null && rows.length > limit ? shown.at(-1)!.orgId : null,
  }
}

/** How many a draft would call if it opened now. */
export const countCalled = async (db: Db, scope: Scope) =>
  (await listCandidates(db)).filter((candidate) => isCalled(scope, candidate)).length

/** One's own latest answer to a campaign. */
export const findOwnUnit = (db: Db, actor: Actor, campaignId: string) =>
  db
    .selectFrom('selfInspections')
    .select(['id', 'state'])
    .where('campaignId', '=', campaignId)
    .where('orgId', '=', actor.organizationId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
