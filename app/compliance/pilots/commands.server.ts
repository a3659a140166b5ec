import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import type { ChecklistValues, PilotMoveValues, PilotValues } from './form'
import { areas, computedPoints, passes, type PilotFigures, pointsOf, totalOf, unexplained } from './maturity'
import { findPilot, findScores, type Pilot } from './queries.server'
import { type PilotMove, whyNotMove } from './rights'

type Tx = Kysely<Database>

/** An enterprise applies for its own pilot, or the office takes one in. Answers its id. Refuses: not-your-move,
 * organization-not-verified, pilot-of-year. */
export async function beginPilot(tx: Tx, actor: Actor, { orgId, motive }: PilotValues, now: Date) {
  const chosen = is(actor, 'officer')
  const own = actor.kind === 'enterprise' && is(actor, 'asset_manager', 'approver')
  refuseIf(chosen || own ? null : 'not-your-move')
  const its = chosen ? (orgId ?? refuse('required', { field: 'orgId' })) : actor.organizationId
  const enterprise = await tx
    .selectFrom('organizations')
    .select(['state', 'kind'])
    .where('id', '=', its)
    .executeTakeFirst()
  const isVerified = enterprise?.state === 'verified' && enterprise.kind === 'enterprise'
  refuseIf(isVerified ? null : 'organization-not-verified', { field: 'orgId' })
  const { rows } = await sql<{ id: string }>`
    insert into pilots (org_id, year, motive, applied_by, applied_at)
    values (${its}::uuid, ${Number(dayOf(now).slice(0, 4))}, ${motive}, ${actor.personId}::uuid, ${now})
    on conflict (org_id, year) where state <> 'withdrawn' do nothing returning id`.execute(tx)
  const { id } = rows[0] ?? refuse('pilot-of-year', { field: 'motive' })
  const event = await record(tx, 'pilot.applied', id, {}, { org: its })
  if (own) await notifyAgencies(tx, ['officer'], { kind: 'pilot.applied', href: `/pilots/${id}`, event })
  else await movePilot(tx, actor, id, { move: 'select' }, now)
  return id
}

/** One step of a pilot that needs no checklist. Refuses by `whyNotMove`. */
export async function movePilot(tx: Tx, actor: Actor, id: string, values: PilotMoveValues, now: Date) {
  const its = await locked(tx, actor, id, values.move)
  if (values.move === 'conclude') return conclude(tx, actor, its, values.reason ?? null, now)
  if (values.move === 'select') {
    await write(tx, id, { state: 'selected' })
    return tellEnterprise(tx, its, 'pilot.selected')
  }
  await write(tx, id, {
    state: 'withdrawn',
    note: values.reason,
    decidedBy: actor.personId,
    decidedAt: now,
  })
  if (actor.kind === 'agency') return tellEnterprise(tx, its, 'pilot.withdrawn')
  await tellOffice(tx, its, 'pilot.withdrawn')
}

/**
 * Fills in the checklist: at the start, with which the pilot runs, and at the end, with which it is assessed. The database
 * takes the figures of the moment; points that they do not give need a reason. Refuses by `whyNotMove` and
 * pilot-area-reason.
 */
export async function fillChecklist(tx: Tx, actor: Actor, id: string, values: ChecklistValues, now: Date) {
  const { state } = (await findPilot(tx, id)) ?? refuse('already-moved')
  const starts = state === 'applied' || state === 'selected'
  const its = await locked(tx, actor, id, starts ? 'start' : 'assess')
  const by = actor.personId
  if (starts) await write(tx, id, { state: 'running', startedBy: by, startedAt: now })
  else await write(tx, id, { state: 'assessed', assessedBy: by, assessedAt: now })
  const { before, after } = (await findPilot(tx, id))!
  await keepScores(tx, actor, id, starts ? 'start' : 'end', values, (starts ? before : after)!)
  await tellOffice(tx, its, starts ? 'pilot.started' : 'pilot.assessed', { points: totalOf(values.points) })
}

async function keepScores(
  tx: Tx,
  actor: Actor,
  pilotId: string,
  phase: 'start' | 'end',
  { points, reasons }: ChecklistValues,
  figures: PilotFigures,
) {
  const bare = unexplained(points, reasons as Record<string, string | null>, figures)
  refuseIf(bare ? 'pilot-area-reason' : null, { field: `reasons.${bare}` })
  const scores = areas.map((area) => ({
    pilotId,
    phase,
    area,
    points: points[area],
    computed: computedPoints(area, figures),
    reason: reasons[area] ?? null,
    by: actor.personId,
  }))
  await tx.insertInto('pilotScores').values(scores).execute()
}

/** Another officer than the assessor closes the pilot; the points decide how it ends. */
async function conclude(tx: Tx, actor: Actor, its: Pilot, note: string | null, now: Date) {
  const points = pointsOf((await findScores(tx, its.id)).end!)
  const state = passes(points) ? 'passed' : 'failed'
  await write(tx, its.id, { state, note, decidedBy: actor.personId, decidedAt: now })
  await tellEnterprise(tx, its, `pilot.${state}`, { points: totalOf(points) })
}

async function write(tx: Tx, id: string, set: Record<string, unknown>) {
  await tx.updateTable('pilots').set(set).where('id', '=', id).execute()
}

async function tellEnterprise(tx: Tx, its: Pilot, kind: string, facts: Record<string, number> = {}) {
  const event = await record(tx, kind, its.id, facts, { org: its.orgId })
  const told = { kind, href: `/pilots/${its.id}`, event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver', 'head'], told)
}

async function tellOffice(tx: Tx, its: Pilot, kind: string, facts: Record<string, number> = {}) {
  const event = await record(tx, kind, its.id, facts, { org: its.orgId })
  await notifyAgencies(tx, ['officer'], { kind, href: `/pilots/${its.id}`, event })
}

async function locked(tx: Tx, actor: Actor, id: string, move: PilotMove): Promise<Pilot> {
  await tx.selectFrom('pilots').select('id').where('id', '=', id).forUpdate().execute()
  const its = (await findPilot(tx, id)) ?? refuse('already-moved')
  refuseIf(whyNotMove(actor, its, move))
  return its
}
