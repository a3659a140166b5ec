import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { listLateCampaigns } from '~/compliance/campaigns/queries.server'
import { findKnownByDistrict, findKnownOfAll } from '~/compliance/known/known.server'
import type { Day } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { cityFigures } from './city'
import { findNextMeeting } from './meetings/queries.server'
import { listDueTasks } from './reports/queries.server'
import {
  findPlan,
  findSavings,
  listCaseAges,
  listCity,
  listCountedTargets,
  listRoundsInFlight,
  listStatuses,
} from './figures.server'

type Db = Kysely<Database>

/** What the dashboard of the office, or of an agency, shows of a day: eight statements, however many enterprises there are. */
export async function readOffice(db: Db, actor: Actor, { day, today }: { day: Day; today: Day }) {
  const whole = is(actor, 'officer', 'auditor')
  const plan = await findPlan(db, day)
  const [targets, rounds, city, own, known, upcoming] = await Promise.all([
    plan ? listCountedTargets(db, plan.id, day, whole ? {} : { orgId: actor.organizationId }) : [],
    listRoundsInFlight(db),
    whole ? cityOf(db, day) : null,
    whole ? null : listStatuses(db, day),
    findKnownOfAll(db),
    whole || day < today ? null : listUpcoming(db, actor),
  ])
  return { plan: plan ?? null, targets, statuses: city?.statuses ?? own ?? [], rounds, city, known, upcoming }
}

/** What an agency's own days hold now; the row policies decide which enterprises' self-inspections these are. */
async function listUpcoming(db: Db, { organizationId }: Actor) {
  const [late, meeting, reports] = await Promise.all([
    listLateCampaigns(db),
    findNextMeeting(db, organizationId),
    listDueTasks(db, organizationId),
  ])
  return { late, meeting: meeting ?? null, reports }
}

export type Upcoming = Awaited<ReturnType<typeof listUpcoming>>

async function cityOf(db: Db, day: Day) {
  const [rows, known, savings, ages] = await Promise.all([
    listCity(db, day),
    findKnownByDistrict(db),
    findSavings(db, day),
    listCaseAges(db),
  ])
  const { districts, statuses, funnel } = cityFigures(rows)
  return {
    districts: districts.map((place) => ({ ...place, known: known.get(place.district) ?? null })),
    statuses,
    funnel,
    savings,
    ages,
  }
}
