import fc from 'fast-check'
import { expect, test } from 'vitest'
import { abnormallyLow } from '~/awards/prices/abnormal'

const terms = { meanPct: 50, nextPct: 50, referencePct: 45 }
const priced = (...prices: bigint[]) => prices.map((price, at) => ({ vendorId: `v${at}`, price }))

test('400 beside 900 and 1000 is asked about, 900 is not', () => {
  expect([...abnormallyLow(priced(400n, 900n, 1000n), 1000n, terms)]).toEqual([['v0', ['next', 'reference']]])
})

test('a price at a threshold is not asked about', () => {
  expect(abnormallyLow(priced(450n, 900n), 1000n, terms).size).toBe(0)
  expect([...abnormallyLow(priced(449n, 900n), 1000n, terms)]).toEqual([['v0', ['next', 'reference']]])
})

test('below half of the mean is asked about even where the next lowest is near', () => {
  expect([...abnormallyLow(priced(500n, 550n, 2500n), 1000n, terms)]).toEqual([
    ['v0', ['mean']],
    ['v1', ['mean', 'next']],
  ])
})

test('a dearer price is never asked about on more grounds than a cheaper one', () => {
  const prices = fc.array(fc.bigInt({ min: 1n, max: 20n }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(prices, fc.bigInt({ min: 1n, max: 40n }), (all, reference) => {
      const asked = abnormallyLow(priced(...all), reference, terms)
      all.forEach((price, at) => {
        const grounds = asked.get(`v${at}`) ?? []
        expect(grounds.includes('reference')).toBe(price * 100n < 45n * reference)
        if (grounds.includes('mean')) {
          all.forEach((other, place) => {
            if (other <= price) expect(asked.get(`v${place}`)).toContain('mean')
          })
        }
      })
    }),
  )
})
