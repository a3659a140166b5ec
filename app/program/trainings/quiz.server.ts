import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import type { MemberRole } from '~/kernel/role'
import type { EnrollmentValues } from './form'
import type { Quiz, QuizValues } from './quiz'

type Db = Kysely<Database>

/** The quiz of a training as everybody may read it. */
export const findQuiz = (db: Db, trainingId: string): Promise<Quiz | undefined> =>
  db
    .selectFrom('trainingQuizzes')
    .select(['questions', 'passAt', 'needed'])
    .where('trainingId', '=', trainingId)
    .executeTakeFirst() as Promise<Quiz | undefined>

/** Of each question the right choice, for the office alone. */
export async function findRights(db: Db, trainingId: string): Promise<number[]> {
  const { rows } = await sql<{ rights: number[] | null }>`
    select quiz_rights(${trainingId}::uuid) as rights`.execute(db)
  return rows[0]?.rights ?? []
}

/** Gives a training its quiz, or another one, before it is held. Refuses already-moved. */
export async function setQuiz(tx: Db, actor: Actor, trainingId: string, values: QuizValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { questions, passAt, needed } = values
  const training = await tx
    .selectFrom('trainings')
    .select('id')
    .where('id', '=', trainingId)
    .where('state', 'in', ['draft', 'open'])
    .forUpdate()
    .executeTakeFirst()
  refuseIf(training ? null : 'already-moved')
  const quiz = {
    questions: JSON.stringify(questions.map(({ right: _, ...open }) => open)),
    rights: questions.map(({ right }) => Number(right) - 1),
    passAt,
    needed,
  }
  await tx
    .insertInto('trainingQuizzes')
    .values({ trainingId, ...quiz })
    .onConflict((of) => of.column('trainingId').doUpdateSet(quiz))
    .execute()
  await record(tx, 'training.quiz_set', trainingId, { questions: questions.length })
}

/**
 * Takes the quiz away while nobody has answered; whoever came and had no certificate without it gets one. Refuses
 * quiz-unknown, quiz-answered.
 */
export async function removeQuiz(tx: Db, actor: Actor, trainingId: string) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  await tx.selectFrom('trainings').select('id').where('id', '=', trainingId).forUpdate().execute()
  refuseIf((await findQuiz(tx, trainingId)) ? null : 'quiz-unknown')
  const removed = await tx
    .deleteFrom('trainingQuizzes')
    .where('trainingId', '=', trainingId)
    .returning('trainingId')
    .executeTakeFirst()
  refuseIf(removed ? null : 'quiz-answered')
  await sql`
    update enrollments e set certificate_no = attendance_certificate(t) from trainings t
    where t.id = e.training_id and t.id = ${trainingId} and e.state = 'attended' and e.certificate_no is null`.execute(
    tx,
  )
  await record(tx, 'training.quiz_removed', trainingId)
}

/** Whoever may answer for a person who came is told that the quiz waits, unless there is none. */
export async function tellQuiz(
  tx: Db,
  trainingId: string,
  orgId: string,
  roles: readonly MemberRole[],
  event: string,
) {
  if (await findQuiz(tx, trainingId))
    await notifyMembers(tx, orgId, roles, {
      kind: 'training.quiz_waits',
      href: `/trainings/${trainingId}`,
      event,
    })
}

type QuizAnswers = Extract<EnrollmentValues, { move: 'quiz' }>

/** An attempt; an answer left out costs none. Refuses quiz-not-due, quiz-incomplete, quiz-passed, quiz-spent. */
export async function answerQuiz(tx: Db, trainingId: string, { enrollmentId, answers }: QuizAnswers) {
  const { questions } = (await findQuiz(tx, trainingId)) ?? refuse('quiz-not-due')
  const given = questions.map((_, at) => answers[`q${at + 1}`])
  refuseIf(given.includes(undefined) ? 'quiz-incomplete' : null)
  const { rows } = await sql<{ no: number; score: number; passed: boolean }>`
    select no, score, passed from answer_quiz(${trainingId}::uuid, ${enrollmentId}::uuid, ${sql.val(given)}::int[])`.execute(
    tx,
  )
  const attempt = rows[0]!
  await record(tx, 'enrollment.quiz_answered', enrollmentId, attempt)
  return attempt.passed ? ('quiz-passed' as const) : ('quiz-failed' as const)
}
