import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { findKnownByDistrict, findKnownOfAll } from '~/compliance/known/known.server'
import type { Day } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import {
  findFunnel,
  findPlan,
  findSavings,
  listCaseAges,
  listCountedTargets,
  listDistrictFigures,
  listRoundsInFlight,
  listStatuses,
} from './figures.server'

type Db = Kysely<Database>

/** What the dashboard of the office, or of an agency, shows of a day: ten statements, however many enterprises there are. */
export async function readOffice(db: Db, actor: Actor, day: Day) {
  const whole = is(actor, 'officer', 'auditor')
  const plan = await findPlan(db, day)
  const [targets, statuses, rounds, city, known] = await Promise.all([
    plan ? listCountedTargets(db, plan.id, day, whole ? {} : { orgId: actor.organizationId }) : [],
    listStatuses(db, day),
    listRoundsInFlight(db),
    whole ? cityOf(db, day) : null,
    findKnownOfAll(db),
  ])
  return { plan: plan ?? null, targets, statuses, rounds, city, known }
}

async function cityOf(db: Db, day: Day) {
  const [districts, known, funnel, savings, ages] = await Promise.all([
    listDistrictFigures(db, day),
    findKnownByDistrict(db),
    findFunnel(db, day),
    findSavings(db, day),
    listCaseAges(db),
  ])
  return {
    districts: districts.map((place) => ({ ...place, known: known.get(place.district) ?? null })),
    funnel,
    savings,
    ages,
  }
}
