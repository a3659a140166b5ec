import { array, assert, integer, option, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import {
  forecast,
  type Known,
  together,
  unopenedGaps,
  yearlyPooled,
  yearsOfHistory,
} from '~/demands/outlook/forecast'

const none: Known = { open: 0, openFromGaps: 0, gaps: 0, renewals: 0, pooled: 0, rounds: 0 }
const units = integer({ min: 0, max: 6 })
const known = record({ open: units, openFromGaps: units, gaps: option(units), renewals: option(units), pooled: units, rounds: units }).map(
  ({ openFromGaps, open, ...more }) => ({ ...more, open, openFromGaps: Math.min(open, openFromGaps) }),
) // oxfmt-ignore

test('at least what is on record is expected, at most that or the usual year', () => {
  expect(forecast(none)).toEqual({ low: 0, high: 0 })
  expect(forecast({ ...none, open: 40, renewals: 10, gaps: 5 })).toEqual({ low: 55, high: 55 })
  expect(forecast({ ...none, open: 40, pooled: 121, rounds: 2 })).toEqual({ low: 40, high: 61 })
  expect(forecast({ ...none, open: 90, pooled: 121, rounds: 2 })).toEqual({ low: 90, high: 90 })
})

test('a gap whose demand is open is counted once', () => {
  expect(forecast({ ...none, open: 30, openFromGaps: 30, gaps: 30 }).low).toBe(30)
  expect(forecast({ ...none, open: 30, openFromGaps: 10, gaps: 30 }).low).toBe(50)
  expect(unopenedGaps({ gaps: 10, openFromGaps: 30 })).toBe(0)
})

test('what is not told counts as none', () => {
  expect(forecast({ ...none, open: 7, gaps: null, renewals: null })).toEqual({ low: 7, high: 7 })
})

test('whatever is known: the least is never above the most, and both stand between what was given', () => {
  assert(
    property(known, (its) => {
      const { low, high } = forecast(its)
      expect(low).toBeLessThanOrEqual(high)
      expect(low).toBeGreaterThanOrEqual(its.open)
      expect(low).toBeLessThanOrEqual(its.open + (its.gaps ?? 0) + (its.renewals ?? 0))
      expect([low, yearlyPooled(its)]).toContain(high)
      expect(yearlyPooled(its) * yearsOfHistory).toBeGreaterThanOrEqual(its.pooled)
      if (its.pooled === 0) expect(high).toBe(low)
    }),
  )
})

test('more of anything never lets less be expected', () => {
  const more = record({ open: units, gaps: units, renewals: units, pooled: units })
  assert(
    property(known, more, (its, by) => {
      const grown = { ...its, open: its.open + by.open, gaps: (its.gaps ?? 0) + by.gaps, renewals: (its.renewals ?? 0) + by.renewals, pooled: its.pooled + by.pooled } // oxfmt-ignore
      expect(forecast(grown).low).toBeGreaterThanOrEqual(forecast(its).low)
      expect(forecast(grown).high).toBeGreaterThanOrEqual(forecast(its).high)
    }),
  )
})

test('a class is the sum of its products: of what is told, and nothing of what is not', () => {
  assert(
    property(array(known, { maxLength: 4 }), (all) => {
      const sum = together(all)
      expect(sum.open).toBe(all.reduce((total, { open }) => total + open, 0))
      expect(sum.gaps ?? 0).toBe(all.reduce((total, { gaps }) => total + (gaps ?? 0), 0))
      if (all.length > 0) expect(sum.gaps === null).toBe(all.every(({ gaps }) => gaps === null))
      expect(forecast(sum).low).toBeLessThanOrEqual(all.reduce((total, one) => total + forecast(one).low, 0))
    }),
  )
})
