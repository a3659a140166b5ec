import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Day, dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { targetLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import type { ChangeValues, Measure, PlanValues, TargetValues } from './form'
import { type Scope, scopeOf, whyNotPropose } from './proposing'
import { countScope, findPlanById, findTarget } from './queries.server'

type Tx = Kysely<Database>

const placeOf = (targetId: string) => `/office/plan/targets/${targetId}`

/** The plan of a year, not yet published. Refuses not-your-move, year-taken. */
export async function createPlan(tx: Tx, actor: Actor, values: PlanValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const plan = await tx
    .insertInto('plans')
    .values({ ...values, titleEn: values.titleEn ?? null, orgId: actor.organizationId })
    .onConflict((conflict) => conflict.column('year').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!plan) return refuse('year-taken', { field: 'year' })
  await record(tx, 'plan.created', plan.id, { year: values.year })
  return plan.id
}

/** Title, objectives and due day of a plan; its year stays. */
export async function changePlan(tx: Tx, actor: Actor, planId: string, values: Omit<PlanValues, 'year'>) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { title, titleEn = null, objectives, targetsDue } = values
  await tx
    .updateTable('plans')
    .set({ title, titleEn, objectives, targetsDue })
    .where('id', '=', planId)
    .execute()
  await record(tx, 'plan.changed', planId)
}

/** From now on every member unit sees the plan and is asked for its targets. Refuses already-moved. */
export async function publishPlan(tx: Tx, actor: Actor, planId: string) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const plan = await tx
    .updateTable('plans')
    .set({ publishedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', planId)
    .where('publishedAt', 'is', null)
    .returning(['year', 'targetsDue'])
    .executeTakeFirst()
  if (!plan) return refuse('already-moved')
  const event = await record(tx, 'plan.published', planId, { year: plan.year })
  await notifyAgencies(tx, ['liaison', 'leader'], {
    kind: 'plan.published',
    href: `/office/plan?year=${plan.year}`,
    facts: { year: plan.year, due: plan.targetsDue },
    event,
  })
}

/**
 * A stage target of a member unit for the office to decide, or a target that the office sets itself, which stands at
 * once. Refuses plan-unknown, scope-not-yours, target-exists, and the codes of `whyNotPropose` (above-scope tells the number).
 */
export async function proposeTarget(tx: Tx, actor: Actor, planId: string, values: TargetValues, now: Date) {
  const officer = is(actor, 'officer')
  refuseIf(is(actor, 'officer', 'liaison', 'leader') ? null : 'not-your-move')
  const plan = (await findPlanById(tx, planId)) ?? refuse('plan-unknown')
  const orgId = (officer && values.orgId) || actor.organizationId
  const target = { ...values, ...scopeOf(values.scope), orgId }
  refuseIf(officer || (await isOwnScope(tx, orgId, target)) ? null : 'scope-not-yours', { field: 'scope' })
  refuseIf((await hasTarget(tx, planId, target)) ? 'target-exists' : null, { field: 'measure' })
  const baseline = await baselineOf(tx, { ...target, year: plan.year }, now)
  const { id } = await tx
    .insertInto('targets')
    .values({
      ...target,
      planId,
      baseline,
      proposedBy: actor.personId,
      ...(officer && { state: 'accepted' as const, decidedBy: actor.personId, decidedAt: now }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(tx, officer ? 'target.set' : 'target.proposed', { ...target, id })
  return id
}

/** What was returned is proposed again with another number. */
export async function proposeAgain(tx: Tx, actor: Actor, targetId: string, values: ChangeValues, now: Date) {
  const target = (await findTarget(tx, targetId)) ?? refuse('already-moved')
  refuseIf(target.orgId === actor.organizationId ? null : 'not-your-move')
  const baseline = await baselineOf(tx, { ...target, ...values }, now)
  const { number, dueOn, reason } = values
  const set = {
    number,
    dueOn,
    reason,
    baseline,
    proposedBy: actor.personId,
    decidedBy: null,
    decidedAt: null,
  }
  await moveRow(tx, actor, 'targets', targetLifecycle, 'propose', targetId, set)
  await tell(tx, 'target.proposed', { ...target, number })
}

/**
 * A change after acceptance is a new version with its reason. The office's own stands at once and supersedes the old
 * one; a member unit's waits for the office, and until then the old one goes on.
 */
export async function changeTarget(tx: Tx, actor: Actor, targetId: string, values: ChangeValues, now: Date) {
  const old = (await findTarget(tx, targetId)) ?? refuse('already-moved')
  const officer = is(actor, 'officer')
  refuseIf(old.state === 'accepted' ? null : 'already-moved')
  refuseIf(officer || old.orgId === actor.organizationId ? null : 'not-your-move')
  const { planId, orgId, scope, scopeCode, measure } = old
  const waiting = await hasTarget(tx, planId, old, ['proposed', 'returned'])
  refuseIf(waiting ? 'target-exists' : null)
  const baseline = await baselineOf(tx, { ...old, ...values }, now)
  if (officer) await moveRow(tx, actor, 'targets', targetLifecycle, 'supersede', targetId)
  const { id } = await tx
    .insertInto('targets')
    .values({
      planId,
      orgId,
      scope,
      scopeCode,
      measure,
      baseline,
      ...values,
      replacesId: targetId,
      proposedBy: actor.personId,
      ...(officer && { state: 'accepted' as const, decidedBy: actor.personId, decidedAt: now }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(tx, officer ? 'target.superseded' : 'target.proposed', { ...old, ...values, id })
  return id
}

/** The office accepts a proposal, and what it replaces is superseded, or returns it with a reason. */
export async function decideTarget(
  tx: Tx,
  actor: Actor,
  targetId: string,
  move: 'accept' | 'return',
  reason: string | null,
) {
  refuseIf(move === 'return' && !reason ? 'reason-missing' : null, { field: 'reason' })
  const target = (await findTarget(tx, targetId)) ?? refuse('already-moved')
  if (move === 'accept' && target.replacesId) {
    await moveRow(tx, actor, 'targets', targetLifecycle, 'supersede', target.replacesId)
    await record(tx, 'target.superseded', target.replacesId, { by: targetId }, { org: target.orgId })
  }
  await moveRow(tx, actor, 'targets', targetLifecycle, move, targetId, {
    decidedBy: actor.personId,
    decidedAt: sql<Date>`clock_timestamp()`,
    ...(move === 'return' && { reason }),
  })
  await tell(tx, move === 'accept' ? 'target.accepted' : 'target.returned', target)
}

type Measured = Scope & { orgId: string; measure: Measure }
type Scoped = Measured & { year: number; number: number; dueOn: Day }

// What is counted already is where the target starts; the rule compares both with the number in scope.
async function baselineOf(tx: Tx, { number, dueOn, ...scoped }: Scoped, now: Date) {
  const today = dayOf(now)
  const { value, size } = await countScope(tx, scoped, today)
  const asked = { ...scoped, dueOn, wanted: number, baseline: value, setOn: today }
  const why = whyNotPropose(asked, size)
  const field = why === 'above-scope' || why === 'not-above-baseline' ? 'number' : 'dueOn'
  refuseIf(why, { field, facts: { size: String(size), value: String(value) } })
  return value
}

async function hasTarget(
  tx: Tx,
  planId: string,
  { orgId, scope, scopeCode, measure }: Measured,
  states: readonly ('proposed' | 'returned' | 'accepted')[] = ['proposed', 'returned', 'accepted'],
) {
  const found = await tx
    .selectFrom('targets')
    .select('id')
    .where('planId', '=', planId)
    .where('orgId', '=', orgId)
    .where('scope', '=', scope)
    .where('measure', '=', measure)
    .where('state', 'in', states)
    .where(sql<boolean>`scope_code is not distinct from ${scopeCode}`)
    .executeTakeFirst()
  return found !== undefined
}

// A member unit speaks for what its coverage names, never for the whole city.
async function isOwnScope(tx: Tx, orgId: string, { scope, scopeCode }: Scope) {
  if (scope === 'city') return false
  if (scope === 'agency') return true
  const column = scope === 'district' ? ('districts' as const) : ('sectors' as const)
  const own = await tx
    .selectFrom('agencies')
    .select('id')
    .where('orgId', '=', orgId)
    .where(sql<boolean>`${scopeCode} = any (${sql.ref(column)})`)
    .executeTakeFirst()
  return own !== undefined
}

async function tell(
  tx: Tx,
  kind: string,
  { id, orgId, number }: { id: string; orgId: string; number: number },
) {
  const event = await record(tx, kind, id, { number }, { org: orgId })
  const notice = { kind, href: placeOf(id), facts: { number }, event }
  if (kind === 'target.proposed') await notifyAgencies(tx, ['officer'], notice)
  else await notifyMembers(tx, orgId, ['liaison', 'leader'], notice)
}
