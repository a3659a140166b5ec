import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as certificate from '~/program/trainings/pages/certificate-pdf'
import * as desk from '~/program/trainings/pages/training-desk'
import * as proof from '~/program/trainings/pages/proof'
import * as fresh from '~/program/trainings/pages/quiz'
import * as page from '~/program/trainings/pages/training'
import { quizForm } from '~/program/trainings/quiz'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
const { aBuyer, anOfficer } = peopleOf(database)
servePages(app.pool)
const [buyer, other, officer] = [await aBuyer(), await aBuyer(), await anOfficer()]
const [its, others, office] = (await Promise.all(
  [buyer, other, officer].map((who) => cookieFor(worker.db, who)),
)) as [string, string, string]

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const aTraining = async () =>
  (
    await owner.db
      .insertInto('trainings')
      .values({
        titleZh: '培训',
        topic: 'copyright',
        place: '礼堂',
        startsAt: inHours(24),
        endsAt: inHours(27),
        seats: 9,
        state: 'open',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

const lines = [
  { ask: '一', choices: '甲；乙', right: '2' },
  { ask: '二', choices: '甲；乙；丙', right: '3' },
  { ask: '三', choices: '甲；乙', right: '1' },
]
const cells = (rows: readonly object[]) =>
  Object.fromEntries(
    rows.flatMap((row, at) =>
      Object.entries({ ask: '', askEn: '', choices: '', choicesEn: '', right: '', ...row }).map(
        ([key, value]) => [`questions.${at}.${key}`, String(value)],
      ),
    ),
  )
const set = (trainingId: string, more: Record<string, string> = {}, cookie = office) =>
  visit(fresh.action, { cookie, params: { trainingId }, form: { passAt: '2', ...cells(lines), ...more } })
const post = (trainingId: string, form: Record<string, string>, cookie = its) =>
  visit(page.action, { cookie, params: { trainingId }, form })
const run = (trainingId: string, form: Record<string, string>) =>
  visit(desk.action, { cookie: office, params: { trainingId }, form })
const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null } | null)?.refusal?.code
const problemsOf = ({ data }: { data: unknown }) =>
  (data as { problems: { field: string }[] }).problems.map(({ field }) => field)

const right = { 'answers.q1': '1', 'answers.q2': '2', 'answers.q3': '0' }
const wrong = { 'answers.q1': '0', 'answers.q2': '0', 'answers.q3': '0' }
const answer = (
  trainingId: string,
  enrollmentId: string,
  answers: Partial<Record<string, string>>,
  cookie = its,
) => post(trainingId, { move: 'quiz', enrollmentId, ...(answers as Record<string, string>) }, cookie)

/** A training under way whose quiz one person of the buyer may answer. */
async function attended(more: Record<string, string> = {}) {
  const training = await aTraining()
  await set(training, more)
  await post(training, { move: 'enroll', person: '王敏', mail: '' })
  const { id } = await owner.db
    .selectFrom('enrollments')
    .select('id')
    .where('trainingId', '=', training)
    .executeTakeFirstOrThrow()
  await run(training, { move: 'hold' })
  await run(training, { move: 'mark', enrollmentId: id })
  return { training, id }
}
const numberOf = async (id: string) =>
  (
    await owner.db
      .selectFrom('enrollments')
      .select('certificateNo')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).certificateNo
const attemptsOf = (id: string) =>
  owner.db
    .selectFrom('quizAttempts')
    .select(['no', 'score', 'passed'])
    .where('enrollmentId', '=', id)
    .orderBy('no')
    .execute()

test('the score is how many choices are the right ones, whatever the others are', async () => {
  const choice = fc.record({ right: fc.nat(5), off: fc.integer({ min: 1, max: 5 }), hits: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(choice, { minLength: 1, maxLength: 10 }), async (all) => {
      const rights = all.map(({ right: one }) => one)
      const given = all.map(({ right: one, off, hits }) => (hits ? one : (one + off) % 6))
      const { rows } = await sql<{ score: number }>`
        select quiz_score(${sql.val(rights)}::int[], ${sql.val(given)}::int[]) as score`.execute(owner.db)
      expect(rows[0]!.score).toBe(all.filter(({ hits }) => hits).length)
    }),
    { numRuns: 60 },
  )
})

test('a quiz is answered three times at most, none after the pass, and an answer left out costs no attempt', async () => {
  const { training, id } = await attended()
  expect(refusalOf(await answer(training, id, { 'answers.q1': '1' }))).toBe('quiz-incomplete')
  expect((await answer(training, id, wrong)).location).toContain('done=training-quiz-failed')
  expect((await answer(training, id, { ...wrong, 'answers.q1': '1' })).location).toContain(
    'done=training-quiz-passed',
  )
  expect(refusalOf(await answer(training, id, right))).toBe('quiz-passed')
  expect(await attemptsOf(id)).toEqual([
    { no: 1, score: 1, passed: false },
    { no: 2, score: 2, passed: true },
  ])
  const unlucky = await attended()
  const tries = await Promise.all([1, 2, 3, 4].map(() => answer(unlucky.training, unlucky.id, wrong)))
  expect(tries.map(refusalOf).filter((code) => code === 'quiz-spent')).toHaveLength(1)
  expect(refusalOf(await answer(unlucky.training, unlucky.id, right))).toBe('quiz-spent')
  expect(await attemptsOf(unlucky.id)).toHaveLength(3)
})

test('where the pass is needed it makes the certificate; elsewhere attendance does', async () => {
  const paper = (enrollmentId: string) => visit(certificate.loader, { cookie: its, params: { enrollmentId } })
  const free = await attended()
  expect(await numberOf(free.id)).not.toBeNull()
  const { training, id } = await attended({ needed: 'yes' })
  expect(await numberOf(id)).toBeNull()
  expect((await paper(id)).status).toBe(404)
  await answer(training, id, wrong)
  expect(await numberOf(id)).toBeNull()
  await answer(training, id, right)
  const certificateNo = (await numberOf(id))!
  expect((await paper(id)).status).toBe(200)
  const shown = await visit(proof.loader, { params: { certificateNo } })
  expect(shown.data).toMatchObject({ proven: { quizPassed: true } })
  const other = await visit(proof.loader, { params: { certificateNo: (await numberOf(free.id))! } })
  expect(other.data).toMatchObject({ proven: { quizPassed: false } })
}, 20_000)

test('whoever proves attendance is told that the quiz is still to pass', async () => {
  const training = await aTraining()
  await set(training, { needed: 'yes' })
  await post(training, { move: 'enroll', person: '王敏', mail: '' })
  const { code } = (await run(training, { move: 'hold' })).data as { code: string }
  const { id } = await owner.db
    .selectFrom('enrollments')
    .select('id')
    .where('trainingId', '=', training)
    .executeTakeFirstOrThrow()
  const attend = await post(training, { move: 'attend', enrollmentId: id, code })
  expect(attend.location).toContain('done=training-attended-quiz')
  expect(await numberOf(id)).toBeNull()
})

test('only whoever sent the person answers, and only after they came', async () => {
  const { training, id } = await attended()
  expect(refusalOf(await answer(training, id, right, others))).toBe('quiz-not-due')
  expect(await attemptsOf(id)).toEqual([])
  expect(refusalOf(await answer(await aTraining(), id, right))).toBe('quiz-not-due')
  const early = await aTraining()
  await set(early)
  await post(early, { move: 'enroll', person: '李强', mail: '' })
  const { id: waits } = await owner.db
    .selectFrom('enrollments')
    .select('id')
    .where('trainingId', '=', early)
    .executeTakeFirstOrThrow()
  expect(refusalOf(await answer(early, waits, right))).toBe('quiz-not-due')
  const forged = buyer.db
    .insertInto('quizAttempts')
    .values({ enrollmentId: waits, no: 1, score: 3, passed: true })
  await expect(forged.execute()).rejects.toThrow('permission denied')
  await answer(training, id, right)
  const seen = (who: typeof buyer) => who.db.selectFrom('quizAttempts').select('enrollmentId').execute()
  expect(await seen(other)).toEqual([])
  expect(await seen(buyer)).toContainEqual({ enrollmentId: id })
})

test('what is right never reaches whoever answers, and the questions only whoever came', async () => {
  const { training } = await attended()
  const load = async (cookie?: string) =>
    (await visit(page.loader, { params: { trainingId: training }, ...(cookie && { cookie }) })).data as {
      quiz: object
      questions: object[] | null
    }
  const { questions } = await load(its)
  expect(questions).toEqual([
    { ask: '一', askEn: '', choices: ['甲', '乙'], choicesEn: [] },
    { ask: '二', askEn: '', choices: ['甲', '乙', '丙'], choicesEn: [] },
    { ask: '三', askEn: '', choices: ['甲', '乙'], choicesEn: [] },
  ])
  for (const cookie of [others, undefined])
    expect(await load(cookie)).toMatchObject({
      questions: null,
      quiz: { count: 3, passAt: 2, needed: false },
    })
  await expect(
    buyer.db.selectFrom('trainingQuizzes').select('rights').where('trainingId', '=', training).execute(),
  ).rejects.toThrow('permission denied')
  const rightsOf = async (who: typeof buyer) =>
    (await sql<{ rights: number[] | null }>`select quiz_rights(${training}::uuid) as rights`.execute(who.db))
      .rows[0]!.rights
  expect(await rightsOf(buyer)).toBeNull()
  expect(await rightsOf(officer)).toEqual([1, 2, 0])
})

test('the office sets and changes a quiz until the training is held, and nobody else does', async () => {
  const training = await aTraining()
  expect((await set(training, {}, its)).status).toBe(404)
  expect((await set(training)).location).toContain('done=training-quiz')
  expect((await set(training, { passAt: '3' })).location).toContain('done=training-quiz')
  const { data } = await visit(fresh.loader, { cookie: office, params: { trainingId: training } })
  expect(data).toMatchObject({ quiz: { passAt: 3 }, rights: [1, 2, 0] })
  await run(training, { move: 'hold' })
  expect(refusalOf(await set(training))).toBe('already-moved')
  const change = officer.db
    .updateTable('trainingQuizzes')
    .set({ passAt: 1 })
    .where('trainingId', '=', training)
    .executeTakeFirst()
  expect((await change).numUpdatedRows).toBe(0n)
})

test('a quiz goes while nobody has answered, and whoever came then has the certificate; answered it stays', async () => {
  const { training, id } = await attended({ needed: 'yes' })
  expect(await numberOf(id)).toBeNull()
  expect((await run(training, { move: 'remove_quiz' })).location).toContain('done=training-remove_quiz')
  expect(await numberOf(id)).toMatch(/^TC-/)
  expect(refusalOf(await run(training, { move: 'remove_quiz' }))).toBe('quiz-unknown')
  const answered = await attended()
  await answer(answered.training, answered.id, wrong)
  expect(refusalOf(await run(answered.training, { move: 'remove_quiz' }))).toBe('quiz-answered')
  const forced = officer.db
    .deleteFrom('trainingQuizzes')
    .where('trainingId', '=', answered.training)
    .executeTakeFirst()
  expect((await forced).numDeletedRows).toBe(0n)
})

test('whoever may answer is told that a quiz waits, and finds it among what waits until it is passed', async () => {
  const { training, id } = await attended({ needed: 'yes' })
  const told = await owner.db
    .selectFrom('notifications')
    .select('href')
    .where('personId', '=', buyer.personId)
    .where('kind', '=', 'training.quiz_waits')
    .where('href', '=', `/trainings/${training}`)
    .execute()
  expect(told).toHaveLength(1)
  const waits = async (who: typeof buyer) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from enrollments where id = ${id}`.execute(who.db)
    const found = (await listWaiting(who.db, who.actor)).find(({ kind }) => kind === 'quizzes')
    return [rows[0]!.n, found?.count ?? 0]
  }
  const [, before] = await waits(buyer)
  expect(before).toBeGreaterThan(0)
  expect(await waits(other)).toEqual([0, 0])
  await answer(training, id, right)
  expect((await waits(buyer))[1]).toBe(before! - 1)
})

test('an organization writes no state and no certificate of its own people, and the office none but these', async () => {
  const { id } = await attended({ needed: 'yes' })
  const forge = (who: typeof buyer, set: object) =>
    who.db.updateTable('enrollments').set(set).where('id', '=', id).executeTakeFirst()
  expect((await forge(buyer, { certificateNo: 'TC-2026-FORGED' })).numUpdatedRows).toBe(0n)
  await expect(forge(officer, { person: '别人' })).rejects.toThrow('permission denied')
  expect(await numberOf(id)).toBeNull()
})

test('a quiz that cannot be answered is not set: by the form, and by the table', async () => {
  const training = await aTraining()
  expect(problemsOf(await set(training, { passAt: '4' }))).toEqual(['passAt'])
  expect(problemsOf(await set(training, cells([{ ...lines[0], right: '3' }])))).toEqual(['questions.0.right'])
  expect(problemsOf(await set(training, cells([{ ...lines[0], choices: '甲' }])))).toContain(
    'questions.0.choices',
  )
  expect(problemsOf(await set(training, cells([{ ...lines[0], choices: '1;2;3;4;5;6;7' }])))).toEqual([
    'questions.0.choices',
  ])
  expect(problemsOf(await set(training, cells([{ ...lines[0], choicesEn: 'A' }])))).toEqual([
    'questions.0.choicesEn',
  ])
  const several = (count: number) =>
    quizForm.safeParse({
      passAt: '1',
      questions: Array.from({ length: count }, () => ({ askEn: '', choicesEn: '', ...lines[0] })),
    }).success
  expect([several(0), several(10), several(11)]).toEqual([false, true, false])
  const put = (questions: object[], rights: number[], passAt = 1) =>
    owner.db
      .insertInto('trainingQuizzes')
      .values({ trainingId: training, questions: JSON.stringify(questions), rights, passAt })
      .execute()
  const one = { ask: '一', askEn: '', choices: ['甲', '乙'], choicesEn: [] }
  await expect(put([], [])).rejects.toThrow('check')
  await expect(put([one], [2])).rejects.toThrow('check')
  await expect(put([one], [0, 1])).rejects.toThrow('check')
  await expect(put([{ ...one, choices: ['甲'] }], [0])).rejects.toThrow('check')
  await expect(put([{ ask: '一' }], [0])).rejects.toThrow('check')
  await expect(put([one], [0], 2)).rejects.toThrow('check')
  await put([one], [1])
})
