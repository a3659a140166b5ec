import fc from 'fast-check'
import { expect, test } from 'vitest'
import { solve } from '~/awards/engine/solve'
import { solveTqd } from '~/awards/engine/tqd'
import type { Instance } from '~/awards/instance'
import type { TqdInstance } from '~/awards/tqd'
import { verify } from '~/awards/verify'
import { verifyTqd } from '~/awards/verifying/tqd'
import { anyInstance } from '../support/instances'

const seed = '07'.repeat(32)

const scored = fc
  .tuple(
    anyInstance({
      lots: 2,
      vendors: 3,
      buyers: 5,
      winners: 2,
      caps: true,
      minimums: true,
      allOrNothing: true,
      stretch: true,
      pickyBuyers: true,
    }),
    fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 6, maxLength: 6 }),
    fc.constantFrom(10, 30, 60),
  )
  .map(([instance, points, priceWeight]): Instance => ({
    ...instance,
    objective: 'comprehensive',
    scoring: instance.lots.map(({ id }, lot) => ({
      lot: id,
      priceWeight,
      quality: Object.fromEntries(
        instance.vendors.map((vendor, at) => [vendor.id, points[lot * 3 + at]! * 100]),
      ),
    })),
  }))

test('scored lots go to the first ranks; the verifier comes to the same scores and finds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(scored, async (instance) => {
      const certificate = await solve(instance, { seed, noWorseOff: false })
      const { errors, warnings } = verify(instance, certificate)
      expect([errors, warnings]).toEqual([[], []])
      expect(certificate).toMatchObject({ status: 'ranked', bound: null, gapPpm: null })
    }),
    { numRuns: 400 },
  )
})

test('scores are those of the design: 30.00, 26.51, 27.80 of thirty points', async () => {
  const bid = (vendor: string, price: number, maxQty: number) => ({
    vendor,
    lot: 'L1',
    tiers: [{ from: 1, price }],
    minQty: 0,
    maxQty,
  })
  const certificate = await solve(
    {
      format: 'award-instance/1',
      id: 'scores',
      moneyUnit: 'minor',
      objective: 'comprehensive',
      lots: [{ id: 'L1', referencePrice: 1000, maxWinners: 1 }],
      vendors: [{ id: 'V1' }, { id: 'V2' }, { id: 'V3' }],
      buyers: Array.from({ length: 5 }, (_, at) => ({
        id: `B${at}`,
        allOrNothing: false,
        pledges: [{ lot: 'L1', qty: 20, ceiling: null, acceptable: null }],
      })),
      bids: [bid('V1', 700, 80), bid('V2', 650, 40), bid('V3', 820, 100)],
      bundles: [],
      scoring: [{ lot: 'L1', priceWeight: 30, quality: { V1: 0, V2: 0, V3: 0 } }],
    },
    { seed, noWorseOff: false },
  )
  expect(certificate.scoring.map(({ n, priceScore }) => [n, priceScore])).toEqual([
    ['76000', 3000],
    ['86000', 2651],
    ['82000', 2780],
  ])
  expect(certificate.winners).toMatchObject([{ vendor: 'V1', quantity: 80, unitPrice: '700' }])
})

/** Small purchases in which the discount of a total matters. */
const purchases: fc.Arbitrary<TqdInstance> = fc
  .record({
    demand: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 2 }),
    suppliers: fc.array(
      fc.record({
        cap: fc.integer({ min: 1, max: 6 }),
        step: fc.integer({ min: 2, max: 4 }),
        prices: fc.array(fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 1, max: 9 })), {
          minLength: 2,
          maxLength: 2,
        }),
      }),
      { minLength: 2, maxLength: 3 },
    ),
  })
  .map(({ demand, suppliers }) => ({
    format: 'tqd-instance/1',
    demand,
    suppliers: suppliers.map(({ cap, step, prices }, at) => ({
      id: `S${at}`,
      cap,
      intervals: [{ from: 1 }, { from: step }],
      price: Object.fromEntries(demand.map((_, good) => [String(good), [...prices[good]!]])),
    })),
  }))

/** The least cost by trying every split of every good. */
function cheapest({ demand, suppliers }: TqdInstance): number {
  let best = Infinity
  const totals = suppliers.map(() => demand.map(() => 0))
  const visit = (good: number, supplier: number, left: number) => {
    if (good === demand.length) {
      let cost = 0
      suppliers.forEach(({ cap, intervals, price }, s) => {
        const total = totals[s]!.reduce((sum, n) => sum + n, 0)
        if (total > cap) cost = Infinity
        const at = intervals.findLastIndex(({ from }) => from <= total)
        totals[s]!.forEach((n, g) => {
          if (n > 0) cost += n * price[g]![at]!
        })
      })
      best = Math.min(best, cost)
      return
    }
    if (supplier === suppliers.length - 1) {
      totals[supplier]![good] = left
      visit(good + 1, 0, demand[good + 1] ?? 0)
      return
    }
    for (let n = 0; n <= left; n += 1) {
      totals[supplier]![good] = n
      visit(good, supplier + 1, left - n)
    }
  }
  visit(0, 0, demand[0]!)
  return best
}

test('a total quantity discount is bought at the least cost, and verified', async () => {
  await fc.assert(
    fc.asyncProperty(purchases, async (instance) => {
      const least = cheapest(instance)
      if (least === Infinity)
        return void (await expect(solveTqd(instance, seed)).rejects.toThrow('cannot be met'))
      const certificate = await solveTqd(instance, seed)
      expect(certificate).toMatchObject({ cost: String(least), status: 'optimal' })
      expect(verifyTqd(instance, certificate).errors).toEqual([])
      const dearer = { ...certificate, cost: String(least + 1) }
      expect(verifyTqd(instance, dearer).errors.map(({ code }) => code)).toContain('cost')
    }),
    { numRuns: 150 },
  )
})
