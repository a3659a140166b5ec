import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { attach } from '../attachments.server'
import { reportTaskLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import type { Answers, Remark } from './answering'
import type { RoundValues } from './form'
import { findTask } from './queries.server'

type Tx = Kysely<Database>

const placeOf = (taskId: string) => `/office/reports/${taskId}`

/** A reporting round as a draft that only the office sees. */
export async function createRound(tx: Tx, actor: Actor, { fields, ...values }: RoundValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { id } = await tx
    .insertInto('reportRounds')
    .values({ ...values, orgId: actor.organizationId, form: JSON.stringify(fields) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'report.round_created', id, { fields: fields.length })
  return id
}

/** Asks each of these agencies for its report; their liaisons are told. Refuses no-agency, already-moved. */
export async function openRound(tx: Tx, actor: Actor, roundId: string, agencies: readonly string[]) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  refuseIf(agencies.length > 0 ? null : 'no-agency', { field: 'agencies' })
  const round = await tx
    .updateTable('reportRounds')
    .set({ openedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', roundId)
    .where('openedAt', 'is', null)
    .returning(['dueOn'])
    .executeTakeFirst()
  if (!round) return refuse('already-moved')
  const tasks = await tx
    .insertInto('reportTasks')
    .values(agencies.map((orgId) => ({ roundId, orgId })))
    .returning(['id', 'orgId'])
    .execute()
  await record(tx, 'report.opened', roundId, { tasks: tasks.length })
  for (const { id, orgId } of tasks) {
    const event = await record(tx, 'report.due', id, { due: round.dueOn }, { org: orgId })
    const notice = { kind: 'report.due', href: placeOf(id), facts: { due: round.dueOn }, event }
    await notifyMembers(tx, orgId, ['liaison', 'leader'], notice)
  }
}

type Given = { values: Record<string, string | File | undefined>; remarks: Record<string, Remark> }

/** Keeps the draft, or hands the report in. */
export const writeReport = (
  tx: Tx,
  actor: Actor,
  taskId: string,
  given: Given & { move: 'save' | 'submit' },
) => (given.move === 'save' ? saveReport(tx, actor, taskId, given) : submitReport(tx, actor, taskId, given))

/** What the leader and the office do with a report that was handed in. */
export function decideReport(
  tx: Tx,
  actor: Actor,
  taskId: string,
  move: 'approve' | 'accept' | 'return',
  reason: string | null,
) {
  if (move === 'approve') return approveReport(tx, actor, taskId)
  return move === 'accept' ? acceptReport(tx, actor, taskId) : returnReport(tx, actor, taskId, reason)
}

/** Keeps what was written so far; nobody else sees it before it is handed in. */
async function saveReport(tx: Tx, actor: Actor, taskId: string, given: Given) {
  const answers = await answersOf(tx, actor, taskId, given)
  const saved = await tx
    .updateTable('reportTasks')
    .set({ answers: JSON.stringify(answers) })
    .where('id', '=', taskId)
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', ['open', 'returned'])
    .returning('id')
    .executeTakeFirst()
  refuseIf(saved ? null : 'already-moved')
}

/** Hands the report in: the database computes its figures and freezes them. Refuses not-your-move, already-moved. */
async function submitReport(tx: Tx, actor: Actor, taskId: string, given: Given) {
  refuseIf(is(actor, ...reportTaskLifecycle.moves.submit.by) ? null : 'not-your-move')
  const answers = await answersOf(tx, actor, taskId, given)
  await sql`select submit_report(${taskId}::uuid, ${JSON.stringify(answers)}::jsonb)`.execute(tx)
  const event = await record(tx, 'report.submitted', taskId)
  const notice = { kind: 'report.submitted', href: placeOf(taskId), event }
  await notifyMembers(tx, actor.organizationId, ['leader'], notice)
}

// What was attached before stays where no other file is given.
async function answersOf(tx: Tx, actor: Actor, taskId: string, { values, remarks }: Given): Promise<Answers> {
  const task = await findTask(tx, taskId)
  if (!task) return refuse('already-moved')
  refuseIf(task.orgId === actor.organizationId ? null : 'not-your-move')
  const kept: Record<string, string> = {}
  for (const { key, kind, label } of task.form) {
    const value = values[key]
    if (kind === 'figure') continue
    if (kind !== 'file') kept[key] = typeof value === 'string' ? value : ''
    else if (value instanceof File && value.size > 0)
      kept[key] = await attach(tx, actor, value, { place: 'report', subjectId: taskId, label })
    else if (task.answers.values[key]) kept[key] = task.answers.values[key]
  }
  const known = new Set(task.form.filter(({ kind }) => kind === 'figure').map(({ key }) => key))
  return {
    values: kept,
    remarks: Object.fromEntries(Object.entries(remarks).filter(([key]) => known.has(key))),
  }
}

/** The leader approves what the liaison handed in; nobody approves their own. Refuses own-report. */
async function approveReport(tx: Tx, actor: Actor, taskId: string) {
  const task = (await findTask(tx, taskId)) ?? refuse('already-moved')
  refuseIf(is(actor, 'leader') && task.orgId === actor.organizationId ? null : 'not-your-move')
  refuseIf(task.submittedBy === actor.personId ? 'own-report' : null)
  await moveRow(tx, actor, 'reportTasks', reportTaskLifecycle, 'approve', taskId, {
    approvedBy: actor.personId,
    approvedAt: sql<Date>`clock_timestamp()`,
  })
  const event = await record(tx, 'report.approved', taskId)
  await notifyAgencies(tx, ['officer'], { kind: 'report.approved', href: placeOf(taskId), event })
}

/** The office takes the report. */
async function acceptReport(tx: Tx, actor: Actor, taskId: string) {
  await moveRow(tx, actor, 'reportTasks', reportTaskLifecycle, 'accept', taskId, decidedBy(actor))
  await tell(tx, 'report.accepted', taskId)
}

/** The leader or the office gives the report back with a reason. Refuses reason-missing. */
async function returnReport(tx: Tx, actor: Actor, taskId: string, reason: string | null) {
  refuseIf(reason ? null : 'reason-missing', { field: 'reason' })
  await moveRow(tx, actor, 'reportTasks', reportTaskLifecycle, 'return', taskId, {
    ...decidedBy(actor),
    reason,
  })
  await tell(tx, 'report.returned', taskId)
}

const decidedBy = ({ personId }: Actor) => ({ decidedBy: personId, decidedAt: sql<Date>`clock_timestamp()` })

async function tell(tx: Tx, kind: 'report.accepted' | 'report.returned', taskId: string) {
  const { orgId } = (await findTask(tx, taskId))!
  const event = await record(tx, kind, taskId, {}, { org: orgId })
  await notifyMembers(tx, orgId, ['liaison', 'leader'], { kind, href: placeOf(taskId), event })
}
