import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { InspectionState } from '~/compliance/lifecycle'
import type { Day } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'

type Db = Kysely<Database>

export type CalendarVisit = {
  id: string
  no: string
  name: string
  nameEn: string | null
  district: string | null
  districtZh: string | null
  districtEn: string | null
  address: string | null
  visitOn: Day | null
  state: InspectionState
  conclusion: string | null
  team: string[]
}

/**
 * The sampled enterprises of a campaign that the reader may see, by day, then by district and address: the way a team
 * goes. `own`: the visits of the reader's own teams alone.
 */
export async function listCalendar(db: Db, actor: Actor, campaignId: string, own: boolean) {
  const { rows } = await sql<CalendarVisit>`
    select i.id, i.no, o.name, o.name_en as "nameEn", o.district, d.name_zh as "districtZh", d.name_en as "districtEn", a.address,
           i.visit_on::text as "visitOn", i.state, i.conclusion, array(select t.name from team_names(i.id) t) as team
    from inspections i join organizations o on o.id = i.org_id left join districts d on d.code = o.district
    cross join lateral (select visit_address(i.id) as address) a
    where i.campaign_id = ${campaignId} and i.state <> 'canceled' and (not ${own} or ${actor.personId}::uuid::text = any (i.team::text[]))
    order by i.visit_on nulls last, o.district, a.address, i.no limit 2000`.execute(db)
  return rows
}

/** Campaigns that were drawn, the newest first. */
export const listCampaigns = (db: Db) =>
  db
    .selectFrom('inspectionCampaigns')
    .select(['id', 'title', 'titleEn', 'state', 'startsOn', 'endsOn', 'seed'])
    .where('state', 'in', ['drawn', 'closed'])
    .orderBy('startsOn', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()

/** What `?campaign=` and `?own=1` ask for: a drawn campaign, the newest unless named, and its visits. */
export async function readCalendar(db: Db, actor: Actor, params: URLSearchParams) {
  const campaigns = await listCampaigns(db)
  const campaign = campaigns.find(({ id }) => id === params.get('campaign')) ?? campaigns[0] ?? null
  const own = is(actor, 'inspector') && params.get('own') === '1'
  return { campaigns, campaign, own, visits: campaign ? await listCalendar(db, actor, campaign.id, own) : [] }
}
