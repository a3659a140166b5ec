import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import { drawStrata } from '../draw'
import type { InspectionCampaignState, InspectionState } from '../lifecycle'
import type { Candidate, Criteria } from './frame'
import type { DrawFile } from './published'

type Db = Kysely<Database>

/** Verified enterprises with what a frame may choose them by. */
export async function listCandidates(db: Db) {
  const { rows } = await sql<Candidate>`
    select o.id, o.uscc, o.district, o.ownership, o.listing, coalesce(s.status, 'not_inspected') as status,
           exists (select from self_inspections i where i.org_id = o.id and i.state in ('submitted', 'accepted')
                     and i.submitted_at > clock_timestamp() - interval '1 year') as self_inspected
    from organizations o left join organization_statuses s on s.org_id = o.id
    where o.kind = 'enterprise' and o.state = 'verified' order by o.uscc`.execute(db)
  return rows
}

export type PoolMember = { id: string; name: string; agency: string; agencyEn: string | null }

/** The inspectors of all agencies. */
export async function listPool(db: Db): Promise<PoolMember[]> {
  return (await sql<PoolMember>`select * from inspectors()`.execute(db)).rows
}

export type DrawRow = {
  id: string
  title: string
  titleEn: string | null
  state: InspectionCampaignState
  startsOn: Day
  endsOn: Day
  framed: number
  drawn: number
  concluded: number
}

/** Rounds of inspections with how far the visits within the reader's reach are. */
export async function listDraws(db: Db): Promise<DrawRow[]> {
  const { rows } = await sql<DrawRow>`
    select c.id, c.title, c.title_en, c.state, c.starts_on::text, c.ends_on::text, t.*,
           coalesce(array_length(string_to_array(c.frame, E'\n'), 1) - 1, 0) as framed
    from inspection_campaigns c
    cross join lateral (
      select count(*) filter (where i.state <> 'canceled')::int as drawn,
             count(*) filter (where i.state in ('concluded', 'closed'))::int as concluded
      from inspections i where i.campaign_id = c.id) t
    order by array_position('{open,framed,drawn,closed,canceled}', c.state), c.starts_on desc, c.id desc`.execute(
    db,
  )
  return rows
}

/** What is public of a round of inspections; the envelope of its secret is not read. */
export async function findDraw(db: Db, campaignId: string) {
  const row = await db
    .selectFrom('inspectionCampaigns')
    .selectAll()
    .where('id', '=', campaignId)
    .executeTakeFirst()
  if (!row) return undefined
  const { sealed: _, wrapped: __, criteria, strata, frame, ...its } = row
  return {
    ...its,
    criteria: criteria as unknown as Criteria,
    strata: (strata as unknown as Record<string, string[]> | null) ?? {},
    ids: frame?.trimEnd().split('\n') ?? [],
  }
}
export type Draw = NonNullable<Awaited<ReturnType<typeof findDraw>>>

export type Visited = {
  id: string
  no: string
  uscc: string
  name: string
  nameEn: string | null
  stratum: string
  rank: number
  state: InspectionState
  conclusion: string | null
  visitOn: Day | null
  replaces: string | null
  replacesEn: string | null
  replacedReason: string | null
}

/** The inspections of a round that the reader may see. */
export async function listVisited(db: Db, campaignId: string): Promise<Visited[]> {
  const { rows } = await sql<Visited>`
    select i.id, i.no, o.uscc, o.name, o.name_en, i.stratum, i.rank, i.state, i.conclusion, i.visit_on::text, i.replaced_reason,
           p.name as replaces, p.name_en as replaces_en
    from inspections i join organizations o on o.id = i.org_id
    left join inspections r on r.id = i.replaces left join organizations p on p.id = r.org_id
    where i.campaign_id = ${campaignId}::uuid order by i.stratum, i.rank`.execute(db)
  return rows
}

/** The drawn numbers of each stratum by the published seed; empty before the draw. */
export const drawnOf = ({ seed, strata, ratioBps, minimum }: Draw) =>
  seed === null
    ? []
    : [...drawStrata(seed, new Map(Object.entries(strata)), { ratioBps, minimum })].map(
        ([stratum, { drawn, next }]) => ({ stratum, ids: strata[stratum]!.length, drawn, next }),
      )

/** What anyone repeats the draw from; null before the secret is revealed. */
export function drawFileOf(its: Draw): (DrawFile & Record<string, unknown>) | null {
  if (its.secret === null) return null
  return {
    format: 'muster-draw/1',
    campaign: its.id,
    title: its.title,
    commitment: its.commitment,
    frame: its.frameSha256!,
    secret: its.secret,
    ratioBps: its.ratioBps,
    minimum: its.minimum,
    ids: its.ids,
    strata: its.strata,
    drawn: drawnOf(its).flatMap(({ drawn }) => drawn),
  }
}

/** Which drawn enterprises were replaced, by whom and why: as public as the draw. */
export async function listReplacements(db: Db, campaignId: string) {
  const { rows } = await sql<{ from: string; to: string; reason: string }>`
    select "from", "to", reason from replacements_of(${campaignId}::uuid)`.execute(db)
  return rows
}
