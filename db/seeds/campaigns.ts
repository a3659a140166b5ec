import { draftCampaign, endCampaign, openCampaign } from '../../app/compliance/campaigns/commands.server.ts'
import { campaignForm, type CampaignValues } from '../../app/compliance/campaigns/form.ts'
import { moveOrder } from '../../app/compliance/rectifications/commands.server.ts'
import { listItems } from '../../app/compliance/rectifications/queries.server.ts'
import {
  fillSelfInspection,
  moveSelfInspection,
  submitSelfInspection,
} from '../../app/compliance/self-inspections/commands.server.ts'
import { coverageOf, leastCoverage } from '../../app/compliance/self-inspections/figures.ts'
import { findSelfInspection, takeFigures } from '../../app/compliance/self-inspections/queries.server.ts'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import type { Organization } from './cast/person.ts'
import { cast, enterprises } from './cast.ts'
import { buyElsewhere } from './estates.ts'
import { orgId } from './people.ts'
import { personOf } from './pledges.ts'
import { dice } from './telling.ts'
import { later, type Timeline } from './timeline.ts'

type End = 'invited' | 'in_progress' | 'submitted' | 'accepted' | 'returned' | 'revised'
type Call = { id: string }

const liaisons: Readonly<Record<string, string>> = {
  '370202': 'southLiaison',
  '370211': 'liaison',
  '370281': 'westmarkLiaison',
  '370283': 'westmarkLiaison',
}
const liaisonOf = ({ district }: Organization) => liaisons[district] ?? 'sunwallLiaison'
const general: CampaignValues['categories'] = ['operating-system', 'office', 'antivirus']
const called = enterprises.filter(({ state = 'verified' }) => state === 'verified')
const unsurveyed = new Set([
  'member7',
  'member17',
  'member35',
  'member44',
  'member48',
  'member50',
  'member55',
])

/** A campaign of the spring in two districts, closed, with the orders that followed; the year's own, running. */
export function planCampaigns(story: Timeline) {
  const { clock } = story
  const spring = callFor(story, clock.past(150, 10), {
    title: '春季重点区域软件使用自查',
    titleEn: 'Spring self-inspection in two districts',
    ground: '海正版办〔2026〕3号《关于开展重点区域企业软件使用自查的通知》',
    instructions: '操作系统、办公和杀毒软件逐台核对；没有采集清单的计算机请先上传清单。',
    categories: general,
    districts: ['370202', '370211'],
    opensOn: dayOf(clock.past(148)),
    dueOn: dayOf(clock.past(118)),
  })
  for (const [at, org] of called
    .filter(({ district }) => ['370202', '370211'].includes(district))
    .entries()) {
    const end: End = unsurveyed.has(org.key) ? 'invited' : at % 9 === 4 ? 'revised' : 'accepted'
    answer(story, spring, org, end, clock.past(143 - (at % 20), 9 + (at % 7)))
  }
  story.plan(clock.past(104, 16), async () =>
    endCampaign(story.db, await story.as('officer'), spring.id, 'close'),
  )
  story.plan(clock.past(60, 11), () => finishOrders(story))
  story.plan(clock.past(19, 15), () => goOnWithOrders(story))
  planYearly(story)
}

function planYearly(story: Timeline) {
  const { clock } = story
  const year = clock.today.slice(0, 4)
  const yearly = callFor(story, clock.past(29, 9), {
    title: `${year} 年度企业软件使用自查自纠`,
    titleEn: `Self-inspection of enterprise software ${year}`,
    ground: `海正版办〔${year}〕17号《关于开展${year}年度企业软件正版化自查自纠的通知》`,
    instructions:
      '完成正版化检查的企业均须自查。缺口逐项安排购买、加入采购轮次、卸载或更换，并注明责任人和完成日期。',
    categories: general,
    opensOn: dayOf(clock.past(28)),
    dueOn: clock.day(12),
    // One district asked for its forms early: whoever has not handed in there is late.
    dues: { '370211': clock.day(5), '370283': clock.day(-2) },
  })
  const told: Partial<Record<string, End>> = {
    jinghe: 'in_progress',
    harborfoods: 'submitted',
    northport: 'accepted',
    member3: 'returned',
  }
  for (const org of called) {
    const roll = dice('yearly', org.key)()
    const end = told[org.key] ?? (unsurveyed.has(org.key) || roll < 0.5 ? 'invited' : endOf(roll))
    answer(story, yearly, org, end, clock.past(24 - Math.floor(dice('when', org.key)() * 18), 10))
  }
}

const endOf = (roll: number): End =>
  roll < 0.62 ? 'in_progress' : roll < 0.75 ? 'submitted' : roll < 0.96 ? 'accepted' : 'returned'

/** Drafted, and opened two working days later. */
function callFor(story: Timeline, begins: Date, values: Partial<CampaignValues>): Call {
  const call = { id: '' }
  story.plan(begins, async () => {
    call.id = await draftCampaign(story.db, await story.as('officer'), campaignForm.parse(values))
  })
  story.plan(later(begins, 1, 9.5), async () =>
    openCampaign(story.db, await story.as('officer2'), call.id, story.moment()),
  )
  return call
}

/** How far an enterprise goes with its answer. */
function answer(story: Timeline, call: Call, org: Organization, end: End, begins: Date) {
  if (end === 'invited') return
  const { db } = story
  const manager = personOf(org, 'asset_manager')
  const own = async () => {
    const { id } = await db
      .selectFrom('selfInspections')
      .select('id')
      .where('campaignId', '=', call.id)
      .where('orgId', '=', orgId(org.key))
      .orderBy('version', 'desc')
      .executeTakeFirstOrThrow()
    return id
  }
  const move = async (by: string, values: Parameters<typeof moveSelfInspection>[3]) =>
    moveSelfInspection(db, await story.as(by), await own(), values, story.moment())
  const sign = async () =>
    submitSelfInspection(db, await story.as(personOf(org, 'approver')), await own(), story.moment())
  story.plan(begins, async () => {
    await move(manager, { move: 'start' })
    await fill(story, org, await own(), manager)
  })
  if (end === 'in_progress') return
  story.plan(later(begins, 1, 14), sign)
  if (end === 'submitted') return
  if (end !== 'accepted')
    story.plan(later(begins, 2, 11), () =>
      move(liaisonOf(org), {
        move: 'return',
        lines: [
          { line: 'unit', reason: '联系人请填写手机号码。' },
          { line: 'actions', reason: '请补充责任人的联系方式，并把完成日期提前到年底前。' },
        ],
      }),
    )
  if (end === 'returned') return
  if (end === 'revised') {
    story.plan(later(begins, 3, 10), () => move(manager, { move: 'revise' }))
    story.plan(later(begins, 4, 10), sign)
  }
  story.plan(later(begins, 6, 15), () => move(liaisonOf(org), { move: 'accept' }))
}

async function fill(story: Timeline, org: Organization, id: string, manager: string) {
  const actor = await story.as(manager)
  const its = await findSelfInspection(story.db, id)
  const figures = await takeFigures(story.db, its!.orgId, its!.categories)
  const name = cast.find(({ key }) => key === manager)!.name
  const actions = figures.products
    .filter(({ gap }) => gap > 0)
    .map(({ productId, gap }, at) => ({
      productId,
      action: at % 3 === 2 ? ('uninstall' as const) : ('buy' as const),
      quantity: gap,
      owner: name,
      dueOn: addDays(dayOf(story.moment()), 35),
    }))
  await fillSelfInspection(story.db, actor, id, {
    move: 'save',
    head: cast.find(({ key }) => key === personOf(org, 'approver'))!.name,
    contact: name,
    headcount: org.headcount ?? null,
    isolated: null,
    coverageReason:
      coverageOf(figures.computers) < leastCoverage ? '部分计算机在外地项目部，清单年内补齐。' : null,
    actions,
  })
}

const openOrders = (story: Timeline) =>
  story.db
    .selectFrom('rectifications')
    .select(['id', 'orgId', 'state'])
    .where('state', 'in', ['issued', 'in_progress'])
    .orderBy('no')
    .execute()

const organizationOf = (id: string) => called.find(({ key }) => orgId(key) === id)!

/** Each order gets its plan; what facts have carried out meanwhile is handed in and accepted. */
async function finishOrders(story: Timeline) {
  const { db } = story
  let bought = false
  for (const { id, orgId: of } of await openOrders(story)) {
    const org = organizationOf(of)
    const manager = personOf(org, 'asset_manager')
    const plan = '一、先卸载闲置计算机上的软件；二、其余加入集中采购轮次购买；三、交付后逐台登记。'
    const owner = cast.find(({ key }) => key === manager)!.name
    const move = async (by: string, values: Parameters<typeof moveOrder>[3]) =>
      moveOrder(db, await story.as(by), id, values, story.moment())
    await move(manager, { move: 'begin', plan, owner })
    if (!bought && org.key !== 'jinghe' && (await listItems(db, id)).every((item) => item.action === 'buy')) {
      bought = true
      await buyElsewhere(story, org)
    }
    await story.as(manager)
    const items = await listItems(db, id)
    if (items.some(({ state }) => state !== 'met')) continue
    await move(personOf(org, 'approver'), { move: 'submit' })
    await move('officer', { move: 'accept' })
  }
}

/** One that facts cannot show hands in its evidence; another gets more time. */
async function goOnWithOrders(story: Timeline) {
  const { db } = story
  const [first, second] = (await openOrders(story)).filter(({ state }) => state === 'in_progress')
  if (first) {
    const org = organizationOf(first.orgId)
    const manager = await story.as(personOf(org, 'asset_manager'))
    for (const { id: itemId, state } of await listItems(db, first.id))
      if (state === 'open') {
        const note = '合同已签，等待供货商交付；附采购合同编号 HQ-2026-0817。'
        await moveOrder(db, manager, first.id, { move: 'evidence', itemId, note }, story.moment())
      }
    await moveOrder(
      db,
      await story.as(personOf(org, 'approver')),
      first.id,
      { move: 'submit' },
      story.moment(),
    )
  }
  if (second)
    await moveOrder(
      db,
      await story.as('officer'),
      second.id,
      { move: 'extend', dueOn: story.clock.day(20), reason: '集中采购轮次公示期延长，供货顺延。' },
      story.moment(),
    )
}
