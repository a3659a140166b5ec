import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record, recordEach } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { attach } from '../attachments.server'
import { enrollmentLifecycle, trainingLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import { attendanceCode, plainCode } from './attendance'
import type { EnrollmentValues, TrainingMoveValues, TrainingValues } from './form'
import { answerQuiz, removeQuiz, tellQuiz } from './quiz.server'

type Tx = Kysely<Database>

const students = ['buyer', 'asset_manager', 'approver', 'vendor'] as const
const placeOf = (trainingId: string) => `/trainings/${trainingId}`

/** A training as a draft that only the office sees. Refuses training-past. */
export async function planTraining(tx: Tx, actor: Actor, values: TrainingValues, now: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  refuseIf(values.startsAt <= now ? 'training-past' : null, { field: 'startsAt' })
  const { id } = await tx.insertInto('trainings').values(values).returning('id').executeTakeFirstOrThrow()
  await record(tx, 'training.planned', id)
  return id
}

/** Changes a draft. Refuses training-past, already-moved. */
export async function changeTraining(tx: Tx, actor: Actor, id: string, values: TrainingValues, now: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  refuseIf(values.startsAt <= now ? 'training-past' : null, { field: 'startsAt' })
  const changed = await tx
    .updateTable('trainings')
    .set(values)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
  refuseIf(changed ? null : 'already-moved')
  await record(tx, 'training.changed', id)
}

/** One step of a training. Answers the attendance code where the step makes one: it is shown now and never again. */
export async function moveTraining(
  tx: Tx,
  actor: Actor,
  id: string,
  asked: TrainingMoveValues,
  now: Date,
): Promise<string | null> {
  switch (asked.move) {
    case 'open':
      await moveRow(tx, actor, 'trainings', trainingLifecycle, 'open', id)
      await refuseBegun(tx, id, now)
      await record(tx, 'training.opened', id)
      return null
    case 'hold':
      return hold(tx, actor, id)
    case 'close':
      return close(tx, actor, id)
    case 'cancel':
      return cancel(tx, actor, id)
    case 'mark':
      await mark(tx, actor, id, asked.enrollmentId)
      return null
    case 'remove_quiz':
      await removeQuiz(tx, actor, id)
      return null
    case 'material':
      await addMaterial(tx, actor, id, asked.file)
      return null
  }
}

/** A paper for those who come, to read before and after; of a canceled training nobody reads any. */
async function addMaterial(tx: Tx, actor: Actor, id: string, file: File) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { state } = await tx.selectFrom('trainings').select('state').where('id', '=', id).executeTakeFirstOrThrow() // oxfmt-ignore
  refuseIf(state === 'canceled' ? 'already-moved' : null)
  const fileId = await attach(tx, actor, file, { place: 'training', subjectId: id })
  // The page keeps no answer (its code is secret): a post that comes twice is known by its file.
  const { rows } = await sql`
    select 1 from attachments a join files f on f.id = a.file_id join files added on added.id = ${fileId}
    where a.subject_id = ${id} and f.id <> added.id and f.sha256 = added.sha256`.execute(tx)
  refuseIf(rows.length > 0 ? 'material-known' : null, { field: 'file' })
  await record(tx, 'training.material_added', id)
}

async function refuseBegun(tx: Tx, id: string, now: Date) {
  const { startsAt } = await tx
    .selectFrom('trainings')
    .select('startsAt')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  refuseIf(startsAt <= now ? 'training-past' : null)
}

async function hold(tx: Tx, actor: Actor, id: string) {
  const code = attendanceCode(randomBytes(8))
  const codeHash = createHash('sha256')
    .update(`${id} ${plainCode(code)}`)
    .digest()
  await moveRow(tx, actor, 'trainings', trainingLifecycle, 'hold', id, { codeHash })
  await record(tx, 'training.held', id)
  return code
}

/** Whoever is not marked was absent. */
async function close(tx: Tx, actor: Actor, id: string) {
  await moveRow(tx, actor, 'trainings', trainingLifecycle, 'close', id)
  const absent = await tx
    .updateTable('enrollments')
    .set({ state: 'absent' })
    .where('trainingId', '=', id)
    .where('state', '=', 'enrolled')
    .returning('id')
    .execute()
  await record(tx, 'training.closed', id, { absent: absent.length })
  return null
}

async function cancel(tx: Tx, actor: Actor, id: string) {
  await moveRow(tx, actor, 'trainings', trainingLifecycle, 'cancel', id)
  const event = await record(tx, 'training.canceled', id)
  await tellEnrolled(tx, id, 'training.canceled', event)
  return null
}

/** A notice to each organization that sends somebody or waits, in one statement. */
export async function tellEnrolled(tx: Tx, trainingId: string, kind: string, event: string) {
  await sql`
    select notify_roles(o.org_id, ${sql.val([...students])}::text[], ${kind}, jsonb_build_object('title', t.title_zh, 'at', t.starts_at),
      ${placeOf(trainingId)}, ${event}::uuid)
    from (select distinct org_id from enrollments where training_id = ${trainingId} and state in ('enrolled', 'waiting')) o
    join trainings t on t.id = ${trainingId}`.execute(tx)
}

/** An officer who saw someone in the room marks them as attended. */
async function mark(tx: Tx, actor: Actor, trainingId: string, enrollmentId: string) {
  refuseIf(is(actor, 'officer') && is(actor, ...enrollmentLifecycle.moves.attend.by) ? null : 'not-your-move')
  const marked = await tx
    .updateTable('enrollments as e')
    .from('trainings as t')
    .set({ state: 'attended', certificateNo: sql<string | null>`attendance_certificate(t)` })
    .whereRef('t.id', '=', 'e.trainingId')
    .where('e.id', '=', enrollmentId)
    .where('e.trainingId', '=', trainingId)
    .where('e.state', '=', 'enrolled')
    .where('t.state', '=', 'held')
    .returning('e.orgId')
    .executeTakeFirst()
  refuseIf(marked ? null : 'already-moved')
  const { orgId } = marked!
  const event = await record(tx, 'enrollment.attended', enrollmentId, {}, { org: orgId })
  await tellQuiz(tx, trainingId, orgId, students, event)
}

/** An organization sends a person, takes them back, proves that they came, or answers the quiz for them. Refuses training-closed, enrolled-already, attendance-code-wrong. */
export async function moveEnrollment(tx: Tx, actor: Actor, trainingId: string, asked: EnrollmentValues) {
  refuseIf(is(actor, ...students) ? null : 'not-your-move')
  switch (asked.move) {
    case 'enroll':
      return enroll(tx, trainingId, asked.person, asked.mail)
    case 'withdraw':
      await withdraw(tx, trainingId, asked.enrollmentId)
      return 'withdrawn' as const
    case 'attend':
      await sql`select attend_training(${asked.enrollmentId}::uuid, ${plainCode(asked.code ?? '')})`.execute(
        tx,
      )
      await tellQuiz(
        tx,
        trainingId,
        actor.organizationId,
        students,
        await record(tx, 'enrollment.attended', asked.enrollmentId),
      )
      return (await awaitsQuiz(tx, asked.enrollmentId)) ? ('attended-quiz' as const) : ('attended' as const)
    case 'quiz':
      return answerQuiz(tx, trainingId, asked)
  }
}

/** Whether attendance alone made no certificate. */
async function awaitsQuiz(tx: Tx, enrollmentId: string) {
  const { certificateNo } = await tx
    .selectFrom('enrollments')
    .select('certificateNo')
    .where('id', '=', enrollmentId)
    .executeTakeFirstOrThrow()
  return certificateNo === null
}

async function enroll(tx: Tx, trainingId: string, person: string, mail: string | null) {
  const { rows } = await sql<{ id: string; state: 'enrolled' | 'waiting' }>`
    select id, state from enroll(${trainingId}::uuid, ${person}, ${mail})`.execute(tx)
  const { id, state } = rows[0]!
  await record(tx, 'enrollment.made', id, { training: trainingId, state })
  return state
}

async function withdraw(tx: Tx, trainingId: string, enrollmentId: string) {
  const { rows } = await sql<{ movedUp: string; orgId: string }>`
    select moved_up as "movedUp", org_id as "orgId" from withdraw_enrollment(${enrollmentId}::uuid)`.execute(
    tx,
  )
  await record(tx, 'enrollment.withdrawn', enrollmentId)
  await recordEach(
    tx,
    'enrollment.moved_up',
    rows.map(({ movedUp, orgId }) => ({ subject: movedUp, org: orgId })),
  )
  for (const { orgId } of rows)
    await notifyMembers(tx, orgId, students, { kind: 'enrollment.moved_up', href: placeOf(trainingId) })
}
