import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { type Day, dayOf, deadline } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { notifyAgencies, notifyMembers, notifyPerson } from '~/people/notify.server'
import { issueFromInspection } from '../rectifications/issue.server'
import { type Conclusion, whyNotConclude } from './concluding'
import type { HearingValues, Values } from './form'
import { type Inspection, listChecks } from './queries.server'

type Tx = Kysely<Database>

/** Working days in which the unit signs or objects, and in which an objection is answered (§9). */
export const hearingWorkdays = 10

/** The visit ends with a conclusion; a failure waits for a second member of the team. Refuses with the codes of `whyNotConclude`. */
export async function conclude(
  tx: Tx,
  actor: Actor,
  its: Inspection,
  { conclusion, reason, dueOn }: Values<'conclude'>,
  now: Date,
) {
  const checks = (await listChecks(tx, its.id)).filter(({ setAside }) => !setAside)
  const verdicts = checks.flatMap((check) => check.verdicts.map(({ verdict }) => verdict))
  const missing = checks.length * its.categories.length - verdicts.length
  const code = whyNotConclude(conclusion, { verdicts, missing, steps: its.steps, reason })
  refuseIf(code, code === 'conclusion-needs-reason' ? { field: 'reason' } : {})
  if (conclusion === 'failed') return proposeFailure(tx, actor, its, reason!)
  await write(tx, its, { conclusion, reason: reason ?? null, by: actor.personId, second: null }, now)
  if (conclusion === 'rectify') await issueFromInspection(tx, actor, its, dueOn ?? null, now)
}

async function proposeFailure(tx: Tx, actor: Actor, its: Inspection, reason: string) {
  await tx
    .updateTable('inspections')
    .set({ failedBy: actor.personId, failedReason: reason })
    .where('id', '=', its.id)
    .execute()
  const event = await record(tx, 'inspection.failure_proposed', its.id, {}, { org: its.orgId })
  const told = { kind: 'inspection.failure_proposed', href: `/inspections/${its.id}`, event }
  for (const personId of its.team) if (personId !== actor.personId) await notifyPerson(tx, personId, told)
}

/** Another member of the team agrees that the unit failed. */
export const secondFailure = (tx: Tx, actor: Actor, its: Inspection, now: Date) =>
  write(
    tx,
    its,
    { conclusion: 'failed', reason: its.failedReason, by: its.failedBy!, second: actor.personId },
    now,
  )

type Concluded = { conclusion: Conclusion; reason: string | null; by: string; second: string | null }

async function write(tx: Tx, its: Inspection, { conclusion, reason, by, second }: Concluded, now: Date) {
  await sql`select note_inspected_gaps(${its.id}::uuid)`.execute(tx)
  await tx
    .updateTable('inspections')
    .set({
      state: 'concluded',
      conclusion,
      conclusionReason: reason,
      concludedBy: by,
      secondedBy: second,
      concludedAt: now,
    })
    .where('id', '=', its.id)
    .execute()
  const event = await record(tx, 'inspection.concluded', its.id, { conclusion }, { org: its.orgId })
  const told = { kind: 'inspection.concluded', href: `/inspections/${its.id}`, event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver', 'head'], told)
}

/** The last day on which the unit may object. */
export async function hearingEnds(tx: Tx, { concludedAt }: { concludedAt: Date | null }): Promise<Day> {
  return deadline(await loadCalendar(tx), dayOf(concludedAt ?? new Date(0)), hearingWorkdays, 'wd').lastDay
}

/** The unit signs, or objects within ten working days; the office answers within ten. Refuses: objection-late. */
export async function hear(tx: Tx, actor: Actor, its: Inspection, values: HearingValues, now: Date) {
  if (values.move === 'sign') {
    await tx
      .updateTable('inspections')
      .set({ signedBy: actor.personId, signedAt: now })
      .where('id', '=', its.id)
      .execute()
    return record(tx, 'inspection.signed', its.id)
  }
  refuseIf(dayOf(now) > (await hearingEnds(tx, its)) ? 'objection-late' : null, { field: 'objection' })
  const { dueAt } = deadline(await loadCalendar(tx), dayOf(now), hearingWorkdays, 'wd')
  await tx
    .updateTable('inspections')
    .set({
      objection: values.objection,
      objectedBy: actor.personId,
      objectedAt: now,
      objectionDue: dueAt,
    })
    .where('id', '=', its.id)
    .execute()
  const event = await record(tx, 'inspection.objected', its.id)
  const told = { kind: 'inspection.objected', href: `/inspections/${its.id}`, event }
  await notifyAgencies(tx, ['officer'], told)
}

/** An objection that holds makes the visit a passed one and takes its order back. */
export async function answerObjection(
  tx: Tx,
  actor: Actor,
  its: Inspection,
  { upheld, answer }: Values<'answer'>,
  now: Date,
) {
  const changed = upheld === 'yes' ? { conclusion: 'passed' as const, conclusionReason: answer } : {}
  await tx
    .updateTable('inspections')
    .set({ answer, upheld: upheld === 'yes', answeredBy: actor.personId, answeredAt: now, ...changed })
    .where('id', '=', its.id)
    .execute()
  if (upheld === 'yes' && its.orderId && !['accepted', 'withdrawn'].includes(its.orderState!)) {
    await tx
      .updateTable('rectifications')
      .set({ state: 'withdrawn', reason: answer, decidedBy: actor.personId, decidedAt: now })
      .where('id', '=', its.orderId)
      .execute()
    await record(tx, 'rectification.withdrawn', its.orderId, {}, { org: its.orgId })
  }
  const facts = { upheld: upheld === 'yes' }
  const event = await record(tx, 'inspection.answered', its.id, facts, { org: its.orgId })
  const told = { kind: 'inspection.answered', href: `/inspections/${its.id}`, event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver', 'head'], told)
}
