import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { findKnownByDistrict, findKnownOfAll } from '~/compliance/known/known.server'
import type { Day } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { cityFigures } from './city'
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
export async function readOffice(db: Db, actor: Actor, day: Day) {
  const whole = is(actor, 'officer', 'auditor')
  const plan = await findPlan(db, day)
  const [targets, rounds, city, own, known] = await Promise.all([
    plan ? listCountedTargets(db, plan.id, day, whole ? {} : { orgId: actor.organizationId }) : [],
    listRoundsInFlight(db),
    whole ? cityOf(db, day) : null,
    whole ? null : listStatuses(db, day),
    findKnownOfAll(db),
  ])
  return { plan: plan ?? null, targets, statuses: city?.statuses ?? own ?? [], rounds, city, known }
}

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
