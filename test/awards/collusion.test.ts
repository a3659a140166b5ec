import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  closeGroups,
  likeCurves,
  priceAt,
  rotation,
  screen,
  screenLot,
  type Offer,
} from '~/awards/prices/collusion'

const offer = (vendorId: string, ...pairs: [number, number][]): Offer => ({
  vendorId,
  tiers: pairs.map(([from, price]) => ({ from, price })),
})

test('the known lot: 100, 102, 103, 104', () => {
  const found = screen([104, 100, 103, 102])!
  expect(found.cv).toBeCloseTo(0.0167, 4)
  expect(found.diffp).toBeCloseTo(0.02)
  expect(found.rd).toBeCloseTo(2)
  expect(found.spread).toBeCloseTo(0.04)
  expect(found.flags).toEqual(['variance', 'distance'])
})

test('three prices are too few, a wide spread is not flagged, equal losers have no distance', () => {
  expect(screen([100, 102, 103])).toBeNull()
  expect(screen([100, 130, 160, 190])!.flags).toEqual([])
  expect(screen([100, 103, 103, 103])).toMatchObject({ rd: null, flags: ['variance'] })
})

test('a lot is screened at every common volume, by the price of all units there', () => {
  const offers = [100, 102, 103, 104].map((price, at) => offer(`v${at}`, [10, price], [100, price - 20 * at]))
  expect(priceAt(offers[1]!, 99)).toBe(102)
  expect(priceAt(offers[1]!, 9)).toBeNull()
  expect(screenLot(offers, [5, 50, 100]).map(({ volume, screen }) => [volume, screen.flags.length])).toEqual([
    [50, 2],
    [100, 0],
  ])
})

test('close groups among scattered prices are found, closest first', () => {
  const prices = new Map([
    ['a', 100],
    ['b', 101],
    ['c', 102],
    ['d', 180],
    ['e', 250],
  ])
  expect(closeGroups(prices).map(({ vendors }) => vendors)).toEqual([['a', 'b', 'c']])
})

test('equal breakpoints and equal proportions of discount are told by pair', () => {
  const offers = [
    offer('a', [1, 1000], [50, 900]),
    offer('b', [1, 800], [50, 720]),
    offer('c', [1, 700], [60, 630]),
    offer('d', [1, 500]),
  ]
  expect(likeCurves(offers)).toEqual([
    { vendors: ['a', 'b'], likeness: 'breakpoints' },
    { vendors: ['a', 'b'], likeness: 'discounts' },
    { vendors: ['a', 'c'], likeness: 'discounts' },
    { vendors: ['b', 'c'], likeness: 'discounts' },
  ])
})

test('winning in turn among the same bidders is told from six lots on', () => {
  const lots = (winners: string[], bidderIds = ['a', 'b', 'c']) =>
    winners.map((winnerId, at) => ({ winnerId, bidderIds, closedAt: new Date(at) }))
  expect(rotation(lots(['a', 'b', 'c', 'a', 'b', 'c']))).toEqual(['a', 'b', 'c'])
  expect(rotation(lots(['a', 'b', 'c', 'a', 'c', 'b']))).toBeNull()
  expect(rotation(lots(['a', 'b', 'c', 'a', 'b']))).toBeNull()
  expect(rotation(lots(['a', 'a', 'a', 'a', 'a', 'a']))).toBeNull()
  expect(rotation(lots(['a', 'b', 'c', 'a', 'b', 'c'], ['a', 'b']))).toBeNull()
})

test('neither the currency nor the order of prices changes a screen', () => {
  const prices = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 4, maxLength: 8 })
  fc.assert(
    fc.property(prices, fc.integer({ min: 2, max: 100 }), (all, factor) => {
      const [one, other] = [screen(all)!, screen(all.toReversed().map((price) => price * factor))!]
      expect(other.cv).toBeCloseTo(one.cv, 8)
      expect(other.spread).toBeCloseTo(one.spread, 8)
      expect(other.diffp).toBeCloseTo(one.diffp, 8)
      expect(one.diffp).toBeLessThanOrEqual(one.spread)
    }),
  )
})
