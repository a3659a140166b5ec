import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { authorizations } from '~/texts/zh/authorizations'
import { orgId } from '~db/seeds/people'
import { aMember, db } from '../support/browser'

const { moves, states } = authorizations
const today = dayOf(new Date())
const [reseller, officer, rival] = [
  await aMember('lanhaiRep', { locale: 'zh' }),
  await aMember('officer', { locale: 'zh' }),
  await aMember('qihangRep', { locale: 'zh', looked: true }),
]
const { id: publisherId, nameZh: publisher } = await db
  .selectFrom('publishers')
  .select(['id', 'nameZh'])
  .where('id', 'not in', (query) =>
    query.selectFrom('resellerAuthorizations').select('publisherId').where('vendorId', '=', orgId('lanhai')),
  )
  .where('id', 'in', (query) => query.selectFrom('products').select('publisherId'))
  .orderBy('key')
  .limit(1)
  .executeTakeFirstOrThrow()
const letter = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%') })
const letterPage = /^\/authorizations\/.{36}\?done=authorization-submitted/
let [first, second] = ['', '']

test('a reseller hands in its publisher’s letter; without the paper or with its days the wrong way round nothing is handed in', async () => {
  await reseller.open('/qualification')
  await reseller.press(authorizations.add, '/qualification/authorizations/new')
  await reseller.fill({
    subject: `publisher:${publisherId}`,
    validFrom: today,
    validUntil: addDays(today, -1),
  })
  await reseller.pressInVain(authorizations.submit)
  await reseller.fill({ validUntil: addDays(today, 20) })
  await reseller.main().locator('[name=letter]').setInputFiles(letter('授权书.pdf'))
  await reseller.press(authorizations.submit, letterPage)
  first = new URL(reseller.page.url()).pathname
  await reseller.sees(states.submitted)
})

test('the office finds it in its list and gives it back with a reason, which its reseller reads and another does not', async () => {
  await officer.open('/office/authorizations?state=submitted')
  await officer.main().locator(`a[href="${first}"]`).click()
  await officer.arrive(first)
  await officer.decide(moves.return.verb, `${first}?done=authorization-return`, {
    reason: '授权书没有权利人的盖章。',
  })
  await reseller.open(first)
  await reseller.sees('授权书没有权利人的盖章。')
  await rival.open(first, { status: 404 })
})

test('it is corrected and confirmed; the list says that it ends soon, and renews it from the day after', async () => {
  await reseller.press(authorizations.again, /^\/qualification\/authorizations\/new\?renews=/)
  await reseller.main().locator('[name=letter]').setInputFiles(letter('授权书-盖章.pdf'))
  await reseller.press(authorizations.submit, letterPage)
  second = new URL(reseller.page.url()).pathname
  expect(second).not.toBe(first)
  await officer.open(second)
  await officer.decide(moves.confirm.verb, `${second}?done=authorization-confirm`)
  await reseller.open('/qualification')
  const row = reseller.main().locator('tr', { has: reseller.page.locator(`a[href="${second}"]`) })
  await expect.poll(() => row.innerText()).toContain(authorizations.endsSoon)
  expect(await row.innerText()).toContain(publisher)
  await reseller.open(second)
  await reseller.press(authorizations.renew, /^\/qualification\/authorizations\/new\?renews=/)
  const from = reseller.main().locator('[name=validFrom]')
  expect(await from.inputValue()).toBe(addDays(today, 21))
})

test('whoever withdraws a letter covers nothing by it any more', async () => {
  await reseller.open(second)
  await reseller.decide(moves.withdraw.verb, `${second}?done=authorization-withdraw`)
  await reseller.sees(states.withdrawn)
  await officer.open(second)
  await officer.sees(authorizations.sentence.withdrawn)
})
