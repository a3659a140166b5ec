import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fee, feeStep } from '~/payments/fee'

test('2.5 % of the cumulative amount, rounded half up', () => {
  expect(fee(33_333n, 250)).toBe(833n)
  expect(fee(66_666n, 250)).toBe(1_667n)
  expect(feeStep(33_333n, 66_666n, 250)).toBe(834n)
})

test('however an amount is cut into steps, the fees sum to that of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -9_999n, max: 99_999n })), fc.nat(1000), (steps, bps) => {
      let at = 0n
      let paid = 0n
      for (const step of steps) {
        const next = at + step > 0n ? at + step : 0n
        paid += feeStep(at, next, bps)
        at = next
      }
      expect(paid).toBe(fee(at, bps))
    }),
  )
})
