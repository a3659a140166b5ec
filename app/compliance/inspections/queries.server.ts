import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import type { PoolMember } from '../draws/queries.server'
import type { InspectionState } from '../lifecycle'
import type { Steps } from './checklist'
import type { InspectionFilter } from './form'
import type { Listed, Verdict } from './verdicts'

type Db = Kysely<Database>

export type InspectionRow = {
  id: string
  no: string
  name: string
  nameEn: string | null
  campaign: string
  campaignEn: string | null
  state: InspectionState
  conclusion: string | null
  visitOn: Day | null
  computers: number
}

/** One's own inspections, one's team's, or those of the enterprises one answers for; what comes next on top. */
export async function listInspections(
  db: Db,
  { q, state, campaign }: InspectionFilter,
): Promise<InspectionRow[]> {
  const like = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  const { rows } = await sql<InspectionRow>`
    select i.id, i.no, o.name, o.name_en, c.title as campaign, c.title_en as campaign_en, i.state, i.conclusion, i.visit_on::text,
           (select count(*)::int from inspection_computers k where k.inspection_id = i.id and not k.set_aside) as computers
    from inspections i join organizations o on o.id = i.org_id join inspection_campaigns c on c.id = i.campaign_id
    where true ${q ? sql`and (o.name ilike ${like} or o.name_en ilike ${like} or i.no = ${q.toUpperCase()})` : sql``}
      ${state ? sql`and i.state = ${state}` : sql``} ${campaign ? sql`and i.campaign_id = ${campaign}::uuid` : sql``}
    order by array_position('{visiting,announced,planned,concluded,closed,canceled}', i.state), i.visit_on nulls last, i.no
    limit 500`.execute(db)
  return rows
}

/** An inspection that the reader may see. */
export async function findInspection(db: Db, id: string) {
  const row = await db
    .selectFrom('inspections')
    .innerJoin('inspectionCampaigns as campaign', 'campaign.id', 'inspections.campaignId')
    .innerJoin('organizations', 'organizations.id', 'inspections.orgId')
    .leftJoin('rectifications as order', (on) =>
      on.onRef('order.sourceId', '=', 'inspections.id').on('order.sourceKind', '=', 'inspection'),
    )
    .leftJoin('inspections as former', 'former.id', 'inspections.replaces')
    .leftJoin('organizations as formerUnit', 'formerUnit.id', 'former.orgId')
    .selectAll('inspections')
    .select([
      'campaign.title as campaign',
      'campaign.titleEn as campaignEn',
      'campaign.state as campaignState',
      'campaign.ground',
      'campaign.categories',
      'campaign.startsOn',
      'campaign.endsOn',
      'campaign.pool',
      'campaign.seed',
      'campaign.computerBps',
      'campaign.computerMin',
      'organizations.name',
      'organizations.nameEn',
      'organizations.uscc',
      'formerUnit.name as former',
      'order.id as orderId',
      'order.no as orderNo',
      'order.state as orderState',
    ])
    .where('inspections.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { steps, computerFrame, ...its } = row
  return {
    ...its,
    steps: steps as unknown as Steps,
    frame: computerFrame?.trimEnd().split('\n').filter(Boolean) ?? [],
  }
}
export type Inspection = NonNullable<Awaited<ReturnType<typeof findInspection>>>

/** Who visits, in the order in which they were named. */
export async function listTeam(db: Db, id: string): Promise<PoolMember[]> {
  return (await sql<PoolMember>`select * from team_names(${id}::uuid)`.execute(db)).rows
}

export type VerdictRow = {
  category: string
  verdict: Verdict
  proposed: Verdict
  software: string | null
  licenseSeen: string | null
  reason: string | null
  evidenceIds: string[]
  by: string | null
  at: string
}

export type Check = {
  id: string
  orderNo: number
  computerNo: string
  name: string | null
  department: string | null
  reason: string | null
  setAside: boolean
  verdicts: VerdictRow[]
}

/** The drawn computers in their order, replaced ones with the reason, each with what was found. */
export async function listChecks(db: Db, inspectionId: string): Promise<Check[]> {
  const { rows } = await sql<Check>`
    select k.id, k.order_no, k.computer_no, k.name, k.department, k.reason, k.set_aside,
           coalesce((select jsonb_agg(jsonb_build_object('category', v.category, 'verdict', v.verdict, 'proposed', v.proposed,
             'software', v.software, 'licenseSeen', v.license_seen, 'reason', v.reason, 'evidenceIds', v.evidence_ids,
             'by', p.name, 'at', v.at) order by v.category)
             from verdicts v left join persons p on p.id = v.by where v.inspection_computer_id = k.id), '[]') as verdicts
    from inspection_computers k where k.inspection_id = ${inspectionId}::uuid order by k.order_no`.execute(db)
  return rows
}

/** What the register said of a drawn computer and what the file taken on the spot says; only while the visit is open. */
export async function findListing(db: Db, checkId: string) {
  const row = await db
    .selectFrom('inspectionListings')
    .selectAll()
    .where('inspectionComputerId', '=', checkId)
    .executeTakeFirst()
  if (!row) return undefined
  const { ledger, spot, ...its } = row
  return { ...its, ledger: ledger as unknown as Listed[], spot: spot as unknown as Listed[] | null }
}

/** The computers in use that a visit draws from, and what the register says of each of these. */
export async function listFrame(db: Db, orgId: string) {
  return db
    .selectFrom('computers')
    .select(['id', 'no', 'name', 'department', 'inventoriedAt'])
    .where('orgId', '=', orgId)
    .where('state', '=', 'in_use')
    .orderBy('no')
    .execute()
}

/** What the register says of some computers in the inspected categories, by the computer's id. */
export async function listLedger(
  db: Db,
  computerIds: readonly string[],
  categories: readonly string[],
): Promise<Map<string, Listed[]>> {
  const { rows } = await sql<Listed & { computerId: string }>`
    select n.computer_id, p.slug, p.name_zh, p.name_en, p.category, n.class, e.name_zh as edition, e.name_en as edition_en, r.name as release,
           case when v.reason = 'undetermined' then 'undetermined' when v.entitlement_id is null and n.class = 'licensable' then 'uncovered'
                else 'covered' end as standing
    from installations n join products p on p.id = n.product_id
    left join editions e on e.id = n.edition_id left join releases r on r.id = n.release_id left join coverage v on v.installation_id = n.id
    where n.computer_id = any (${sql.val([...computerIds])}::uuid[]) and n.removed_on is null
      and p.category = any (${sql.val([...categories])}::text[])
    order by p.category, p.slug`.execute(db)
  const groups = Map.groupBy(rows, ({ computerId }) => computerId)
  return new Map(
    [...groups].map(([id, listed]) => [id, listed.map(({ computerId: _, ...row }) => row)] as const),
  )
}
