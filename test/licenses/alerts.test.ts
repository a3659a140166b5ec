import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '~/kernel/workdays'
import { alertsDue, receiversOf, thresholds } from '~/licenses/alerts'

const ending = { since: '2026-01-01', endsOn: '2026-12-31' }

test.each([
  ['2026-10-01', []],
  ['2026-10-02', [90]],
  ['2026-12-01', [30]],
  ['2026-12-24', [7]],
  ['2026-12-31', [0]],
  ['2027-01-01', []],
])('on %s is told %j, when the earlier ones were', (today, due) => {
  const earlier = thresholds.filter((threshold) => addDays(ending.endsOn, -threshold) < today)
  expect(alertsDue(ending, today, earlier)).toEqual(due)
})

test('missed days are made up, each threshold once', () => {
  expect(alertsDue(ending, '2026-12-04', [90])).toEqual([30])
  expect(alertsDue(ending, '2026-12-25', [90])).toEqual([30, 7])
})

test('of the thresholds that had passed when the license came only the largest is told at once', () => {
  const late = { since: '2026-12-11', endsOn: '2026-12-31' }
  expect(alertsDue(late, '2026-12-11', [])).toEqual([90])
  expect(alertsDue(late, '2026-12-24', [90])).toEqual([7])
  expect(alertsDue(late, '2026-12-31', [90, 7])).toEqual([0])
})

test('the approver hears of it from 30 days before', () => {
  expect(receiversOf('2026-12-31', '2026-11-30')).toEqual(['asset_manager'])
  expect(receiversOf('2026-12-31', '2026-12-01')).toEqual(['asset_manager', 'approver'])
})

test('whichever days the job runs on, every threshold on the way is told once and none before its day', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.uniqueArray(fc.nat(400)), (length, runs) => {
      const term = { since: '2026-01-01', endsOn: addDays('2026-01-01', length) }
      const days = [...runs, length].toSorted((a, b) => a - b)
      const sent: number[] = []
      for (const day of days) {
        const today = addDays(term.since, day)
        const due = alertsDue(term, today, sent)
        for (const threshold of due) expect(addDays(term.endsOn, -threshold) <= today).toBe(true)
        sent.push(...due)
      }
      const onTheWay = thresholds.filter((threshold) => threshold <= length)
      expect(new Set(sent).size).toBe(sent.length)
      expect(sent).toEqual(expect.arrayContaining(onTheWay))
      expect(sent.length - onTheWay.length).toBe(length >= 90 ? 0 : 1)
    }),
  )
})
