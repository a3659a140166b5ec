import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publishedDays } from '~/kernel/calendar'
import { calendarOf } from '~/kernel/workdays'
import { momentProblems } from '~/rounds/addenda/moving'
import { profiles, type Profile } from '~/rounds/terms'
import {
  challengeClock,
  closingAfterAddendum,
  proposeTimetable,
  resumed,
  standstill,
  timetableProblems,
} from '~/rounds/timetable'

const calendar = calendarOf(publishedDays)
const instant = fc.date({
  min: new Date('2026-01-05T00:00:00Z'),
  max: new Date('2026-10-20T00:00:00Z'),
  noInvalidDate: true,
})
const profile = fc.constantFrom<Profile[]>('enterprise', 'statutory', 'quick')

test('a proposed timetable meets its own terms, on working days of any season', () => {
  fc.assert(
    fc.property(instant, profile, (now, name) => {
      expect(
        timetableProblems(proposeTimetable(now, profiles[name], calendar), now, profiles[name], calendar),
      ).toEqual([])
    }),
  )
})

test('each deadline that comes too early or in the wrong order is named', () => {
  const now = new Date('2026-11-02T09:00:00+08:00')
  const times = proposeTimetable(now, profiles.enterprise, calendar)
  const codes = (change: Partial<typeof times>) =>
    timetableProblems({ ...times, ...change }, now, profiles.enterprise, calendar).map(
      ({ field, code }) => `${field} ${code}`,
    )
  expect(codes({ questionsCloseAt: now })).toEqual(['questionsCloseAt in-the-past'])
  expect(codes({ questionsCloseAt: times.pledgesCloseAt })).toEqual([
    'questionsCloseAt questions-after-freeze',
  ])
  expect(codes({ openingAt: new Date(times.bidsCloseAt.getTime() - 1) })).toEqual([
    'openingAt opening-before-close',
  ])
  expect(codes({ pledgesCloseAt: new Date(times.pledgesCloseAt.getTime() + 3 * 86_400_000) })).toEqual([
    'pledgesCloseAt freeze-too-late',
  ])
  expect(codes({ pledgesCloseAt: times.bidsCloseAt })).toEqual([
    'pledgesCloseAt freeze-after-close',
    'pledgesCloseAt freeze-too-late',
  ])
  expect(codes({ bidsCloseAt: new Date(now.getTime() + 10 * 86_400_000 - 1) })).toContain(
    'bidsCloseAt bidding-too-short',
  )
})

test('under way, a moment that is over stays, and no other moves into the past', () => {
  const before = proposeTimetable(new Date('2026-11-02T09:00:00+08:00'), profiles.enterprise, calendar)
  const now = new Date(before.questionsCloseAt.getTime() + 1)
  const codes = (change: Partial<typeof before>) =>
    momentProblems({ ...before, ...change }, before, now).map(({ field, code }) => `${field} ${code}`)
  expect(codes({})).toEqual([])
  expect(codes({ questionsCloseAt: new Date(before.questionsCloseAt.getTime() - 1) })).toEqual([
    'questionsCloseAt already-past',
  ])
  expect(codes({ pledgesCloseAt: now })).toEqual(['pledgesCloseAt in-the-past'])
  expect(codes({ openingAt: new Date(before.openingAt.getTime() + 60_000) })).toEqual([])
})

test('a material addendum leaves its days, and never shortens', () => {
  const now = new Date('2026-11-10T12:00:00+08:00')
  const soon = new Date('2026-11-12T17:00:00+08:00')
  const later = new Date('2026-11-30T17:00:00+08:00')
  expect(closingAfterAddendum(soon, now, 5)).toEqual(new Date('2026-11-15T12:00:00+08:00'))
  expect(closingAfterAddendum(later, now, 5)).toEqual(later)
})

test('a suspension moves what was still to come by its length, and nothing else', () => {
  const times = proposeTimetable(new Date('2026-11-02T09:00:00+08:00'), profiles.enterprise, calendar)
  const from = new Date(times.questionsCloseAt.getTime() + 1)
  const again = resumed(times, from, new Date(from.getTime() + 3_600_000))
  expect(again.questionsCloseAt).toEqual(times.questionsCloseAt)
  expect(again.bidsCloseAt.getTime() - times.bidsCloseAt.getTime()).toBe(3_600_000)
})

// procurement.md §8.7
test('notice, challenge, reply and complaint around the holidays of 2026', () => {
  const { notice, challenge } = standstill('2026-09-23', profiles.enterprise, calendar)
  expect(notice.lastDay).toBe('2026-09-24')
  expect(challenge.lastDay).toBe('2026-10-12')
  const { reply, complaint } = challengeClock('2026-10-12', profiles.enterprise, calendar)
  expect(reply.lastDay).toBe('2026-10-21')
  expect(complaint.lastDay).toBe('2026-11-11')
})
