import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '~/kernel/workdays'
import { forecast, standingOf, whyNotTarget } from '~/program/forecast'

const target = { baseline: 2, wanted: 10, setOn: '2026-01-01', dueOn: '2026-12-31' }

test('the count goes on as it has since the start', () => {
  expect(forecast(target, '2026-07-02', 6)).toBe(10)
  expect(forecast(target, '2026-07-02', 5)).toBe(8)
  expect(forecast(target, '2026-01-01', 2)).toBeNull()
  expect(forecast(target, '2027-03-01', 7)).toBe(7)
  expect(forecast(target, '2026-02-01', 1)).toBe(0)
})

test.each([
  ['on_track', '2026-01-01', 2],
  ['at_risk', '2026-04-01', 2],
  ['late', '2026-10-01', 5],
  ['on_track', '2026-10-01', 8],
  ['met', '2026-10-01', 10],
  ['missed', '2027-01-01', 9],
  ['met', '2027-01-01', 10],
])('%s on %s with %d', (standing, today, current) =>
  expect(standingOf(target, today, current)).toBe(standing),
)

test('on its last day a target may still be met', () => {
  expect(standingOf(target, '2026-12-31', 9)).toBe('late')
})

test('a target above the number in scope is refused', () => {
  expect(whyNotTarget(target, 10)).toBeNull()
  expect(whyNotTarget(target, 9)).toBe('above-scope')
  expect(whyNotTarget({ ...target, wanted: 2 }, 9)).toBe('not-above-baseline')
  expect(whyNotTarget({ ...target, dueOn: target.setOn }, 10)).toBe('due-before-start')
})

test('more on the same day never makes the forecast or the standing worse', () => {
  const order = ['missed', 'late', 'at_risk', 'on_track', 'met']
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(12), (days, current) => {
      const today = addDays(target.setOn, days)
      const place = (count: number) => order.indexOf(standingOf(target, today, count))
      expect(forecast(target, today, current + 1)).toBeGreaterThanOrEqual(forecast(target, today, current)!)
      expect(place(current + 1)).toBeGreaterThanOrEqual(place(current))
    }),
  )
})
