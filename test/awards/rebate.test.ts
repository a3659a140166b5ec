import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isWithinCap,
  join,
  leave,
  nextTier,
  raisesWatch,
  rebates,
  roomOf,
  whyNotJoin,
  type Tier,
} from '~/awards/rebate'

const tiers: Tier[] = [
  { from: 50, price: 700n },
  { from: 100, price: 640n },
]

// procurement.md §9
test('joiners reach the deeper step, and everyone who paid more gets the difference back', () => {
  const first = join({ volume: 80, price: 700n }, 15, tiers)
  expect(first).toEqual({ volume: 95, price: 700n, reached: null })
  const second = join(first, 5, tiers)
  expect(second).toEqual({ volume: 100, price: 640n, reached: { oldPrice: 700n, newPrice: 640n } })
  const lines = [40, 40, 15].map((units, at) => ({ lineId: `l${at}`, units, price: 700n }))
  expect(rebates(lines, second.price).map(({ amount }) => amount)).toEqual([2_400n, 2_400n, 900n])
})

test('what was given back once is not given back again', () => {
  expect(rebates([{ lineId: 'l', units: 40, price: 640n }], 640n)).toEqual([])
})

test('cancellations claw nothing back, and joining again reaches nothing new', () => {
  const after = leave({ volume: 100, price: 640n }, 30)
  expect(after).toEqual({ volume: 70, price: 640n })
  expect(join(after, 40, tiers).reached).toBeNull()
})

test('the next step is told with its distance and its saving', () => {
  expect(nextTier({ volume: 80, price: 700n }, tiers)).toEqual({ missing: 20, saving: 60n })
  expect(nextTier({ volume: 100, price: 640n }, tiers)).toBeNull()
})

test('joining ends with its window, its cap and for strangers', () => {
  const openUntil = new Date('2027-01-01T00:00:00+08:00')
  const facts = { units: 20, joined: 60, awarded: 80, capPct: 100, capacity: null, openUntil, verified: true }
  const before = new Date(openUntil.getTime() - 1)
  expect(whyNotJoin(facts, before)).toBeNull()
  expect(whyNotJoin(facts, openUntil)).toBe('late-join-closed')
  expect(whyNotJoin({ ...facts, units: 21 }, before)).toBe('late-join-cap')
  expect(whyNotJoin({ ...facts, verified: false }, before)).toBe('not-verified')
  expect(isWithinCap({ units: 1, joined: 0, awarded: 80, capPct: 0, capacity: null })).toBe(false)
  // What the vendor offered at most bounds it as well.
  expect(roomOf({ ...facts, capacity: 150 })).toBe(10)
  expect(whyNotJoin({ ...facts, capacity: 150, units: 11 }, before)).toBe('late-join-cap')
  expect(roomOf({ ...facts, capacity: 70 })).toBe(0)
})

test('a later award raises a watch when it is cheaper in no larger volume', () => {
  const ours = { volume: 100, price: 640n }
  expect(raisesWatch(ours, { volume: 100, price: 639n })).toBe(true)
  expect(raisesWatch(ours, { volume: 101, price: 600n })).toBe(false)
  expect(raisesWatch(ours, { volume: 10, price: 640n })).toBe(false)
})

test('the price never rises, and in the end everyone has paid the same', () => {
  const curve = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.bigInt({ min: 1n, max: 9n })), {
      selector: ([from]) => from,
      minLength: 1,
      maxLength: 4,
    })
    .map((pairs) => {
      const prices = pairs.map(([, price]) => price).toSorted((a, b) => (a > b ? -1 : 1))
      return pairs
        .map(([from]) => from)
        .toSorted((a, b) => a - b)
        .map((from, at): Tier => ({ from, price: prices[at]! }))
    })
  fc.assert(
    fc.property(
      curve,
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }),
      (tiers, joins) => {
        const [first] = tiers as [Tier]
        let standing = { volume: first.from, price: first.price }
        const paid = [
          { lineId: 'award', units: first.from, total: first.price * BigInt(first.from), price: first.price },
        ]
        joins.forEach((units, at) => {
          const next = join(standing, units, tiers)
          expect(next.price <= standing.price).toBe(true)
          for (const { lineId, amount } of rebates(paid, next.price)) {
            const line = paid.find((it) => it.lineId === lineId)!
            line.total -= amount
            line.price = next.price
          }
          paid.push({ lineId: `join ${at}`, units, total: next.price * BigInt(units), price: next.price })
          standing = next
        })
        for (const { units, total } of paid) expect(total).toBe(standing.price * BigInt(units))
      },
    ),
  )
})
