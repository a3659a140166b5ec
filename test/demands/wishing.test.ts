import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whyNotOpen } from '~/demands/opening'
import { carriesRound, isThresholdMet } from '~/demands/wishes/wishing'

test('a wish needs both enough enterprises and enough units', () => {
  const threshold = { thresholdOrgs: 5, thresholdQuantity: 100 }
  expect(isThresholdMet({ organizations: 5, quantity: 100n, largest: 90n }, threshold)).toBe(true)
  expect(isThresholdMet({ organizations: 4, quantity: 1000n, largest: 90n }, threshold)).toBe(false)
  expect(isThresholdMet({ organizations: 9, quantity: 99n, largest: 90n }, threshold)).toBe(false)
})

test('60 % of what was wished carries a round, one unit less does not, and nothing confirmed never does', () => {
  expect(carriesRound(60n, 100n)).toBe(true)
  expect(carriesRound(59n, 100n)).toBe(false)
  expect(carriesRound(0n, 0n)).toBe(false)
})

test('confirming more never makes a wish lapse', () => {
  const units = fc.bigInt({ min: 0n, max: 200n })
  fc.assert(
    fc.property(units, units, units, (confirmed, more, wished) => {
      if (carriesRound(confirmed, wished)) expect(carriesRound(confirmed + more, wished)).toBe(true)
    }),
  )
})

test('what is needed today may be opened, what was needed yesterday may not', () => {
  expect(whyNotOpen({ neededBy: '2026-11-24', quantity: 1 }, '2026-11-24')).toBeNull()
  expect(whyNotOpen({ neededBy: '2026-11-23', quantity: 1 }, '2026-11-24')).toBe('needed-in-the-past')
})
