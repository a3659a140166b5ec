import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsProblem, priceBid, tierProblems, whyNotBundle, type Tier } from '~/bids/form'

const terms = { referencePrice: 1_000n, maxTiers: 3, steps: null }
const curve = (...pairs: [number, bigint][]): Tier[] => pairs.map(([from, price]) => ({ from, price }))
const cells = (tiers: Tier[], extra = {}) =>
  tierProblems(tiers, { ...terms, ...extra }).map(({ row, cell, code }) => `${row} ${cell} ${code}`)

test('a curve rises in volume, never in price, and stays within the reference price', () => {
  expect(cells(curve([1, 1_000n], [50, 900n], [100, 900n]))).toEqual([])
})

test.each<[string, Tier[]]>([
  ['0 null tiers-missing', []],
  ['0 from quantity-range', curve([0, 900n])],
  ['1 from from-not-rising', curve([50, 900n], [50, 800n])],
  ['0 price money-positive', curve([1, 0n])],
  ['0 price above-reference', curve([1, 1_001n])],
  ['1 price price-rising', curve([1, 800n], [50, 801n])],
  ['3 null too-many-tiers', curve([1, 9n], [2, 9n], [3, 9n], [4, 9n])],
])('%s', (problem, tiers) => expect(cells(tiers)).toEqual([problem]))

test('with fixed steps exactly the published volumes are priced', () => {
  const steps = [1, 100]
  expect(cells(curve([1, 900n], [100, 800n]), { steps })).toEqual([])
  expect(cells(curve([1, 900n], [120, 800n]), { steps })).toEqual(['1 from not-a-step'])
  expect(cells(curve([1, 900n]), { steps })).toEqual(['1 null step-missing'])
})

test('every wrong cell is named, and a curve without problem is monotone', () => {
  const tier = fc.record({ from: fc.integer({ min: 0, max: 4 }), price: fc.bigInt({ min: 0n, max: 4n }) })
  fc.assert(
    fc.property(fc.array(tier, { maxLength: 4 }), (tiers) => {
      const problems = tierProblems(tiers, { referencePrice: 3n, maxTiers: 3, steps: null })
      const good =
        tiers.length >= 1 &&
        tiers.length <= 3 &&
        tiers.every(({ from, price }, row) => {
          const before = tiers[row - 1]
          return (
            from >= 1 &&
            price >= 1n &&
            price <= 3n &&
            (!before || (from > before.from && price <= before.price))
          )
        })
      expect(problems.length === 0).toBe(good)
    }),
  )
})

test('the bounds must leave room for the first step', () => {
  const tiers = curve([10, 900n])
  expect(boundsProblem(tiers, 0, null)).toBeNull()
  expect(boundsProblem(tiers, 20, 15)).toBe('bounds-crossed')
  expect(boundsProblem(tiers, 0, 9)).toBe('never-reached')
})

test('a lot is in at most one bundle, and only lots with a bid can be', () => {
  const own = ['a', 'b', 'c', 'd']
  expect(whyNotBundle([{ lots: ['a', 'b'] }, { lots: ['c', 'd'] }], own)).toBeNull()
  expect(whyNotBundle([{ lots: ['a', 'b'] }, { lots: ['b', 'c'] }], own)).toBe('lot-in-two-bundles')
  expect(whyNotBundle([{ lots: ['a', 'a'] }], own)).toBe('bundle-too-small')
  expect(whyNotBundle([{ lots: ['a', 'x'] }], own)).toBe('bundle-without-bid')
})

test('the sealed price is money as decimal strings', () => {
  const id = '0198f3a2-7c11-7d40-8a55-2f6b0c9d1e42'
  const bid = {
    format: 'price-bid/1',
    round: id,
    lot: id,
    vendor: id,
    edition: id,
    tiers: [{ from: 1, price: '90000' }],
    minQty: 0,
    maxQty: null,
    taxRateBps: 1300,
    validUntil: '2027-01-31',
  }
  expect(priceBid.safeParse(bid).success).toBe(true)
  for (const price of ['0', '-5', '1.5', '007', 90_000])
    expect(priceBid.safeParse({ ...bid, tiers: [{ from: 1, price }] }).success).toBe(false)
})
