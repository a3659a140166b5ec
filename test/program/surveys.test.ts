import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openSuggested } from '~/demands/reactions.server'
import { addDays, dayOf } from '~/kernel/workdays'
import { closeSurveys, remindSurveys } from '~/program/surveys/clock.server'
import { estimate, whyNotSuggest } from '~/program/surveys/estimate'
import { surveyForm } from '~/program/surveys/form'
import * as answering from '~/program/surveys/pages/answer'
import * as desk from '~/program/surveys/pages/survey-desk'
import * as fresh from '~/program/surveys/pages/survey-new'
import * as page from '~/program/surveys/pages/survey'
import * as csv from '~/program/surveys/pages/results-csv'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, app, worker } = database
const { anApprover, anOfficer, clock } = peopleOf(database)
servePages(app.pool)

await owner.db
  .insertInto('districts')
  .values([
    { code: '370202', nameZh: '南区', nameEn: 'South' },
    { code: '370211', nameZh: '临港区', nameEn: 'Harbor' },
  ])
  .execute()
await owner.db
  .insertInto('sectors')
  .values([
    { code: 'L72', nameZh: '商务服务业', nameEn: 'Services' },
    { code: 'C35', nameZh: '专用设备', nameEn: 'Machinery' },
  ])
  .execute()
const officer = await anOfficer()
const office = (await cookieFor(worker.db, officer))!
const today = dayOf(new Date())
const { id: classId } = await owner.db
  .insertInto('equivalenceClasses')
  .values({
    code: 'raster-design',
    name: '图像处理',
    nameEn: 'Image editing',
    platform: 'desktop',
    reason: '同用途',
  })
  .returning('id')
  .executeTakeFirstOrThrow()

const asked = await Promise.all(
  Array.from({ length: 7 }, async (_, at) => {
    const who = await anApprover()
    const facts = { district: at < 5 ? '370202' : '370211', sector: 'L72', scale: 'small' as const }
    await owner.db.updateTable('organizations').set(facts).where('id', '=', who.orgId).execute()
    return { ...who, cookie: (await cookieFor(worker.db, who))! }
  }),
)
const stranger = await anApprover()
await owner.db
  .updateTable('organizations')
  .set({ district: '370202', sector: 'C35' })
  .where('id', '=', stranger.orgId)
  .execute()
const outside = (await cookieFor(worker.db, stranger))!

const questions = [
  { kind: 'number', label: '使用设计软件的人数', required: 'yes' },
  { kind: 'choice', label: '主要来源', options: '正版；订阅；不清楚' },
  { kind: 'need', label: '需要多少套', classId },
  { kind: 'text', label: '建议' },
]
const form = (more: Record<string, string | string[]> = {}) => ({
  titleZh: '广告业摸底', titleEn: '', about: '', dueOn: addDays(today, 10), sectors: 'L72',
  ...Object.fromEntries(questions.flatMap((question, row) =>
    Object.entries({ labelEn: '', options: '', classId: '', required: 'no', ...question }).map(([key, value]) => [`questions.${row}.${key}`, value]))),
  ...more,
}) // oxfmt-ignore
const run = (surveyId: string, values: Record<string, string>, cookie = office) =>
  visit(desk.action, { cookie, params: { surveyId }, form: values })
async function aSurvey(more: Record<string, string | string[]> = {}) {
  const { location } = await visit(fresh.action, { cookie: office, form: form(more) })
  const id = /surveys\/([0-9a-f-]{36})/.exec(location!)![1]!
  await run(id, { move: 'open' })
  return id
}
const answer = (surveyId: string, cookie: string, values: Record<string, string>) =>
  visit(answering.action, {
    cookie,
    params: { surveyId },
    form: Object.fromEntries(Object.entries(values).map(([key, value]) => [`answers.${key}`, value])),
  })
const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null }).refusal?.code
const problemsOf = ({ data }: { data: unknown }) =>
  (data as { problems: { field: string }[] }).problems.map(({ field }) => field)
type Found = {
  results: {
    key: string
    option: string | null
    hits: number | null
    total: number | null
    needing: number | null
  }[]
}
const found = async (surveyId: string) =>
  ((await visit(page.loader, { params: { surveyId } })).data as Found).results
const choices = ['正版', '正版', '正版', '正版', '正版', '订阅', '不清楚']
const answerAll = (id: string, of = asked) =>
  Promise.all(
    of.map(({ cookie }, at) =>
      answer(id, cookie, { q1: String(at + 1), q2: choices[at]!, q3: at < 5 ? '4' : '0', q4: '价格再低些' }),
    ),
  )

test('a survey goes to those whom its conditions mean, and to nobody else', async () => {
  const id = await aSurvey()
  const { data } = await visit(desk.loader, { cookie: office, params: { surveyId: id } })
  expect(data).toMatchObject({
    survey: { size: { asked: 7, answered: 0 } },
    rates: [
      { code: '370202', asked: 5 },
      { code: '370211', asked: 2 },
    ],
  })
  expect((await visit(answering.loader, { cookie: outside, params: { surveyId: id } })).status).toBe(404)
  expect(refusalOf(await answer(id, outside, { q1: '3' }))).toBe('survey-not-asked')
  const { location } = await visit(fresh.action, { cookie: office, form: form({ districts: '999999' }) })
  expect(refusalOf(await run(/surveys\/([0-9a-f-]{36})/.exec(location!)![1]!, { move: 'open' }))).toBe(
    'nobody-asked',
  )
})

test('an enterprise answers and changes its answers until the survey closes', async () => {
  const id = await aSurvey()
  const [{ cookie }] = asked as [(typeof asked)[number]]
  expect(problemsOf(await answer(id, cookie, { q2: '正版' }))).toEqual(['answers.q1'])
  expect(problemsOf(await answer(id, cookie, { q1: '三个', q3: '-1', q2: '盗版' }))).toEqual(
    expect.arrayContaining(['answers.q1', 'answers.q2', 'answers.q3']),
  )
  await answer(id, cookie, { q1: '3' })
  await answer(id, cookie, { q1: '5' })
  const { data } = await visit(answering.loader, { cookie, params: { surveyId: id } })
  expect(data).toMatchObject({ own: { answers: { q1: '5' } } })
  await run(id, { move: 'close' })
  expect(refusalOf(await answer(id, cookie, { q1: '6' }))).toBe('survey-closed')
})

test('the office knows who answered, never what', async () => {
  const id = await aSurvey()
  await answerAll(id)
  const rows = officer.db
    .selectFrom('surveyAnswers')
    .select('answeredAt')
    .where('surveyId', '=', id)
    .execute()
  expect(await rows).toHaveLength(7)
  await expect(
    officer.db.selectFrom('surveyAnswers').select('answers').where('surveyId', '=', id).execute(),
  ).rejects.toThrow(/permission denied/)
  const { rows: own } = await sql<{ answers: unknown }>`select own_answers(${id}::uuid) as answers`.execute(
    officer.db,
  )
  expect(own).toEqual([{ answers: null }])
})

test('what a survey found is public once it is closed, and tells nothing of fewer than five', async () => {
  const id = await aSurvey()
  await answerAll(id)
  expect(await found(id)).toEqual([])
  await run(id, { move: 'close' })
  const results = await found(id)
  expect(results.find(({ key }) => key === 'q1')).toMatchObject({ answered: 7, total: 28, middle: 4 })
  expect(results.find(({ key }) => key === 'q3')).toMatchObject({ total: 20, needing: 5 })
  // One of two hidden counts cannot be told from the rest.
  expect(
    Object.fromEntries(results.filter(({ key }) => key === 'q2').map(({ option, hits }) => [option, hits])),
  ).toEqual({ 正版: 5, 订阅: null, 不清楚: null })
  expect(JSON.stringify(results)).not.toContain('价格')
  expect((await visit(csv.loader, { params: { surveyId: id } })).status).toBe(200)

  const small = await aSurvey()
  await answerAll(small, asked.slice(0, 4))
  await run(small, { move: 'close' })
  expect(await found(small)).toEqual([])
})

test('a count that is hidden alone takes the smallest other along, since the rest would tell it', async () => {
  const id = await aSurvey()
  await owner.db
    .updateTable('surveys')
    .set({
      form: JSON.stringify([
        {
          key: 'q1',
          kind: 'choice',
          label: '来源',
          labelEn: '',
          options: ['甲', '乙', '丙'],
          required: false,
        },
      ]),
    })
    .where('id', '=', id)
    .execute()
  const more = await Promise.all(Array.from({ length: 8 }, () => anApprover()))
  await owner.db
    .insertInto('surveyAnswers')
    .values(more.map(({ orgId }) => ({ surveyId: id, orgId })))
    .execute()
  const picks = [...Array<string>(7).fill('甲'), ...Array<string>(6).fill('乙'), '丙', '丙']
  const orgs = [...asked, ...more].map(({ orgId }) => orgId)
  for (const [at, orgId] of orgs.entries())
    await owner.db
      .updateTable('surveyAnswers')
      .set({
        answers: JSON.stringify({ q1: picks[at] }),
        answeredBy: officer.personId,
        answeredAt: new Date(),
      })
      .where('surveyId', '=', id)
      .where('orgId', '=', orgId)
      .execute()
  await run(id, { move: 'close' })
  expect(Object.fromEntries((await found(id)).map(({ option, hits }) => [option, hits]))).toEqual({
    甲: 7,
    乙: null,
    丙: null,
  })
})

test('a need that enough enterprises state becomes a wish, once', async () => {
  const id = await aSurvey()
  await answerAll(id)
  const suggest = () => run(id, { move: 'suggest', classId })
  expect(refusalOf(await suggest())).toBe('survey-running')
  await run(id, { move: 'close' })
  const both = await Promise.all([suggest(), suggest()])
  expect(both.filter(({ status }) => status === 302)).toHaveLength(1)
  const { rows } = await sql<{ facts: { class: string; quantity: number } }>`
    select b.body::jsonb as facts from events e join event_bodies b on b.event_id = e.id where e.kind = 'wish.suggested' and e.subject_id = ${id}`.execute(
    owner.db,
  )
  expect(rows).toEqual([{ facts: { class: classId, quantity: 20 } }])
  const react = () => clock.db.transaction().execute((tx) => openSuggested(tx, { facts: rows[0]!.facts }))
  await react()
  await react()
  const wishes = await owner.db
    .selectFrom('wishes')
    .select(['id', 'state'])
    .where('classId', '=', classId)
    .execute()
  expect(wishes).toMatchObject([{ state: 'collecting' }])
  expect(await trailOf(owner.db, wishes[0]!.id)).toEqual(['wish.opened'])

  const next = await aSurvey()
  await answerAll(next)
  await run(next, { move: 'close' })
  expect(refusalOf(await run(next, { move: 'suggest', classId }))).toBe('wish-gathers')
})

test('fewer than five in need suggest no wish', async () => {
  const id = await aSurvey()
  await Promise.all(asked.map(({ cookie }, at) => answer(id, cookie, { q1: '1', q3: at < 4 ? '9' : '0' })))
  await run(id, { move: 'close' })
  expect(refusalOf(await run(id, { move: 'suggest', classId }))).toBe('too-few-needs')
  expect([whyNotSuggest('closed', null), whyNotSuggest('closed', 5)]).toEqual(['too-few-needs', null])
})

test('whoever has not answered is reminded once per step, and after its day a survey closes by itself', async () => {
  const id = await aSurvey({ dueOn: addDays(today, 3) })
  const [first, second] = asked as [(typeof asked)[number], (typeof asked)[number]]
  await answer(id, first.cookie, { q1: '3' })
  const tick = (run: typeof remindSurveys) => clock.db.transaction().execute((tx) => run(tx, new Date()))
  await tick(remindSurveys)
  await tick(remindSurveys)
  const told = (personId: string) =>
    owner.db
      .selectFrom('notifications')
      .select('id')
      .where('personId', '=', personId)
      .where('kind', '=', 'survey.reminded')
      .where('href', '=', `/surveys/${id}/answer`)
      .execute()
  expect([(await told(first.personId)).length, (await told(second.personId)).length]).toEqual([0, 1])
  await owner.db
    .updateTable('surveys')
    .set({ dueOn: addDays(today, -1) })
    .where('id', '=', id)
    .execute()
  await tick(closeSurveys)
  await tick(closeSurveys)
  expect(await trailOf(owner.db, id)).toEqual([
    'survey.created',
    'survey.opened',
    'survey.reminded',
    'survey.closed',
  ])
})

test('a survey whose day is past is not sent, and one without questions is not made', async () => {
  const { location } = await visit(fresh.action, {
    cookie: office,
    form: form({ dueOn: addDays(today, -1) }),
  })
  const id = /surveys\/([0-9a-f-]{36})/.exec(location!)![1]!
  expect(refusalOf(await run(id, { move: 'open' }))).toBe('survey-due-past')
  const { data } = await visit(fresh.action, { cookie: office, form: { titleZh: '空', titleEn: '', about: '', dueOn: today, 'questions.0.kind': '', 'questions.0.label': '', 'questions.0.labelEn': '', 'questions.0.options': '', 'questions.0.classId': '', 'questions.0.required': '' } }) // oxfmt-ignore
  expect((data as { problems: { field: string }[] }).problems.map(({ field }) => field)).toContain(
    'questions',
  )
})

test('a draft is the office’s own, and only officers move a survey', async () => {
  const { location } = await visit(fresh.action, { cookie: office, form: form() })
  const id = /surveys\/([0-9a-f-]{36})/.exec(location!)![1]!
  expect((await visit(page.loader, { cookie: outside, params: { surveyId: id } })).status).toBe(404)
  expect((await run(id, { move: 'open' }, outside)).status).toBe(404)
})

test('options of a choice are told apart once, and a choice needs two', () => {
  const questionsOf = (options: string) => surveyForm.safeParse({ titleZh: '问', titleEn: '', about: '', dueOn: today, questions: [{ kind: 'choice', label: '来源', labelEn: '', options, classId: '', required: '' }] }) // oxfmt-ignore
  expect(questionsOf('甲；乙; 甲 |丙').data?.questions[0]?.options).toEqual(['甲', '乙', '丙'])
  expect(questionsOf('甲=A；乙＝B b；丙').data?.questions[0]).toMatchObject({ options: ['甲', '乙', '丙'], optionsEn: ['A', 'B b', ''] }) // oxfmt-ignore
  expect(questionsOf('甲；甲').error?.issues.map(({ message }) => message)).toEqual(['options-two'])
})

test('an estimate grows with those who did not answer, and equals the sum when all did', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 50 }), fc.nat(50), (stated, answered, silent) => {
      expect(estimate(stated, answered, answered)).toBe(stated)
      expect(estimate(stated, answered, answered + silent)).toBeGreaterThanOrEqual(stated)
    }),
  )
  expect(estimate(0, 0, 9)).toBe(0)
})
