import { expect, test } from 'vitest'
import { moveInspections, openInspections } from '~/compliance/draws/commands.server'
import { drawForm } from '~/compliance/draws/form'
import { checklist, stepNames } from '~/compliance/inspections/checklist'
import { addDays, dayOf } from '~/kernel/workdays'
import { organizations } from '~db/seeds/cast'
import { orgId, personId } from '~db/seeds/people'
import { aMember, db, type Visitor } from '../support/browser'
import { aGlpiInventory } from '../support/inventories'
import { moneyOfMarket } from '../support/market-money'
import { words } from '../support/words'

const { atWork } = await moneyOfMarket()
const { campaigns, inspections } = words.zh
const { check, hearing, visit } = inspections
const phone = { width: 390 }
const today = dayOf(new Date())
const title = '年末补充督查'
const { name } = organizations.find(({ key }) => key === 'member1')!
const photo = {
  name: 'IMG_0417.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

// Drawn are the listed companies of Westmark: there is one. Of its computers two are looked at.
const round = drawForm.parse({
  title,
  ground: '海正版办〔2026〕33号',
  categories: ['operating-system', 'office', 'design'],
  districts: ['370281'],
  listings: ['listed'],
  ratio: '100',
  minimum: '1',
  computerRatio: '0.01',
  computerMinimum: '2',
  pool: ['inspector', 'inspector2', 'inspector3'].map(personId),
  startsOn: today,
  endsOn: addDays(today, 20),
})
const [first, second] = [atWork('officer'), atWork('officer2')]
const campaignId = await first.db
  .transaction()
  .execute((tx) => openInspections(tx, first.actor, round, new Date()))
for (const [by, move] of [
  [first, 'freeze'],
  [second, 'draw'],
] as const)
  await by.db.transaction().execute((tx) => moveInspections(tx, by.actor, campaignId, { move }, new Date()))
const its = await db
  .selectFrom('inspections')
  .select(['id', 'no'])
  .where('campaignId', '=', campaignId)
  .where('orgId', '=', orgId('member1'))
  .executeTakeFirstOrThrow()
const path = `/inspections/${its.id}`
const inspector = await aMember('inspector', phone)
let orderId = ''

test('an officer sends two inspectors who have no interest in the enterprise', async () => {
  const officer = await aMember('officer')
  await officer.open(`/inspections?campaign=${campaignId}`)
  await officer.press(name, path)
  await officer.main().getByRole('button', { name: visit.announce, exact: true }).click()
  const dialog = officer.page.locator('dialog[open]')
  const team = ['inspector', 'inspector2'].map(personId)
  await officer.fill({ team, visitOn: today, declared: true }, dialog)
  await officer.press(dialog.getByRole('button', { name: visit.announce, exact: true }), `${path}?done=visit-announce`) // oxfmt-ignore
})

test('on a phone the visit begins, computers are drawn on the spot, and each step is ticked off', async () => {
  await inspector.open(`/inspections?q=${its.no}`)
  await inspector.press(name, path)
  await inspector.decide(visit.visit, `${path}?done=visit-visit`)
  await inspector.sees(visit.sentence.visiting('0', '2'))
  for (const step of stepNames) {
    const fold = inspector.main().locator('details', { hasText: visit.step[step] })
    await fold.locator('summary').click()
    await inspector.fill({ ticked: [...checklist[step]], remark: '现场记录' }, fold)
    const points = checklist[step].length
    await inspector.press(fold.getByRole('button', { name: visit.keep }), `${path}?done=visit-step`, {
      sees: fold.getByText(visit.ticked(points, points)),
    })
  }
})

test('a file taken on the spot is compared at once; each verdict has its photo, one that deviates its reason', async () => {
  const [one, other] = await drawn()
  await inspector.press(new RegExp(one!.computerNo), `${path}/computers/${one!.id}`)
  const spot = aGlpiInventory([
    { name: 'AutoCAD 2024 - 简体中文 (Simplified Chinese)', publisher: 'Autodesk, Inc.', version: '24.3' },
  ])
  await inspector
    .main()
    .locator('[name=file]')
    .setInputFiles({ name: 'spot.json', mimeType: 'application/json', buffer: Buffer.from(spot) })
  await inspector.press(check.read, `${path}/computers/${one!.id}?done=check-read`)
  await inspector.sees(check.onlyOnSpot)
  await inspector.sees(check.proposed(visit.verdict.unlicensed))
  await inspector.main().locator('[name="verdicts.2.photo"]').setInputFiles(photo)
  await inspector.press(check.submit, `${path}/computers/${one!.id}?done=check-judge`)
  await inspector.sees(check.evidence(1))

  await inspector.press(check.next, `${path}/computers/${other!.id}`)
  const left = inspector.main().locator('[name="verdicts.0.verdict"]:not(:checked)')
  await left.first().check()
  await inspector.pressInVain(check.submit)
  await inspector.fill({ 'verdicts.0.reason': '现场查看激活状态' })
  await inspector.main().locator('[name="verdicts.0.photo"]').setInputFiles(photo)
  await inspector.press(check.submit, `${path}/computers/${other!.id}?done=check-judge`)
  await inspector.press(check.back, path)
  await inspector.sees(visit.sentence.visiting('2', '2'))
})

test('the finding orders a remedy; the enterprise signs and shows what it did', async () => {
  await inspector.decide(visit.conclude, `${path}?done=visit-conclude`, { conclusion: 'rectify' })
  const approver = await aMember('member1Approver', phone)
  await approver.open(path)
  await approver.press(visit.hear, `${path}/hearing`)
  await approver.fill({ confirmed: true })
  await approver.press(hearing.sign, `${path}?done=hearing-sign`)

  const { orders } = campaigns
  orderId = (
    await db
      .selectFrom('rectifications')
      .select('id')
      .where('sourceId', '=', its.id)
      .executeTakeFirstOrThrow()
  ).id
  const order = `/rectifications/${orderId}`
  const manager = await aMember('member1Manager', phone)
  await manager.open(order)
  await manager.decide(orders.begin, `${order}?done=order-begin`, {
    plan: '卸载未授权软件，改用已购软件。',
    owner: '信息部',
  })
  await showEvidence(manager, order)
  await approver.open(order)
  await approver.decide(orders.submit, `${order}?done=order-submit`)
})

test('the inspector accepts the remedy; the visit, signed and put right, closes by itself, and its report is there', async () => {
  const order = `/rectifications/${orderId}`
  await inspector.open(order)
  await inspector.decide(campaigns.orders.accept, `${order}?done=order-accept`)
  await inspector.open(path)
  await inspector.waitsFor(visit.sentence.closed)
  const report = await inspector.context.request.get(`${path}/report.pdf`)
  expect((await report.body()).subarray(0, 5).toString()).toBe('%PDF-')
})

const drawn = () =>
  db
    .selectFrom('inspectionComputers')
    .select(['id', 'computerNo'])
    .where('inspectionId', '=', its.id)
    .orderBy('orderNo')
    .execute()

/** Of everything that facts have not shown to be done. */
async function showEvidence(manager: Visitor, order: string) {
  const { orders } = campaigns
  const open = manager.main().locator('li', { has: manager.page.locator('[name=note]') })
  for (let left = await open.count(); left > 0; left -= 1) {
    const item = open.nth(left - 1)
    await item.locator('summary').click()
    await manager.fill({ note: '已卸载，附截图。' }, item)
    await item.locator('[name=file]').setInputFiles(photo)
    await manager.press(item.getByRole('button', { name: orders.show }), `${order}?done=order-evidence`, {
      sees: item.getByText(orders.itemState.evidenced),
    })
  }
}
