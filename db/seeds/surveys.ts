import { addDays } from '../../app/kernel/workdays.ts'
import { closeSurveys, remindSurveys } from '../../app/program/surveys/clock.server.ts'
import { answerSurvey, createSurvey, moveSurvey } from '../../app/program/surveys/commands.server.ts'
import type { Question, SurveyValues } from '../../app/program/surveys/form.ts'
import { enterprises } from './cast.ts'
import { classId } from './catalog.ts'
import { orgId } from './people.ts'
import { personOf } from './pledges.ts'
import { dice } from './telling.ts'
import type { Timeline } from './timeline.ts'

const anyone = { districts: [], sectors: [], ownerships: [], scales: [] }
const questions: Question[] = [
  { key: 'q1', kind: 'number', label: '办公用计算机台数', labelEn: 'Computers in offices', required: true },
  {
    key: 'q2',
    kind: 'choice',
    label: '办公软件的主要来源',
    labelEn: 'Where office software comes from',
    options: ['永久授权', '订阅', '随机预装', '不清楚'],
    optionsEn: ['Perpetual', 'Subscription', 'With the computer', 'Not known'],
    required: true,
  },
  {
    key: 'q3',
    kind: 'need',
    label: '明年还需要多少套办公软件',
    labelEn: 'Office suites needed next year',
    classId: classId('office-suite'),
    required: false,
  },
  { key: 'q4', kind: 'text', label: '对集中采购的建议', labelEn: 'Suggestions', required: false },
]

/** A census that is closed with its results, one that runs, one that is being drafted. */
export function planSurveys(story: Timeline) {
  const { clock, plan } = story
  const census = { id: '' }
  const due = addDays(clock.today, -12)
  plan(clock.past(32, 10), () => send(story, census, { ...anyone, titleZh: '企业办公软件摸底统计', titleEn: 'Census of office software', about: '了解在用数量、来源和明年需求，为下一轮集中采购测算需求。', dueOn: due, questions })) // oxfmt-ignore
  plan(clock.past(22, 10), () => answerSome(story, census.id, 0.7))
  plan(clock.past(13, 8), () => asClock(story, remindSurveys))
  plan(clock.past(3, 1), () => asClock(story, closeSurveys))

  const running = { id: '' }
  const dueOn = addDays(clock.today, 9)
  const design: Question[] = [
    { key: 'q1', kind: 'number', label: '使用设计软件的人数', labelEn: 'People who design', required: true },
    { ...questions[1]!, key: 'q2', label: '设计软件的主要来源', labelEn: 'Where design software comes from' },
    { ...questions[3]!, key: 'q3' },
  ]
  plan(clock.past(6, 10), () => send(story, running, { ...anyone, scales: ['small', 'micro'], titleZh: '小微企业设计软件使用情况', titleEn: 'Design software in small firms', about: '', dueOn, questions: design })) // oxfmt-ignore
  plan(clock.past(2, 10), () => answerSome(story, running.id, 0.3))
  plan(clock.past(1, 16), async () => {
    const its = { ...anyone, sectors: ['L72'], titleZh: '广告业软件摸底', titleEn: 'Advertising industry', about: '', dueOn: addDays(clock.today, 30), questions } // oxfmt-ignore
    await createSurvey(story.db, await story.as('officer2'), its)
  })
}

async function asClock({ db, as, moment }: Timeline, run: typeof remindSurveys) {
  await as(null)
  await run(db, moment())
}

async function send({ db, as, moment }: Timeline, survey: { id: string }, values: SurveyValues) {
  const officer = await as('officer')
  survey.id = await createSurvey(db, officer, values)
  await moveSurvey(db, officer, survey.id, { move: 'open' }, moment())
}

/** Of those who were asked, a share answers. */
async function answerSome({ db, as }: Timeline, surveyId: string, share: number) {
  const asked = await db
    .selectFrom('surveyAnswers')
    .select('orgId')
    .where('surveyId', '=', surveyId)
    .execute()
  const ids = new Set(asked.map((row) => row.orgId))
  for (const org of enterprises.filter(({ key }) => ids.has(orgId(key)))) {
    const random = dice('survey', surveyId, org.key)
    if (random() > share) continue
    const actor = await as(personOf(org, 'asset_manager'))
    const computers = Math.max(3, Math.round((org.headcount ?? 40) * (0.3 + random() * 0.3)))
    const source = questions[1]!.options![Math.min(3, Math.floor(random() * random() * 6))]!
    const needed = random() < 0.45 ? Math.ceil(computers * 0.2) : 0
    const [first, second, third] = [String(computers), source, String(needed)]
    await answerSurvey(
      db,
      actor,
      surveyId,
      share > 0.5 ? { q1: first, q2: second, q3: third } : { q1: first, q2: second },
    )
  }
}
