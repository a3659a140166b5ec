import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publishedDays } from '~/kernel/calendar'
import {
  addDays,
  calendarOf,
  dayOf,
  deadline,
  isWorkday,
  missingYear,
  recomputed,
  recounted,
  remaining,
  reminders,
  startOf,
  workdaysBetween,
} from '~/kernel/workdays'

const calendar = calendarOf(publishedDays)
const wd = (from: string, days: number) => deadline(calendar, from, days, 'wd').lastDay
const day = fc.integer({ min: 0, max: 600 }).map((days) => addDays('2024-12-01', days))

test.each([
  ['2024', 251],
  ['2025', 248],
  ['2026', 248],
])('%s has %d working days', (year, days) => {
  expect(workdaysBetween(calendar, `${Number(year) - 1}-12-31`, `${year}-12-31`)).toBe(days)
})

test.each([
  ['2026-02-13', 2, '2026-02-24'],
  ['2026-02-13', 7, '2026-03-02'],
  ['2026-09-18', 2, '2026-09-21'],
  ['2026-09-24', 7, '2026-10-12'],
  ['2026-01-02', 1, '2026-01-04'],
  ['2026-09-30', 3, '2026-10-10'],
  ['2026-04-30', 10, '2026-05-18'],
  ['2026-09-23', 1, '2026-09-24'],
  ['2026-10-12', 7, '2026-10-21'],
])('from %s, %d working days end on %s', (from, days, last) => expect(wd(from, days)).toBe(last))

// procurement.md §8.7: the reply period of a challenge of 12 October ends on the 21st, the complaint 15 wd later.
test('the complaint period counts from the end of the reply period', () => {
  expect(wd(wd('2026-10-12', 7), 15)).toBe('2026-11-11')
})

test('a calendar period that ends on a day off rolls to the next working day', () => {
  expect(deadline(calendar, '2026-09-01', 30, 'cal').lastDay).toBe('2026-10-08')
  expect(deadline(calendar, '2026-09-01', 29, 'cal').lastDay).toBe('2026-09-30')
})

test('a period ends at midnight in Shanghai, and its due time is the first instant outside', () => {
  const { dueAt } = deadline(calendar, '2026-09-24', 7, 'wd')
  expect(dueAt).toEqual(new Date('2026-10-13T00:00:00+08:00'))
  expect(dayOf(new Date(dueAt.getTime() - 1))).toBe('2026-10-12')
  expect(dayOf(dueAt)).toBe('2026-10-13')
})

test('invitations are repeated at nine on working day 3, 5 and 7', () => {
  const at = ['2026-09-30', '2026-10-09', '2026-10-12'].map((day) => new Date(`${day}T09:00:00+08:00`))
  expect(reminders(calendar, '2026-09-24', [3, 5, 7])).toEqual(at)
})

test('a deadline that runs into a year without calendar is provisional, and knowing it never shortens it', () => {
  const before = deadline(calendar, '2026-12-29', 5, 'wd')
  expect(before).toMatchObject({ lastDay: '2027-01-05', provisional: true })
  expect(deadline(calendar, '2026-12-21', 5, 'wd').provisional).toBe(false)
  const longer = calendarOf([...publishedDays, { day: '2027-01-01', kind: 'holiday' }])
  const shorter = calendarOf([...publishedDays, { day: '2027-01-02', kind: 'workday' }])
  const again = (known: typeof calendar) => recomputed(before, deadline(known, '2026-12-29', 5, 'wd'))
  expect(again(longer)).toMatchObject({ lastDay: '2027-01-06', provisional: false })
  expect(again(shorter)).toMatchObject({ lastDay: '2027-01-05', provisional: false })
})

const exceptions2027 = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 })
  .map((days) =>
    days.map((at) => {
      const day = addDays('2027-01-01', at)
      return { day, kind: isWorkday(calendar, day) ? ('holiday' as const) : ('workday' as const) }
    }),
  )
const lateIn2026 = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-11-01', days))

test('counted again once the year is known, working days end where they would have, had it been known at first', () => {
  fc.assert(
    fc.property(lateIn2026, fc.integer({ min: 1, max: 60 }), exceptions2027, (from, days, published) => {
      const old = deadline(calendar, from, days, 'wd')
      fc.pre(old.provisional)
      const known = calendarOf([...publishedDays, ...published])
      expect(recounted(known, old, 'wd')).toEqual(recomputed(old, deadline(known, from, days, 'wd')))
    }),
  )
})

test('a calendar period counted again ends on a working day, never before either reckoning', () => {
  fc.assert(
    fc.property(lateIn2026, fc.integer({ min: 1, max: 90 }), exceptions2027, (from, days, published) => {
      const old = deadline(calendar, from, days, 'cal')
      fc.pre(old.provisional)
      const known = calendarOf([...publishedDays, ...published])
      const again = recounted(known, old, 'cal')
      expect(isWorkday(known, again.lastDay)).toBe(true)
      expect(again.lastDay >= old.lastDay).toBe(true)
      expect(again.lastDay >= deadline(known, from, days, 'cal').lastDay).toBe(true)
      expect(again.provisional).toBe(false)
    }),
  )
})

test('a missing next year is an alarm from 1 December', () => {
  expect(missingYear(calendar, '2026-11-30')).toBeNull()
  expect(missingYear(calendar, '2026-12-01')).toBe('2027')
  expect(missingYear(calendar, '2027-01-01')).toBe('2027')
})

test('as many working days lie in a period as it counts, and its last day is one', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
      const last = wd(from, days)
      expect(workdaysBetween(calendar, from, last)).toBe(days)
      expect(isWorkday(calendar, last)).toBe(true)
    }),
  )
})

test('a pause keeps what was left: resumed on the day it began, the period ends as before', () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 40 }),
      fc.nat(80),
      fc.constantFrom('wd' as const, 'cal' as const),
      (from, days, passed, unit) => {
        const { lastDay } = deadline(calendar, from, days, unit)
        const today = addDays(from, passed)
        const left = remaining(calendar, today, lastDay, unit)
        if (left > 0) expect(deadline(calendar, today, left, unit).lastDay).toBe(lastDay)
        else expect(today >= lastDay).toBe(true)
      },
    ),
  )
})

test('a day holds the instants from its own midnight to the next', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 86_399_999 }), (day, passed) => {
      expect(dayOf(new Date(startOf(day).getTime() + passed))).toBe(day)
    }),
  )
})
