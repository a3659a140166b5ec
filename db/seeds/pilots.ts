import { sql } from 'kysely'
import { noteLedger } from '../../app/compliance/ledgers/exports.server.ts'
import { beginPilot, fillChecklist, movePilot } from '../../app/compliance/pilots/commands.server.ts'
import { checklistForm } from '../../app/compliance/pilots/form.ts'
import { type Area, areas, computedPoints, type PilotFigures } from '../../app/compliance/pilots/maturity.ts'
import { keepQuarters } from '../../app/compliance/pilots/clock.server.ts'
import { storeFile } from '../../app/kernel/files.server.ts'
import { addMonths, type Day, dayOf, hourOf } from '../../app/kernel/workdays.ts'
import type { Organization } from './cast/person.ts'
import { enterprises } from './cast.ts'
import { orgId } from './people.ts'
import { personOf } from './pledges.ts'
import type { Timeline } from './timeline.ts'

type Judged = Partial<Record<Area, readonly [points: number, reason: string]>>

const beforehand: Judged = {
  responsibility: [2, '已任命软件专管员，制度正在起草。'],
  maintenance: [1, '安装由各部门自行处理，没有申请记录。'],
}
const afterwards: Judged = {
  responsibility: [4, '第一责任人、专管员和四项制度齐全，已发文。'],
  maintenance: [3, '安装均有申请；两次查看密钥补记了理由。'],
}

/** One enterprise's pilot from application to conclusion, one that runs since the autumn, one that waits for the office. */
export function planPilots(story: Timeline) {
  const { plan, clock } = story
  const pilot = { id: '' }
  const [jinghe, foods, lantu] = ['jinghe', 'harborfoods', 'lantu'].map((key) =>
    enterprises.find((org) => org.key === key)!,
  )
  plan(clock.past(260, 15), () =>
    apply(
      story,
      personOf(jinghe!, 'asset_manager'),
      '把分散在各部门的软件统一登记，清单每月采集一次。',
      pilot,
    ),
  )
  plan(clock.past(259, 10), () => select(story, pilot.id))
  plan(clock.past(257, 10), () => fill(story, personOf(jinghe!, 'asset_manager'), pilot.id, beforehand))
  for (const first of quartersUntil(clock.today))
    plan(hourOf(first, 6), () => keepQuarters(story.db, story.moment()))
  plan(clock.past(32, 15), () => fill(story, 'officer', pilot.id, afterwards))
  plan(clock.past(31, 10), async () => {
    const reason = '缺口比启动时减少；仍没有许可的软件列入下一步采购，台账按月核对。'
    await movePilot(
      story.db,
      await story.as('officer2'),
      pilot.id,
      { move: 'conclude', reason },
      story.moment(),
    )
  })
  planPassed(story)
  const running = { id: '' }
  plan(clock.past(62, 15), async () => {
    const motive = '食品企业车间共用计算机多，试点共用设备的登记办法。'
    const its = { orgId: orgId(foods!.key), motive }
    running.id = await beginPilot(story.db, await story.as('officer'), its, story.moment())
  })
  plan(clock.past(58, 10), () => fill(story, personOf(foods!, 'asset_manager'), running.id, beforehand))
  plan(clock.past(3, 11), () =>
    apply(story, personOf(lantu!, 'asset_manager'), '设计软件按项目借用，希望建立借还和台账流程。', {
      id: '',
    }),
  )
}

/** One that the office set up, and that was passed: everything is licensed and listed each month. */
function planPassed(story: Timeline) {
  const { plan, clock } = story
  const hengli = enterprises.find(({ name }) => name === '海曲恒力通用机械有限公司')!
  const pilot = { id: '' }
  const motive = '各车间的电脑由总部统一采购和登记，试点把做法写成制度。'
  plan(clock.past(180, 15), async () => {
    const chosen = { orgId: orgId(hengli.key), motive }
    pilot.id = await beginPilot(story.db, await story.as('officer'), chosen, story.moment())
  })
  plan(clock.past(176, 10), () => fill(story, personOf(hengli, 'asset_manager'), pilot.id, beforehand))
  plan(clock.past(95, 16), () => proveClaims(story, hengli))
  plan(clock.past(6, 16), async () => {
    const keeper = await story.as(personOf(hengli, 'asset_manager'))
    for (const ledger of ['one', 'two', 'three'] as const)
      await noteLedger(story.db, keeper, ledger, story.moment())
  })
  const sampled: Judged = { configuration: [3, '清单由总部统一采集；现场抽查 20 台，软件都已登记。'] }
  plan(clock.past(2, 15), () => fill(story, 'officer', pilot.id, { ...afterwards, ...sampled }))
  plan(clock.past(1, 10), async () => {
    const reason = '全部软件有许可，清单每月采集；经验在各区市推广。'
    const conclusion = { move: 'conclude', reason } as const
    await movePilot(story.db, await story.as('officer2'), pilot.id, conclusion, story.moment())
  })
}

/** The invoices of what was bought elsewhere are filed, so that the books rest on papers. */
async function proveClaims(story: Timeline, org: Organization) {
  const keeper = await story.as(personOf(org, 'asset_manager'))
  const { id } = await storeFile(story.db, {
    name: '购买发票.txt',
    bytes: Buffer.from('海曲恒力通用机械有限公司\n购买软件的发票，逐份与许可核对\n'),
    orgId: orgId(org.key),
    personId: keeper.personId,
    accept: 'anything',
  })
  await story.as(null)
  await story.db
    .updateTable('entitlements')
    .set({ evidenceFileId: id })
    .where('orgId', '=', orgId(org.key))
    .where('source', '=', 'claimed')
    .execute()
}

/** The first days of the last five quarters. */
function quartersUntil(today: Day): Day[] {
  const month = 3 * Math.floor((Number(today.slice(5, 7)) - 1) / 3) + 1
  const present = `${today.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
  return [-12, -9, -6, -3, 0].map((months) => addMonths(present, months))
}

async function apply(story: Timeline, by: string, motive: string, pilot: { id: string }) {
  pilot.id = await beginPilot(story.db, await story.as(by), { motive }, story.moment())
}

const select = async (story: Timeline, id: string) =>
  movePilot(story.db, await story.as('officer'), id, { move: 'select' }, story.moment())

/** Points as facts give them, and a person's judgment where they do not. */
async function fill(story: Timeline, by: string, id: string, judged: Judged) {
  const actor = await story.as(by)
  const { rows } = await sql<{ figures: PilotFigures }>`
    select pilot_figures(org_id, ${dayOf(story.moment())}::date) as figures from pilots where id = ${id}::uuid`.execute(
    story.db,
  )
  const { figures } = rows[0]!
  const given = areas.map((area) => [area, judged[area] ?? [computedPoints(area, figures) ?? 0, '']] as const)
  const values = checklistForm.parse({
    points: Object.fromEntries(given.map(([area, [points]]) => [area, String(points)])),
    reasons: Object.fromEntries(given.map(([area, [, reason]]) => [area, reason])),
  })
  await fillChecklist(story.db, actor, id, values, story.moment())
}
