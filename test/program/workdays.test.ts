import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publishedDays } from '~/kernel/calendar'
import { addDays, calendarOf, dayOf, missingYear } from '~/kernel/workdays'
import * as page from '~/program/workdays/pages/workdays'
import { listCalendarYears } from '~/program/workdays/queries.server'
import { readDays, readYear } from '~/program/workdays/reading'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'
import { tasksOf } from '../support/tasks'
import { trailOf } from '../support/trail'

const { owner, app, worker, ...rest } = await aDatabase()
const { anOfficer, aBuyer, someone } = peopleOf({ owner, app, worker, ...rest })
servePages(app.pool)
const officer = await anOfficer()
const [office, auditor, buyer] = await Promise.all(
  [officer, await someone('agency', ['auditor']), await aBuyer()].map((who) => cookieFor(worker.db, who)),
)
const load = (form: Record<string, string>, cookie = office) =>
  visit(page.action, {
    cookie: cookie!,
    form: { year: '2098', notice: '国办发明电〔2097〕7号', workdays: '', ...form },
  })
const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null } | null)?.refusal?.code
const yearOf = async (year: number) => (await listCalendarYears(officer.db)).find((one) => one.year === year)

// The notice of 2026 as it was published, in its own words.
const notice2026 = {
  holidays:
    '元旦：1月1日（周四）至3日（周六）、2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）；4月4日（周六）至6日（周一）,5月1日至5日 6月19日至21日、9月25日至27日、10月1日（周四）至7日（周三）',
  workdays:
    '1月4日（周日）、2月14日（周六）、2月28日（周六）、5月9日（周六）、9月20日（周日）、10月10日（周六）',
}

test('the notice of a year, pasted with its spans and weekdays, gives the days that the house came with', () => {
  const read = readYear(2026, notice2026)
  const own = publishedDays.filter(({ day }) => day.startsWith('2026'))
  expect('days' in read && read.days.toSorted((a, b) => (a.day < b.day ? -1 : 1))).toEqual(
    own.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
  )
})

test('days written in any of the usual ways are read back, singly and as spans', () => {
  const at = fc.integer({ min: 0, max: 300 }).map((days) => addDays('2098-01-01', days))
  const ways = [
    (day: string) => day,
    (day: string) => day.slice(5),
    (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`,
    (day: string) => `2098年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`,
  ]
  fc.assert(
    fc.property(
      at,
      fc.nat(20),
      fc.constantFrom(...ways),
      fc.constantFrom('至', '~', '～', '–'),
      (from, length, way, span) => {
        expect(readDays(2098, way(from))).toEqual([from])
        const to = addDays(from, length)
        const days = Array.from({ length: length + 1 }, (_, day) => addDays(from, day))
        expect(readDays(2098, `${way(from)}${span}${way(to)}`)).toEqual(days)
      },
    ),
  )
})

test.each([
  ['calendar-day-unread', { holidays: '10-01 国庆' }],
  ['calendar-day-unread', { holidays: '2-30' }],
  ['calendar-day-unread', { holidays: '10-07~10-01' }],
  ['calendar-day-of-other-year', { holidays: '2097-12-31' }],
  ['calendar-day-worked-anyway', { holidays: '10-01', workdays: '10-08' }],
  ['calendar-day-twice', { holidays: '10-01~10-05', workdays: '10-04' }],
  ['calendar-without-holidays', { holidays: '10-04' }],
  ['calendar-past', { year: '2020', holidays: '10-01' }],
])('%s: nothing is loaded, and what was typed stays', async (code, form) => {
  const answer = await load(form)
  expect(refusalOf(answer)).toBe(code)
  expect(answer.data).toMatchObject({ values: form })
  expect(await yearOf(2098)).toBeUndefined()
})

test('an officer loads a year and loads it again in its place; an auditor reads it, nobody else', async () => {
  expect(await load({ holidays: '10-01~10-07', workdays: '9-28' })).toMatchObject({ status: 302 })
  expect(await yearOf(2098)).toMatchObject({ notice: '国办发明电〔2097〕7号', workdays: ['2098-09-28'] })
  expect((await yearOf(2098))!.holidays).toHaveLength(5)
  expect(await load({ holidays: '10-01~10-08' })).toMatchObject({ status: 302 })
  expect(await yearOf(2098)).toMatchObject({ workdays: [] })
  expect((await yearOf(2098))!.holidays).toHaveLength(6)
  expect((await trailOf(owner.db, officer.orgId)).filter((kind) => kind === 'calendar.loaded')).toHaveLength(
    2,
  )

  expect((await visit(page.loader, { cookie: auditor! })).status).toBe(200)
  expect((await load({ holidays: '10-01' }, auditor)).status).toBe(403)
  expect((await visit(page.loader, { cookie: buyer! })).status).toBe(404)
  await owner.db.deleteFrom('calendarDays').where('day', '>=', '2098-01-01').execute()
})

test('an officer is told of a year that is missing, until it is loaded', async () => {
  const isMissing = missingYear(calendarOf(publishedDays), dayOf(new Date())) !== null
  expect((await tasksOf(officer, 'calendar')) > 0).toBe(isMissing)
  const own = await owner.db.deleteFrom('calendarDays').returningAll().execute()
  expect(await tasksOf(officer, 'calendar')).toBeGreaterThan(0)
  await owner.db.insertInto('calendarDays').values(own).execute()
})
