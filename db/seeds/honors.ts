import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import { closeCalls } from '../../app/program/honors/clock.server.ts'
import {
  createCall,
  moveCall,
  object,
  scoreApplication,
  writeApplication,
} from '../../app/program/honors/commands.server.ts'
import { enterprises } from './cast.ts'
import { orgId } from './people.ts'
import { personOf } from './pledges.ts'
import { dice } from './telling.ts'
import type { Timeline } from './timeline.ts'

const criteria = [
  { key: 'c1', zh: '组织与制度', en: 'Responsibility and rules', points: 30 },
  { key: 'c2', zh: '台账与资产管理', en: 'Ledgers and asset management', points: 40 },
  { key: 'c3', zh: '宣传与带动', en: 'Awareness and example', points: 30 },
]
const reviewers = ['officer', 'officer2', 'scienceLiaison'] as const
const statement =
  '主要负责人为第一责任人，设软件专管员；台账每月与清单核对，安装均有申请和批准。两年来全员参加培训，并向同行业十二家企业介绍做法。'

type Call = { id: string; applied: string[] }
type Facts = {
  titleZh: string
  titleEn: string
  opensOn: string
  closesOn: string
  places: number
  noticeDays: number
}

/** Five calls: concluded with its honors, on public notice with an objection, being scored, open, and still a draft. */
export function planHonors(story: Timeline) {
  const { clock } = story
  const year = Number(clock.today.slice(0, 4))
  const named = (of: number, what = '') => ({
    titleZh: `${of} 年度版权示范单位${what}`,
    titleEn: `Copyright demonstration units ${of}`,
  })
  const between = (from: Date, to: Date) => ({ opensOn: dayOf(from), closesOn: dayOf(to) })
  const early: Call = { id: '', applied: [] }
  plan(story, early, 40, {
    ...named(year - 1),
    ...between(clock.past(40), clock.past(26)),
    places: 3,
    noticeDays: 7,
  })
  planApplications(story, early, 32, 5)
  planScoring(story, early, 25, 22)
  story.plan(clock.past(21, 10), () => step(story, early, 'notice'))
  story.plan(clock.past(14, 10), () => step(story, early, 'conclude'))

  const running: Call = { id: '', applied: [] }
  const facts = {
    ...named(year, '（上半年）'),
    ...between(clock.past(30), clock.past(12)),
    places: 2,
    noticeDays: 20,
  }
  plan(story, running, 30, facts)
  planApplications(story, running, 15, 3)
  planScoring(story, running, 11, 8)
  story.plan(clock.past(3, 10), () => step(story, running, 'notice'))
  story.plan(clock.past(1, 15), () => objectTo(story, running))

  const scored: Call = { id: '', applied: [] }
  const special = named(year, '（中小企业专项）')
  plan(story, scored, 20, { ...special, ...between(clock.past(20), clock.past(3)), places: 5, noticeDays: 7 })
  planApplications(story, scored, 9, 4)
  planScoring(story, scored, 2, 1, ['officer2'])

  const open: Call = { id: '', applied: [] }
  const closesOn = addDays(clock.today, 18)
  plan(story, open, 7, {
    ...named(year, '（下半年）'),
    opensOn: dayOf(clock.past(7)),
    closesOn,
    places: 10,
    noticeDays: 7,
  })
  planApplications(story, open, 4, 2)
  for (const key of ['member37', 'harborfoods']) story.plan(clock.past(2, 11), () => apply(story, open, key))
  story.plan(clock.past(1, 11), async () => {
    const its = { ...named(year + 1), opensOn: addDays(clock.today, 30), closesOn: addDays(clock.today, 60) }
    await createCall(story.db, await story.as('officer2'), valuesOf({ ...its, places: 10, noticeDays: 7 }))
  })
}

const valuesOf = (facts: Facts) => ({
  ...facts,
  about: '面向使用正版软件成效突出的企业。申报材料请写具体事实；评审分数以各评审人独立打分的平均分为准。',
  cleanYears: 3,
  needsPilot: false,
  leastScores: 2,
  criteria,
})

function plan(story: Timeline, call: Call, daysAgo: number, facts: Facts) {
  story.plan(story.clock.past(daysAgo, 9.5), async () => {
    call.id = await createCall(story.db, await story.as('officer'), valuesOf(facts))
    await step(story, call, 'open')
  })
}

async function step({ db, as, moment }: Timeline, { id }: Call, move: 'open' | 'notice' | 'conclude') {
  await moveCall(db, await as('officer'), id, { move }, moment())
}

/** Of those whom facts allow on that day, the first so many by lot apply. */
function planApplications(story: Timeline, call: Call, daysAgo: number, many: number) {
  story.plan(story.clock.past(daysAgo, 14), async () => {
    const clean = await story.db
      .selectFrom('organizationStatuses')
      .select('orgId')
      .where('status', 'in', ['compliant', 'regularized'])
      .execute()
    const ids = new Set(clean.map((row) => row.orgId))
    const keys = enterprises
      .filter(({ key, state = 'verified' }) => state === 'verified' && ids.has(orgId(key)))
      .map(({ key }) => key)
      .toSorted((a, b) => dice('honor', call.id, a)() - dice('honor', call.id, b)())
    for (const key of keys.slice(0, many)) call.applied.push(await apply(story, call, key))
  })
}

async function apply({ db, as, moment }: Timeline, call: Call, key: string) {
  const org = enterprises.find((one) => one.key === key)!
  const actor = await as(personOf(org, 'approver'))
  await writeApplication(db, actor, call.id, { move: 'save', statement, file: null, label: '' }, moment())
  await writeApplication(db, actor, call.id, { move: 'submit', agreed: 'on' }, moment())
  const { id } = await db
    .selectFrom('honorApplications')
    .select('id')
    .where('callId', '=', call.id)
    .where('orgId', '=', orgId(key))
    .executeTakeFirstOrThrow()
  return id
}

/** The call's last day passes, and each reviewer scores; one stands back from one application. */
function planScoring(
  story: Timeline,
  call: Call,
  from: number,
  to: number,
  by: readonly string[] = reviewers,
) {
  const { clock, db, as } = story
  story.plan(clock.past(from, 8), async () => {
    await as(null)
    await closeCalls(db, story.moment())
  })
  by.forEach((reviewer, at) => {
    story.plan(clock.past(to, 10 + at), async () => {
      for (const [place, id] of call.applied.entries()) {
        const actor = await as(reviewer)
        if (at === 1 && place === 0) {
          await scoreApplication(db, actor, id, { move: 'conflict', reason: '曾为该企业授课并收取讲课费。' })
          continue
        }
        const random = dice('points', reviewer, id)
        const points = Object.fromEntries(
          criteria.map(({ key, points: most }) => [key, Math.round(most * (0.7 + random() * 0.28))]),
        )
        await scoreApplication(db, actor, id, { move: 'score', points })
      }
    })
  })
}

async function objectTo({ db, as }: Timeline, call: Call) {
  const noticed = await db
    .selectFrom('honorApplications')
    .select('id')
    .where('callId', '=', call.id)
    .where('state', '=', 'noticed')
    .orderBy('rank')
    .executeTakeFirst()
  const text = '该企业的两台设计用计算机近期由外单位人员自带软件作业，建议核查是否在台账之内。'
  if (noticed) await object(db, await as('lantuApprover'), call.id, { applicationId: noticed.id, text })
}
