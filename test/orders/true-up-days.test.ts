import { expect, test } from 'vitest'
import { trueUpDays } from '~/orders/contract/true-up-days'

test('a price held for a year is open each quarter, month ends kept; held for less than one, never', () => {
  expect(trueUpDays('2026-11-30', 12)).toEqual(['2027-02-28', '2027-05-30', '2027-08-30', '2027-11-30'])
  expect(trueUpDays('2026-11-20', 8)).toEqual(['2027-02-20', '2027-05-20'])
  expect(trueUpDays('2026-11-20', 2)).toEqual([])
})
