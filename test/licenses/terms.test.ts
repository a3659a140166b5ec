import { expect, test } from 'vitest'
import { isInTerm, termState } from '~/licenses/terms'

const term = { startsOn: '2026-01-01', endsOn: '2026-12-31' }

test('the first and the last day count', () => {
  expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((day) => isInTerm(term, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(isInTerm({ ...term, endsOn: null }, '2999-01-01')).toBe(true)
})

test('before its start a right is scheduled, after its end expired', () => {
  expect(['2025-12-31', '2026-12-31', '2027-01-01'].map((day) => termState(term, day))).toEqual([
    'scheduled',
    'running',
    'expired',
  ])
})
