import { expect, test } from 'vitest'
import { readDay, readMoment, readTime } from '~/payments/statements/dates'

test.each(['20261124', '2026-11-24', '2026/11/24', '2026年11月24日', '2026.11.24'])(
  '%s is 24 November',
  (text) => {
    expect(readDay(text)).toBe('2026-11-24')
  },
)
test.each(['2026-11-31', '2026-13-01', '20261', '26-11-24', '2026112', '46350', ''])(
  '%s is no day',
  (text) => {
    expect(readDay(text)).toBeNull()
  },
)
test.each([
  ['153012', '15:30:12'],
  ['15:30:12', '15:30:12'],
  ['15:30', '15:30:00'],
])('%s is %s', (text, time) => expect(readTime(text)).toBe(time))
test.each(['246000', '15:61', '15', ''])('%s is no time', (text) => expect(readTime(text)).toBeNull())

test('a moment is a day, alone or with a time', () => {
  expect(readMoment('2026-11-24T15:30:12')).toEqual({ day: '2026-11-24', time: '15:30:12' })
  expect(readMoment('20261124 153012')).toEqual({ day: '2026-11-24', time: '15:30:12' })
  expect(readMoment('20261124')).toEqual({ day: '2026-11-24', time: null })
  expect(readMoment('2026-11-24 noon')).toBeNull()
})
