import { hourOf, isWorkday, addDays, daysBetween } from '../../app/kernel/workdays.ts'
import {
  createPlan,
  decideTarget,
  proposeTarget,
  publishPlan,
} from '../../app/program/plans/commands.server.ts'
import type { Measure } from '../../app/program/plans/form.ts'
import { scopeOf } from '../../app/program/plans/proposing.ts'
import { countScope } from '../../app/program/plans/queries.server.ts'
import { identityOf, calendar } from './telling.ts'
import type { Timeline } from './timeline.ts'

type TargetTale = {
  by: string
  scope: string
  measure: Measure
  /** above what was counted when it was set */
  more: number
  state: 'set' | 'accepted' | 'returned' | 'proposed'
  reason?: string
}

const targets: readonly TargetTale[] = [
  { by: 'officer', scope: 'city', measure: 'compliant', more: 14, state: 'set' },
  { by: 'officer', scope: 'city', measure: 'bought', more: 24, state: 'set' },
  { by: 'officer', scope: 'city', measure: 'licenses', more: 1200, state: 'set' },
  { by: 'officer', scope: 'city', measure: 'trained', more: 25, state: 'set' },
  { by: 'officer', scope: 'city', measure: 'self_inspected', more: 40, state: 'set' },
  { by: 'officer', scope: 'city', measure: 'pilots', more: 3, state: 'set' },
  { by: 'liaison', scope: 'district:370211', measure: 'compliant', more: 3, state: 'accepted' },
  { by: 'liaison', scope: 'district:370211', measure: 'bought', more: 4, state: 'accepted' },
  { by: 'liaison', scope: 'district:370211', measure: 'trained', more: 5, state: 'proposed' },
  { by: 'westmarkLiaison', scope: 'district:370281', measure: 'compliant', more: 2, state: 'accepted' },
  { by: 'sunwallLiaison', scope: 'district:370214', measure: 'compliant', more: 2, state: 'accepted' },
  {
    by: 'sunwallLiaison',
    scope: 'district:370213',
    measure: 'bought',
    more: 1,
    state: 'returned',
    reason: '河湾区在册企业九家，请结合上年摸底结果提高目标。',
  },
  { by: 'southLiaison', scope: 'district:370202', measure: 'compliant', more: 3, state: 'proposed' },
  { by: 'federationLiaison', scope: 'agency', measure: 'compliant', more: 5, state: 'accepted' },
  { by: 'commerceLiaison', scope: 'agency', measure: 'bought', more: 3, state: 'accepted' },
]

const objectives = `一、大中型企业办公、操作系统、杀毒软件正版化率稳步提高；
二、集中采购覆盖全部区（市），价格低于公开报价三成；
三、自查自纠全覆盖，督查发现的缺口限期整改；
四、调解机制常态运行，纠纷不出平台。`

/** The year's plan: set by the office in its first days, the member units' stage targets after it. */
export function planYear(story: Timeline) {
  const { clock } = story
  const year = clock.today.slice(0, 4)
  const opening = `${year}-01-05`
  const begins = opening < addDays(clock.today, -20) ? opening : addDays(clock.today, -20)
  const span = daysBetween(begins, clock.today)
  /** A working morning that part of the way from the year's beginning to today. */
  const day = (part: number, hour: number) => {
    let on = addDays(begins, Math.round(span * part))
    while (!isWorkday(calendar, on)) on = addDays(on, -1)
    return hourOf(on, hour)
  }
  story.plan(day(0.03, 9.5), async () => {
    const officer = await story.as('officer')
    const planId = await createPlan(story.db, officer, {
      year: Number(year),
      title: `${year} 年企业软件正版化工作计划`,
      titleEn: `Plan for genuine software in enterprises ${year}`,
      objectives,
      targetsDue: addDays(begins, Math.max(3, Math.round(span * 0.25))),
    })
    await publishPlan(story.db, officer, planId)
    targets.forEach((target, at) =>
      story.plan(day(0.04 + at * 0.012, 10 + at / 4), () => setTarget(story, planId, Number(year), target)),
    )
  })
}

async function setTarget(
  story: Timeline,
  planId: string,
  year: number,
  { by, scope, measure, more, state, reason }: TargetTale,
) {
  const { db } = story
  const actor = await story.as(by)
  const today = new Date(story.moment().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const { value, size } = await countScope(
    db,
    { ...scopeOf(scope), orgId: identityOf(by).org, measure, year },
    today,
  )
  const most = measure === 'licenses' || measure === 'mediated' ? Infinity : size
  const id = await proposeTarget(
    db,
    actor,
    planId,
    { scope, measure, number: Math.min(value + more, most), dueOn: `${year}-12-31` },
    story.moment(),
  )
  if (state === 'set' || state === 'proposed') return
  story.plan(new Date(story.moment().getTime() + 26 * 3_600_000), async () =>
    decideTarget(
      db,
      await story.as('officer'),
      id,
      state === 'accepted' ? 'accept' : 'return',
      reason ?? null,
    ),
  )
}
