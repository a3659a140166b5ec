import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandOf, roundedVolume, shownBuyers } from '~/demands/bands'

const quantity = fc.nat(20_000_000)

test.each([
  [0, 0, 10],
  [9, 0, 10],
  [10, 10, 20],
  [49, 20, 50],
  [50, 50, 100],
  [199, 100, 200],
  [1000, 1000, 2000],
])('%d lies in %d to %d', (quantity, low, high) => expect(bandOf(quantity)).toEqual({ low, high }))

test('every quantity lies in its band, and at least ten share it', () => {
  fc.assert(
    fc.property(quantity, (quantity) => {
      const { low, high } = bandOf(quantity)
      expect(low <= quantity && quantity < high && high - low >= 10).toBe(true)
      expect(bandOf(low)).toEqual({ low, high })
      expect(bandOf(high - 1)).toEqual({ low, high })
    }),
  )
})

test('the number of buyers is told from five on, and only when none holds half', () => {
  expect(shownBuyers([1, 1, 1, 1])).toBeNull()
  expect(shownBuyers([1, 1, 1, 1, 1])).toBe(5)
  expect(shownBuyers([4, 1, 1, 1, 1])).toBeNull()
  expect(shownBuyers([4, 1, 1, 1, 1, 1])).toBe(6)
  expect(shownBuyers([])).toBeNull()
})

test('after the freeze two digits are told, never more than there is', () => {
  expect(roundedVolume(12_987)).toBe(12_000)
  expect(roundedVolume(99)).toBe(99)
  fc.assert(
    fc.property(quantity, (quantity) => {
      const told = roundedVolume(quantity)
      expect(told <= quantity && told * 1.1 >= quantity * 0.99).toBe(true)
      expect(String(told)).toMatch(/^\d{1,2}0*$/)
    }),
  )
})
