import { expect, test } from 'vitest'
import { daysOpen, tally } from '~/payments/reconciliation/ageing'

test('a difference ages by whole days until it is closed', () => {
  const openedAt = new Date('2026-11-20T08:00:00Z')
  const now = new Date('2026-11-27T07:59:59Z')
  expect(daysOpen({ openedAt, closedAt: null }, now)).toBe(6)
  expect(daysOpen({ openedAt, closedAt: null }, new Date('2026-11-27T08:00:00Z'))).toBe(7)
  expect(daysOpen({ openedAt, closedAt: new Date('2026-11-21T09:00:00Z') }, now)).toBe(1)
  expect(daysOpen({ openedAt, closedAt: null }, openedAt)).toBe(0)
})

test('the commonest kind of difference comes first, alike ones by name', () => {
  const kinds = ['b', 'a', 'c', 'c', 'a', 'c'].map((kind) => ({ kind }))
  expect(tally(kinds)).toEqual([
    { kind: 'c', count: 3 },
    { kind: 'a', count: 2 },
    { kind: 'b', count: 1 },
  ])
  expect(tally([])).toEqual([])
})
