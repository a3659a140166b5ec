import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf, deadline } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { selfInspectionLifecycle } from '../lifecycle'
import { bringUpToDate } from '../positions/queries.server'
import { issueFromSelfInspection } from '../rectifications/issue.server'
import { unanswered, whyNotSubmit, type Action, type Declared } from './figures'
import type { FillingValues, InspectionMove } from './form'
import { findSelfInspection, knownOf, takeFigures, type SelfInspection } from './queries.server'

type Tx = Kysely<Database>
type Move = keyof typeof selfInspectionLifecycle.moves

const reviewWorkdays = 10

/** Keeps what an enterprise declares and plans; figures are not among it. Refuses: not-your-move, already-moved. */
export async function fillSelfInspection(tx: Tx, actor: Actor, id: string, values: FillingValues) {
  const its = await locked(tx, id)
  refuseIf(
    is(actor, 'asset_manager', 'approver') && its.orgId === actor.organizationId ? null : 'not-your-move',
  )
  refuseIf(its.state === 'in_progress' && its.campaignState === 'open' ? null : 'already-moved')
  const { move: _, actions = [], figures: __, ...declared } = values
  const planned = actions.flatMap(({ productId, action, quantity, owner, dueOn }): Action[] =>
    action === '' || quantity === null || dueOn === null
      ? []
      : [{ productId, action, quantity, owner, dueOn }],
  )
  await tx
    .updateTable('selfInspections')
    .set({ declared: JSON.stringify(declared satisfies Declared), actions: JSON.stringify(planned) })
    .where('id', '=', id)
    .execute()
  await record(tx, 'self_inspection.filled', id, { actions: planned.length })
}

/**
 * The approver signs: figures are taken from the position in this moment and frozen with what was declared. Late stays
 * possible and is marked. Refuses: not-your-move, already-moved, coverage-needs-reason, gap-without-action.
 */
export async function submitSelfInspection(tx: Tx, actor: Actor, id: string, now: Date) {
  const its = await locked(tx, id)
  refuseIf(is(actor, 'approver') && its.orgId === actor.organizationId ? null : 'not-your-move')
  refuseIf(its.state === 'in_progress' && its.campaignState === 'open' ? null : 'already-moved')
  await bringUpToDate(tx)
  const figures = await takeFigures(tx, its.orgId, its.categories)
  const missing = unanswered(figures.products, its.actions)
  refuseIf(whyNotSubmit(figures, its.declared, its.actions), {
    ...(missing && { facts: { zh: missing.nameZh, en: missing.nameEn, gap: String(missing.gap) } }),
  })
  const late = dayOf(now) > its.dueOn
  await move(tx, id, 'submit', {
    figures: JSON.stringify(figures),
    asOf: now,
    signedBy: actor.personId,
    submittedAt: now,
    late,
    reviewDue: deadline(await loadCalendar(tx), dayOf(now), reviewWorkdays, 'wd').dueAt,
  })
  await sql`select note_gaps(${id}::uuid)`.execute(tx)
  const facts = { campaign: its.campaignId, version: its.version, late }
  const event = await record(tx, 'self_inspection.submitted', id, facts)
  const href = `/self-inspections/${id}`
  await sql`select notify_responsible(${its.orgId}::uuid, '{liaison}', 'self_inspection.submitted', ${href}, ${event}::uuid)`.execute(
    tx,
  )
}

/** Starts, revises, accepts, returns or reopens. Refuses: not-your-move, already-moved. */
export async function moveSelfInspection(
  tx: Tx,
  actor: Actor,
  id: string,
  values: InspectionMove,
  now: Date,
) {
  const its = await locked(tx, id)
  if (values.move === 'start') return start(tx, actor, its)
  if (values.move === 'revise') return revise(tx, actor, its)
  const by = values.move === 'reopen' ? 'officer' : 'liaison'
  refuseIf(is(actor, by) ? null : 'not-your-move')
  if (values.move === 'accept') return accept(tx, actor, its, now)
  if (values.move === 'return') return giveBack(tx, actor, its, values, now)
  await move(tx, id, 'reopen', { reasons: JSON.stringify([{ line: null, reason: values.reason }]) })
  await tell(tx, its, 'self_inspection.reopened')
  return id
}

async function start(tx: Tx, actor: Actor, its: SelfInspection) {
  refuseIf(is(actor, 'asset_manager') && its.orgId === actor.organizationId ? null : 'not-your-move')
  refuseIf(its.campaignState === 'open' ? null : 'already-moved')
  await move(tx, its.id, 'start', { declared: JSON.stringify(await knownOf(tx, actor, its.campaignId)) })
  await record(tx, 'self_inspection.started', its.id, { campaign: its.campaignId })
  return its.id
}

/** What was returned stays as it was; the enterprise goes on in a new version. */
async function revise(tx: Tx, actor: Actor, its: SelfInspection) {
  refuseIf(is(actor, 'asset_manager') && its.orgId === actor.organizationId ? null : 'not-your-move')
  refuseIf(its.state === 'returned' && its.campaignState === 'open' ? null : 'already-moved')
  const added = await tx
    .insertInto('selfInspections')
    .values({
      campaignId: its.campaignId,
      orgId: its.orgId,
      version: its.version + 1,
      state: 'in_progress',
      declared: JSON.stringify(its.declared),
      actions: JSON.stringify(its.actions),
      reasons: JSON.stringify(its.reasons),
    })
    .onConflict((on) => on.columns(['campaignId', 'orgId', 'version']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return refuse('already-moved')
  await record(tx, 'self_inspection.started', added.id, {
    campaign: its.campaignId,
    version: its.version + 1,
  })
  return added.id
}

async function accept(tx: Tx, actor: Actor, its: SelfInspection, now: Date) {
  await move(tx, its.id, 'accept', { reviewedBy: actor.personId, reviewedAt: now })
  await tell(tx, its, 'self_inspection.accepted')
  await issueFromSelfInspection(tx, actor, its, now)
  return its.id
}

async function giveBack(
  tx: Tx,
  actor: Actor,
  its: SelfInspection,
  { reason, lines = [] }: Extract<InspectionMove, { move: 'return' }>,
  now: Date,
) {
  const all = [{ line: null, reason }, ...lines].filter((one) => one.reason)
  const reasons = JSON.stringify(all)
  await move(tx, its.id, 'return', { reviewedBy: actor.personId, reviewedAt: now, reasons })
  await tell(tx, its, 'self_inspection.returned')
  return its.id
}

async function tell(tx: Tx, its: SelfInspection, kind: string) {
  const facts = { campaign: its.campaignId, version: its.version }
  const event = await record(tx, kind, its.id, facts, { org: its.orgId })
  const told = { kind, href: `/self-inspections/${its.id}`, event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver'], told)
}

/** One conditional update along the lifecycle; of two people at once the second is refused. */
async function move(tx: Tx, id: string, name: Move, set: Record<string, unknown> = {}) {
  const { from, to } = selfInspectionLifecycle.moves[name]
  const moved = await tx
    .updateTable('selfInspections')
    .set({ ...set, state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  refuseIf(moved ? null : 'already-moved')
}

async function locked(tx: Tx, id: string): Promise<SelfInspection> {
  await tx.selectFrom('selfInspections').select('id').where('id', '=', id).forUpdate().execute()
  return (await findSelfInspection(tx, id)) ?? refuse('inspection-unknown')
}
