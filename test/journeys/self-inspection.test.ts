import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { organizations } from '~db/seeds/cast'
import { orgId } from '~db/seeds/people'
import { aMember, db } from '../support/browser'
import { overUser } from '../support/market-roles'
import { words } from '../support/words'

const { campaigns } = words.zh
const { campaign, inspection, orders, signature } = campaigns
const today = dayOf(new Date())

const categories = ['operating-system', 'office', 'antivirus'] as const

// An enterprise of Westmark that has installed more than it may use, its products as its form lists them.
const gaps = await db
  .selectFrom('positions')
  .innerJoin('organizations', 'organizations.id', 'positions.orgId')
  .innerJoin('products', 'products.id', 'positions.productId')
  .select(['orgId', 'productId', 'gap', 'ownership'])
  .where('district', '=', '370281')
  .where('category', 'in', categories)
  .where('gap', '>', 0)
  .where('orgId', '!=', orgId(overUser))
  .orderBy('orgId')
  .orderBy(({ fn, val }) => fn('array_position', [val([...categories]), 'category']))
  .orderBy('gap', 'desc')
  .orderBy('slug')
  .execute()
const its = organizations.find(({ key }) => orgId(key) === gaps[0]!.orgId)!
const missing = gaps.filter((one) => one.orgId === gaps[0]!.orgId)
const [officer, liaison, manager, approver] = [
  await aMember('officer'),
  await aMember('westmarkLiaison', { looked: true }),
  await aMember(`${its.key}Manager`),
  await aMember(`${its.key}Approver`),
]
const title = '西州市小微企业补充自查'
let [campaignId, formId] = ['', '']
const idAt = (path: string, kind: string) => new RegExp(`/${kind}/([0-9a-f-]{36})`).exec(path)![1]!

test('an officer calls enterprises by district and status; what is amiss is said beside its field, and the call opens', async () => {
  await officer.open('/campaigns/new')
  await officer.fill({
    title,
    ground: '海正版办〔2026〕31号',
    opensOn: today,
    dueOn: addDays(today, -1),
    districts: ['370281'],
    ownerships: [gaps[0]!.ownership!],
    statuses: ['gap'],
  })
  await officer.pressInVain(campaigns.form.submit)
  await officer.focuses('dueOn')
  await officer.fill({ dueOn: addDays(today, 10) })
  await officer.press(campaigns.form.submit, /^\/campaigns\/.{36}\?done=campaign-drafted/)
  campaignId = idAt(officer.page.url(), 'campaigns')
  await officer.decide(campaign.open, `/campaigns/${campaignId}?done=campaign-open`)
  await officer.sees(its.name)
})

test('the enterprise finds its figures computed and locked; without a plan for each gap nobody can sign', async () => {
  await manager.open('/campaigns')
  await manager.press(title, /^\/self-inspections\/.{36}/)
  formId = idAt(manager.page.url(), 'self-inspections')
  await manager.press(inspection.start, `/self-inspections/${formId}?done=inspection-start`)
  expect(await manager.main().locator('[name*=installed], [name*=covered], [name*=gap]').count()).toBe(0)
  await approver.open(`/self-inspections/${formId}/signature`)
  await approver.sees(signature.blocked)

  const plan = missing.map(({ gap }, at) => ({
    [`actions.${at}.action`]: at === 0 ? 'buy' : 'uninstall',
    [`actions.${at}.quantity`]: String(gap),
    [`actions.${at}.owner`]: '资产管理员',
    [`actions.${at}.dueOn`]: addDays(today, 30),
  }))
  await manager.fill(Object.assign({ head: '总经理', contact: '资产管理员', headcount: '88' }, ...plan))
  const reason = manager.main().locator('[name=coverageReason]')
  if (await reason.count()) await reason.fill('部分计算机在外地，清单年内补齐。')
  await manager.press(inspection.save, `/self-inspections/${formId}?done=inspection-save`)
})

test('the head signs; those in charge send it back with a reason, and accept what is handed in again', async () => {
  await sign()
  await liaison.open(`/campaigns/${campaignId}?state=submitted`)
  await liaison.press(its.name, `/self-inspections/${formId}`)
  await liaison.decide(inspection.return, /^\/self-inspections\/.*done=inspection-return/, {
    reason: '请修改后重新提交。',
    'lines.0.reason': '请写明责任人的姓名。',
  })

  await manager.open(`/self-inspections/${formId}`)
  await manager.sees('请修改后重新提交。')
  await manager.sees('请写明责任人的姓名。')
  await manager.press(inspection.revise, /^\/self-inspections\/.{36}\?done=inspection-revise/)
  formId = idAt(manager.page.url(), 'self-inspections')
  await manager.fill(Object.fromEntries(missing.map((_, at) => [`actions.${at}.owner`, '林立'])))
  await manager.press(inspection.save, `/self-inspections/${formId}?done=inspection-save`)
  await sign()
  await liaison.open(`/self-inspections/${formId}`)
  await liaison.decide(inspection.accept, `/self-inspections/${formId}?done=inspection-accept`)
})

test('what was planned is ordered; the officer ends the call and takes its report along', async () => {
  await manager.open('/rectifications')
  await manager.press(/^RE-|^[A-Z]+-\d{4}-/, /^\/rectifications\/.{36}/)
  await manager.sees(orders.sources.self_inspection)

  await officer.open(`/campaigns/${campaignId}?state=accepted`)
  await officer.sees(its.name)
  await officer.decide(campaign.close, `/campaigns/${campaignId}?done=campaign-close`)
  for (const [path, begins] of [
    [`/campaigns/${campaignId}/statistics.xlsx`, 'PK'],
    [`/campaigns/${campaignId}/enterprises.csv`, '\uFEFF'],
    [`/self-inspections/${formId}/form.pdf`, '%PDF-'],
    [`/self-inspections/${formId}/form.xlsx`, 'PK'],
  ] as const) {
    const answer = await officer.context.request.get(path)
    expect(answer.status(), path).toBe(200)
    expect((await answer.body()).toString().startsWith(begins), path).toBe(true)
  }
})

async function sign() {
  await approver.open(`/self-inspections/${formId}/signature`)
  await approver.fill({ confirmed: true })
  await approver.press(signature.submit, `/self-inspections/${formId}?done=inspection-signed`)
}
