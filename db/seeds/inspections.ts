import { moveInspections, openInspections } from '../../app/compliance/draws/commands.server.ts'
import { drawForm } from '../../app/compliance/draws/form.ts'
import { checklist, stepNames } from '../../app/compliance/inspections/checklist.ts'
import { keepCheck } from '../../app/compliance/inspections/checking.server.ts'
import { hearUnit, moveInspection } from '../../app/compliance/inspections/commands.server.ts'
import { proposeConclusion } from '../../app/compliance/inspections/concluding.ts'
import type { InspectionValues } from '../../app/compliance/inspections/form.ts'
import {
  findInspection,
  findListing,
  listChecks,
  listInspections,
} from '../../app/compliance/inspections/queries.server.ts'
import { proposeVerdict } from '../../app/compliance/inspections/verdicts.ts'
import { dayOf } from '../../app/kernel/workdays.ts'
import { enterprises } from './cast.ts'
import { orgId, personId } from './people.ts'
import { personOf } from './pledges.ts'
import { later, type Timeline } from './timeline.ts'

type Round = { id: string }
type Plan = {
  title: string
  titleEn: string
  ground: string
  secret: string
  criteria: Record<string, unknown>
  begins: Date
  endsOn: string
}

const remarks: Record<string, string> = {
  report: '企业负责人汇报了责任制度、自查和整改情况，约十二分钟。',
  documents: '查阅管理制度、采购合同和发票，三本台账与现场核对一致。',
  machines: '抽中的计算机逐台检查，现场采集清单并与台账核对。',
  talk: '与三个部门的使用人座谈，反馈了检查中的问题。',
}

/** Last November's inspections, concluded and heard; this year's, under way. */
export function planInspections(story: Timeline) {
  const { clock } = story
  const year = Number(clock.today.slice(0, 4))
  const last = roundFor(story, {
    title: `${year - 1} 年度企业软件正版化督查`,
    titleEn: `Inspection of genuine software in enterprises ${year - 1}`,
    ground: `海正版办〔${year - 1}〕23号《关于开展年度软件正版化督查的通知》`,
    secret: 'b7d0f4a1c9e2583640d17fa2b3c85e96',
    criteria: { districts: ['370211'], statuses: ['gap', 'compliant'] },
    begins: clock.past(240, 9.5),
    endsOn: dayOf(clock.past(220)),
  })
  story.plan(clock.past(234, 9), () => visitAll(story, last))
  story.plan(clock.past(214, 16), async () => {
    await moveInspections(story.db, await story.as('officer'), last.id, { move: 'close' }, story.moment())
  })
  const present = roundFor(story, {
    title: `${year} 年度企业软件正版化督查`,
    titleEn: `Inspection of genuine software in enterprises ${year}`,
    ground: `海正版办〔${year}〕21号《关于开展年度软件正版化督查的通知》`,
    secret: '4e1c7b20a96d58f3e0b4c2d7918f6a35',
    criteria: {
      districts: ['370211', '370202'],
      ownerships: ['private', 'state_owned'],
      statuses: ['gap', 'compliant', 'regularized'],
    },
    begins: clock.past(12, 9.5),
    endsOn: clock.day(25),
  })
  story.plan(clock.past(7, 10), () => visitSome(story, present))
}

/** Committed to, framed two working days later, drawn the day after. */
function roundFor(
  story: Timeline,
  { title, titleEn, ground, secret, criteria, begins, endsOn }: Plan,
): Round {
  const round = { id: '' }
  const values = drawForm.parse({
    title,
    titleEn,
    ground,
    categories: ['operating-system', 'office', 'antivirus'],
    ratio: '20',
    minimum: '1',
    computerRatio: '4',
    computerMinimum: '3',
    pool: ['inspector', 'inspector2', 'inspector3'].map(personId),
    startsOn: dayOf(begins),
    endsOn,
    ...criteria,
  })
  const move = async (by: string, its: 'freeze' | 'draw') =>
    moveInspections(story.db, await story.as(by), round.id, { move: its }, story.moment())
  story.plan(begins, async () => {
    round.id = await openInspections(story.db, await story.as('officer'), values, story.moment(), secret)
  })
  story.plan(later(begins, 2, 10), () => move('officer', 'freeze'))
  story.plan(later(begins, 3, 10), () => move('officer2', 'draw'))
  return round
}

/** Every drawn enterprise is visited; the draw decides who they are, what is found decides how it ends. */
async function visitAll(story: Timeline, round: Round) {
  await story.as('officer')
  const drawn = await drawnIn(story, round)
  for (const [at, { id }] of drawn.slice(0, 4).entries()) {
    const day = later(story.moment(), 2 + at, 10)
    planVisit(story, id, day)
    story.plan(later(day, 0, 16), () => endVisit(story, id))
    story.plan(later(day, 4, 10), () => signFor(story, id))
    story.plan(later(day, 11, 10), () => closeIfHeard(story, id))
  }
  for (const { id } of drawn.slice(4))
    await moveInspection(
      story.db,
      await story.as('officer'),
      id,
      { move: 'cancel', reason: '当月已由上级检查组检查，不再重复检查。' },
      story.moment(),
    )
}

/** One replaced, one visited today, one announced, the others still to be arranged. */
async function visitSome(story: Timeline, round: Round) {
  await story.as('officer')
  const [first, second, third] = await drawnIn(story, round)
  if (first) planVisit(story, first.id, story.clock.past(1, 9.5))
  if (first) story.plan(story.clock.past(1, 11), () => judgeSome(story, first.id, 2))
  if (second) {
    const visitOn = dayOf(story.clock.ahead(4))
    story.plan(story.clock.past(4, 15), () => announce(story, second.id, visitOn))
  }
  if (third)
    story.plan(story.clock.past(5, 11), async () => {
      const reason = '企业正在搬迁，计算机已装箱，检查期间无法上机。'
      await moveInspection(
        story.db,
        await story.as('officer'),
        third.id,
        { move: 'replace', reason },
        story.moment(),
      )
    })
}

const drawnIn = ({ db }: Timeline, { id }: Round) =>
  listInspections(db, { q: undefined, state: 'planned', campaign: id })

const team = ['inspector', 'inspector2'].map(personId)

async function announce(story: Timeline, id: string, visitOn: string) {
  await act(story, 'officer', id, { move: 'announce', team, visitOn, declared: 'on' })
}

const act = async (story: Timeline, by: string, id: string, values: InspectionValues) =>
  moveInspection(story.db, await story.as(by), id, values, story.moment())

function planVisit(story: Timeline, id: string, day: Date) {
  story.plan(later(story.moment(), 1, 11), () => announce(story, id, dayOf(day)))
  story.plan(day, async () => {
    await act(story, 'inspector', id, { move: 'visit' })
    for (const step of ['report', 'documents'] as const) await keep(story, id, step)
  })
}

const keep = (story: Timeline, id: string, step: (typeof stepNames)[number]) =>
  act(story, 'inspector', id, { move: 'step', step, ticked: [...checklist[step]], remark: remarks[step]! })

/** As many sheets as are asked for, each verdict as position and inventory propose it. */
async function judgeSome(story: Timeline, id: string, many: number) {
  const actor = await story.as('inspector2')
  const { categories } = (await findInspection(story.db, id))!
  const checks = (await listChecks(story.db, id)).filter(({ setAside }) => !setAside)
  for (const check of checks.slice(0, many)) {
    const listing = (await findListing(story.db, check.id))!
    const verdicts = categories.map((category) => ({
      category,
      verdict: proposeVerdict(category, listing),
      software: listing.ledger.find((row) => row.category === category)?.nameZh ?? null,
      licenseSeen: null,
      reason: null,
    }))
    await keepCheck(story.db, actor, id, check.id, { move: 'judge', verdicts }, story.moment())
  }
}

async function endVisit(story: Timeline, id: string) {
  await judgeSome(story, id, 20)
  for (const step of ['machines', 'talk'] as const) await keep(story, id, step)
  const checks = await listChecks(story.db, id)
  const conclusion = proposeConclusion(
    checks.flatMap(({ verdicts }) => verdicts.map(({ verdict }) => verdict)),
  )
  await act(story, 'inspector', id, { move: 'conclude', conclusion, reason: null })
}

async function signFor(story: Timeline, id: string) {
  const { orgId: of } = (await findInspection(story.db, id))!
  const org = enterprises.find(({ key }) => orgId(key) === of)!
  const actor = await story.as(personOf(org, 'approver'))
  await hearUnit(story.db, actor, id, { move: 'sign', confirmed: 'yes' }, story.moment())
}

async function closeIfHeard(story: Timeline, id: string) {
  await story.as('officer')
  const its = (await findInspection(story.db, id))!
  if (its.conclusion === 'passed') await act(story, 'officer', id, { move: 'close' })
}
