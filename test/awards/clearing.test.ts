import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accepts, effectiveCeilings, tierAt } from '~/awards/ceilings'
import { clear, whyNotClear } from '~/awards/clearing'
import { type Instance, instanceHash, isNoWorseOff } from '~/awards/instance'
import { anyInstance, t0 } from '../support/instances'

const seed = '07'.repeat(32)
const cases = { numRuns: 20_000 }
const oneVendor = anyInstance({
  lots: 1,
  vendors: 1,
  buyers: 5,
  minimums: true,
  stretch: true,
  pickyBuyers: true,
  noWorseOff: true,
})
const manyVendors = anyInstance({
  lots: 1,
  vendors: 3,
  buyers: 4,
  minimums: true,
  stretch: true,
  pickyBuyers: true,
  noWorseOff: true,
})
const open = anyInstance({ lots: 1, vendors: 3, buyers: 5, minimums: true, noWorseOff: true })

const cleared = (instance: Instance) => clear(instance, 'L1', seed)

type Part = { buyer: string; quantity: number; ceiling: number }

/** Every way to serve some of the accepting buyers through one vendor: with or without each stretch. */
function* choices(instance: Instance, vendor: string): Generator<Part[]> {
  const lot = instance.lots[0]!
  const bids = instance.bids.filter((bid) => bid.lot === lot.id)
  const offers = instance.buyers.map((buyer): Part[] => {
    const pledge = buyer.pledges[0]!
    if (!accepts(pledge, vendor)) return []
    const { base, stretch } = effectiveCeilings(pledge, lot.referencePrice, bids, isNoWorseOff(instance))
    const parts = [{ buyer: buyer.id, quantity: pledge.qty, ceiling: base }]
    const more = pledge.stretch?.qty
    return more ? [...parts, { buyer: buyer.id, quantity: pledge.qty + more, ceiling: stretch }] : parts
  })
  yield* product(offers)
}

function* product(offers: Part[][], at = 0): Generator<Part[]> {
  if (at === offers.length) return yield []
  for (const rest of product(offers, at + 1)) {
    yield rest
    for (const part of offers[at]!) yield [part, ...rest]
  }
}

/** The self-consistent ones: everyone's ceiling bears the price of the volume they make together. */
function* consistent(instance: Instance) {
  const { referencePrice } = instance.lots[0]!
  for (const { vendor, tiers, minQty } of instance.bids)
    for (const parts of choices(instance, vendor)) {
      const quantity = parts.reduce((sum, part) => sum + part.quantity, 0)
      const price = tierAt(tiers, quantity)?.price
      if (quantity === 0 || quantity < minQty || price === undefined || price > referencePrice) continue
      if (parts.every((part) => part.ceiling >= price))
        yield { quantity, saving: (referencePrice - price) * quantity }
    }
}

const largest = (values: Iterable<number>) => Math.max(-1, ...values)

test('the smallest example clears all three buyers at the third tier', () => {
  expect(cleared(t0())).toEqual({
    vendor: 'V1',
    tier: 2,
    unitPrice: 640n,
    quantity: 100,
    saving: 36_000n,
    assign: [
      { buyer: 'B1', quantity: 40 },
      { buyer: 'B2', quantity: 40 },
      { buyer: 'B3', quantity: 20 },
    ],
  })
  expect(instanceHash(t0())).toBe('fc6d61c47f8869e4c469af0292d3de0e76ae8b0a09789427a094708948dc8ce8')
})

test('a buyer one fen short of the price is left out and the others pay the tier they reach alone', () => {
  const instance = t0()
  instance.buyers[2]!.pledges[0]!.ceiling = 639
  expect(cleared(instance)).toMatchObject({
    vendor: 'V1',
    tier: 1,
    unitPrice: 700n,
    quantity: 80,
    saving: 24_000n,
  })
})

test('a vendor freed of its cap reaches its deeper tier and wins', () => {
  const instance = t0()
  instance.bids[1]!.maxQty = null
  expect(cleared(instance)).toMatchObject({ vendor: 'V2', unitPrice: 600n, quantity: 100, saving: 40_000n })
})

test('the fixed point steps aside for several winners, a bundle, a binding cap and buyers tied to other lots', () => {
  const tiedTo = (instance: Instance) => {
    instance.lots.push({ id: 'L2', referencePrice: 10, maxWinners: 1 })
    instance.buyers[0]!.allOrNothing = true
    instance.buyers[0]!.pledges.push({ lot: 'L2', qty: 1, ceiling: null, acceptable: null })
  }
  const changed = (change: (instance: Instance) => unknown) => {
    const instance = t0()
    change(instance)
    return whyNotClear(instance, 'L1')
  }
  expect(changed(() => {})).toBeNull()
  expect(changed((it) => (it.lots[0]!.maxWinners = 2))).toBe('winners')
  expect(changed((it) => it.bundles.push({ vendor: 'V1', lots: ['L1', 'L2'], discountBps: 100 }))).toBe(
    'bundle',
  )
  expect(changed(tiedTo)).toBe('all-or-nothing')
  expect(changed((it) => (it.bids[1]!.maxQty = 95))).toBe('capacity')
})

test('of equal vendors the seed decides, not the order of reading', () => {
  const instance = t0()
  instance.bids = ['V1', 'V2'].map((vendor) => ({ ...instance.bids[0]!, vendor }))
  const winners = ['00', '01', '02', '03', '04', '05'].map(
    (byte) => clear(instance, 'L1', byte.repeat(32))?.vendor,
  )
  expect(new Set(winners)).toEqual(new Set(['V1', 'V2']))
  instance.bids.reverse()
  expect(
    ['00', '01', '02', '03', '04', '05'].map((byte) => clear(instance, 'L1', byte.repeat(32))?.vendor),
  ).toEqual(winners)
})

test('equal savings go to the lower price', () => {
  const instance = t0()
  instance.bids = [
    { vendor: 'V1', lot: 'L1', tiers: [{ from: 1, price: 760 }], minQty: 0, maxQty: null },
    { vendor: 'V2', lot: 'L1', tiers: [{ from: 1, price: 880 }], minQty: 0, maxQty: null },
  ]
  instance.buyers[0]!.pledges[0]!.acceptable = ['V2']
  instance.buyers[1]!.pledges[0] = { lot: 'L1', qty: 20, ceiling: null, acceptable: ['V1'] }
  instance.buyers[2]!.pledges[0]!.acceptable = []
  expect(cleared(instance)).toMatchObject({ vendor: 'V1', saving: 4_800n })
})

test('one vendor: no self-consistent set has more volume or saves more', () => {
  fc.assert(
    fc.property(oneVendor, (instance) => {
      const all = Array.from(consistent(instance))
      const result = cleared(instance)
      expect(result?.quantity ?? -1).toBe(largest(all.map((each) => each.quantity)))
      expect(Number(result?.saving ?? -1n)).toBe(largest(all.map((each) => each.saving)))
    }),
    cases,
  )
})

test('several vendors: no self-consistent set of any of them saves more', () => {
  fc.assert(
    fc.property(manyVendors, (instance) => {
      const all = Array.from(consistent(instance), (each) => each.saving)
      expect(Number(cleared(instance)?.saving ?? -1n)).toBe(largest(all))
    }),
    cases,
  )
})

test('all pay one price, that of their volume, and exactly those are served whose ceiling bears it', () => {
  fc.assert(
    fc.property(manyVendors, (instance) => {
      const result = cleared(instance)
      if (!result) return
      const { tiers, minQty } = instance.bids.find((bid) => bid.vendor === result.vendor)!
      const price = Number(result.unitPrice)
      const volume = result.assign.reduce((sum, { quantity }) => sum + quantity, 0)
      expect(volume).toBe(result.quantity)
      expect(volume).toBeGreaterThanOrEqual(minQty)
      expect(tiers.indexOf(tierAt(tiers, volume)!)).toBe(result.tier)
      expect(tiers[result.tier]!.price).toBe(price)
      const bearing = instance.buyers.flatMap(({ id, pledges: [pledge] }) => {
        if (!pledge || !accepts(pledge, result.vendor)) return []
        const { referencePrice } = instance.lots[0]!
        const { base, stretch } = effectiveCeilings(
          pledge,
          referencePrice,
          instance.bids,
          isNoWorseOff(instance),
        )
        const more = pledge.stretch && stretch >= price ? pledge.stretch.qty : 0
        return base >= price ? { buyer: id, quantity: pledge.qty + more } : []
      })
      expect(result.assign).toEqual(bearing)
    }),
    cases,
  )
})

test('the order in which buyers, bids and vendors are read does not matter', () => {
  const shuffled = manyVendors.chain((instance) =>
    fc.record({
      instance: fc.constant(instance),
      buyers: fc.shuffledSubarray(instance.buyers, { minLength: instance.buyers.length }),
      bids: fc.shuffledSubarray(instance.bids, { minLength: instance.bids.length }),
    }),
  )
  fc.assert(
    fc.property(shuffled, ({ instance, buyers, bids }) => {
      expect(cleared({ ...instance, buyers, bids })).toEqual(cleared(instance))
    }),
    cases,
  )
})

const withOneMore = fc.tuple(
  open,
  fc.record({
    qty: fc.integer({ min: 1, max: 5 }),
    ceiling: fc.option(fc.integer({ min: 2, max: 13 }), { nil: null }),
  }),
)

function expectNoHarm(before: Instance, after: Instance) {
  const first = cleared(before)
  if (!first) return
  const second = cleared(after)!
  expect(second.unitPrice <= first.unitPrice).toBe(true)
  const servedNow = new Set(second.assign.map(({ buyer }) => buyer))
  for (const { buyer } of first.assign) expect(servedNow.has(buyer)).toBe(true)
}

test('where everyone accepts everyone, another pledge never raises the price nor drops a buyer', () => {
  fc.assert(
    fc.property(withOneMore, ([instance, { qty, ceiling }]) => {
      const newcomer = {
        id: 'B9',
        allOrNothing: false,
        pledges: [{ lot: 'L1', qty, ceiling, acceptable: null }],
      }
      expectNoHarm(instance, { ...instance, buyers: [...instance.buyers, newcomer] })
    }),
    cases,
  )
})

test('where everyone accepts everyone, a raised ceiling never raises the price nor drops a buyer', () => {
  fc.assert(
    fc.property(open, fc.nat(4), fc.integer({ min: 1, max: 5 }), (instance, at, raise) => {
      const chosen = at % instance.buyers.length
      const buyers = instance.buyers.map((buyer, index) =>
        index !== chosen
          ? buyer
          : {
              ...buyer,
              pledges: buyer.pledges.map((pledge) => ({
                ...pledge,
                ceiling: (pledge.ceiling ?? 12) + raise,
              })),
            },
      )
      expectNoHarm(instance, { ...instance, buyers })
    }),
    cases,
  )
})
