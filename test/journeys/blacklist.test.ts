import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { usccOf } from '~db/seeds/people'
import { aMember, aVisitor, db } from '../support/browser'
import { organizations } from '~db/seeds/cast'
import { addDays, dayOf } from '~/kernel/workdays'
import { words } from '../support/words'

const { blacklist } = words.zh
const { adjustment, desk, entry, hearing } = blacklist
const its = organizations.find(({ key }) => key === 'member8')!
const today = dayOf(new Date())
const decisionNo = `海文执罚〔2026〕${process.pid}号`
const ground = '经责令改正后仍使用未经授权的办公软件'
const [inspector, officer, second] = [
  await aMember('inspector'),
  await aMember('officer'),
  await aMember('officer2', { looked: true }),
]
const approver = await aMember(`${its.key}Approver`)
const reader = await aVisitor({ locale: 'zh' })
let entryId = ''

test('an inspector proposes on a decision in force; without its paper nothing is proposed', async () => {
  await inspector.open('/office/blacklist')
  await inspector.press(desk.propose, '/office/blacklist/new')
  const decision = {
    uscc: usccOf(its.key),
    decisionNo,
    authority: '海曲市文化广电新闻出版局',
    decidedOn: addDays(today, -90),
    ground,
  }
  await inspector.fill(decision)
  await inspector.pressInVain(desk.submit)
  await inspector
    .main()
    .locator('[name=file]')
    .setInputFiles({
      name: '处罚决定书.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%'),
    })
  await inspector.press(desk.submit, /^\/office\/blacklist\/.{36}\?done=proposed/)
  entryId = /blacklist\/([0-9a-f-]{36})/.exec(inspector.page.url())![1]!
})

test('the enterprise is told and heard first; while its days run nobody is listed', async () => {
  const path = `/office/blacklist/${entryId}`
  await officer.open(path)
  await officer.decide(entry.notice, `${path}?done=entry-notice`, { finalOn: addDays(today, -20) })
  await officer.sees(entry.hearingRuns)
  await approver.open(`/blacklist/entries/${entryId}`)
  await approver.fill({ answer: '已停用涉案软件并提出采购需求。' })
  await approver.press(hearing.submit, `/blacklist/entries/${entryId}?done=answered`)
  await isPublic(false)
})

test('another person lists it; at its hour the public page shows the decision, and no more', async () => {
  const path = `/office/blacklist/${entryId}`
  await sql`update blacklist_entries set answer_due = clock_timestamp() - interval '1 minute', noticed_at = noticed_at - interval '20 days'
    where id = ${entryId}`.execute(db)
  await officer.open(path)
  await officer.sees('已停用涉案软件并提出采购需求。')
  await officer.decide(entry.list, `${path}?done=entry-list`, {
    considered: '已考虑；决定生效，停用不影响列入。',
  })
  await isPublic(false)
  await sql`update blacklist_entries set public_at = clock_timestamp() - interval '1 minute', listed_at = listed_at - interval '5 days',
    answer_due = answer_due - interval '6 days', noticed_at = noticed_at - interval '6 days'
    where id = ${entryId}`.execute(db)
  await isPublic(true)
  await reader.sees(decisionNo)
  await reader.switchTo('en')
  await reader.sees(its.nameEn!)
  await reader.switchTo('zh')
})

test('the yearly adjustment asks for a reason per entry; one officer submits it, another publishes it', async () => {
  const path = '/office/blacklist/adjustment'
  await officer.open('/office/blacklist')
  await officer.open(path)
  const open = officer.main().locator('form', { has: officer.page.locator('[name=entryId]') })
  await officer.main().getByRole('button', { name: adjustment.submit }).first().waitFor()
  for (let left = await open.count(); left > 0; left -= 1) {
    await officer.fill({ reason: '尚未整改，也未购买' }, open.first())
    await officer.press(
      open.first().getByRole('button', { name: adjustment.keep }),
      `${path}?done=adjustment-keep`,
    )
    await expect.poll(() => open.count()).toBe(left - 1)
  }
  await officer.decide(adjustment.submit, `${path}?done=adjustment-submit`, {
    note: '本年度逐条复核，均予保留。',
  })
  await second.open(path)
  await second.decide(adjustment.publish, `${path}?done=adjustment-publish`)
  await reader.open('/blacklist')
  await reader.sees('本年度逐条复核，均予保留。')
})

test('a decision that was annulled takes it off at once, by two persons who did not propose it', async () => {
  const path = `/office/blacklist/${entryId}`
  await officer.open(path)
  await officer.decide(entry.consent, `${path}?done=entry-remove`, { ground: 'annulled' })
  await isPublic(true)
  await second.open(path)
  await second.decide(entry.remove, `${path}?done=entry-remove`, { ground: 'annulled' })
  await isPublic(false)
  await approver.open(`/blacklist/entries/${entryId}`)
  await approver.sees(hearing.sentence.removed)
})

/** Page and file of the public list say the same of this decision. */
async function isPublic(shown: boolean) {
  await reader.open('/blacklist')
  expect((await reader.main().innerText()).includes(decisionNo)).toBe(shown)
  const file = await reader.context.request.get('/blacklist.csv')
  expect((await file.text()).includes(decisionNo)).toBe(shown)
}
