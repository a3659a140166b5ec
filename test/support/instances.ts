import fc from 'fast-check'
import type { Bid, Bundle, Buyer, Instance, Lot, Pledge } from '~/awards/instance'

/** The smallest instance of award.md §13 with its vectors. */
export function t0(): Instance {
  const buyer = (id: string, qty: number, ceiling: number | null): Buyer => ({
    id,
    allOrNothing: false,
    pledges: [{ lot: 'L1', qty, ceiling, acceptable: null }],
  })
  return {
    format: 'award-instance/1',
    id: 'T0',
    moneyUnit: 'minor',
    objective: 'saving',
    lots: [{ id: 'L1', referencePrice: 1000, maxWinners: 1 }],
    vendors: [{ id: 'V1' }, { id: 'V2' }],
    buyers: [buyer('B1', 40, null), buyer('B2', 40, 750), buyer('B3', 20, 650)],
    bids: [
      {
        vendor: 'V1',
        lot: 'L1',
        tiers: [
          { from: 1, price: 900 },
          { from: 50, price: 700 },
          { from: 100, price: 640 },
        ],
        minQty: 0,
        maxQty: null,
      },
      {
        vendor: 'V2',
        lot: 'L1',
        tiers: [
          { from: 1, price: 800 },
          { from: 90, price: 600 },
        ],
        minQty: 0,
        maxQty: 80,
      },
    ],
    bundles: [],
  }
}

/** What a generated market may contain; everything left out is off. */
export type Market = {
  lots: number
  vendors: number
  buyers: number
  winners?: number
  caps?: boolean
  minimums?: boolean
  bundles?: boolean
  allOrNothing?: boolean
  stretch?: boolean
  pickyBuyers?: boolean
  noWorseOff?: boolean
  tiers?: number
}

const names = (letter: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${letter}${at + 1}`)

/** Small markets on small numbers, so that ties, exact hits of a tier and binding caps all happen. */
export function anyInstance(market: Market): fc.Arbitrary<Instance> {
  return fc.integer({ min: 1, max: market.lots }).chain((lotCount) => {
    const lotIds = names('L', lotCount)
    const vendorIds = names('V', market.vendors)
    return fc
      .record({
        lots: fc.tuple(...lotIds.map((id) => anyLot(id, market))),
        bids: fc.tuple(...lotIds.flatMap((lot) => vendorIds.map((vendor) => anyBid(vendor, lot, market)))),
        buyers: fc
          .integer({ min: 1, max: market.buyers })
          .chain((count) =>
            fc.tuple(...names('B', count).map((id) => anyBuyer(id, lotIds, vendorIds, market))),
          ),
        bundled: fc.tuple(...vendorIds.map(() => (market.bundles ? fc.boolean() : fc.constant(false)))),
        discountBps: fc.constantFrom(500, 3000),
        noWorseOff: market.noWorseOff ? fc.boolean() : fc.constant(false),
      })
      .map(({ lots, bids, buyers, bundled, discountBps, noWorseOff }): Instance => {
        const offered = bids.filter((bid): bid is Bid => bid !== null)
        return {
          format: 'award-instance/1',
          id: 'generated',
          moneyUnit: 'minor',
          objective: 'saving',
          options: { noWorseOff },
          lots,
          vendors: vendorIds.map((id) => ({ id })),
          buyers,
          bids: offered,
          bundles: bundlesOf(
            offered,
            vendorIds.filter((_, at) => bundled[at]),
            discountBps,
          ),
        }
      })
  })
}

function anyLot(id: string, market: Market): fc.Arbitrary<Lot> {
  return fc.record({
    id: fc.constant(id),
    referencePrice: fc.integer({ min: 5, max: 12 }),
    maxWinners: fc.integer({ min: 1, max: market.winners ?? 1 }),
  })
}

function anyBid(vendor: string, lot: string, market: Market): fc.Arbitrary<Bid | null> {
  const tiers = fc.integer({ min: 1, max: market.tiers ?? 3 }).chain((count) =>
    fc
      .record({
        first: fc.integer({ min: 1, max: 2 }),
        steps: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: count, maxLength: count }),
        price: fc.integer({ min: 3, max: 11 }),
        cuts: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: count, maxLength: count }),
      })
      .map(({ first, steps, price, cuts }) => {
        let from = first
        let current = price
        return steps.map((step, at) => {
          if (at > 0) {
            from += step
            current = Math.max(1, current - cuts[at]!)
          }
          return { from, price: current }
        })
      }),
  )
  const bid = fc.record({
    vendor: fc.constant(vendor),
    lot: fc.constant(lot),
    tiers,
    minQty: market.minimums ? fc.integer({ min: 0, max: 5 }) : fc.constant(0),
    maxQty: market.caps ? fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }) : fc.constant(null),
  })
  return fc.option(bid, { nil: null, freq: 8 })
}

function anyBuyer(id: string, lotIds: string[], vendorIds: string[], market: Market): fc.Arbitrary<Buyer> {
  const acceptable = market.pickyBuyers
    ? fc.option(fc.subarray(vendorIds), { nil: null })
    : fc.constant(null as string[] | null)
  const pledge = (lot: string) =>
    fc
      .record({
        lot: fc.constant(lot),
        qty: fc.integer({ min: 1, max: 4 }),
        ceiling: fc.option(fc.integer({ min: 2, max: 13 }), { nil: null }),
        acceptable,
        stretch: market.stretch
          ? fc.option(
              fc.record({ qty: fc.integer({ min: 1, max: 3 }), below: fc.integer({ min: 0, max: 3 }) }),
              {
                nil: null,
              },
            )
          : fc.constant(null),
      })
      .map(({ stretch, ...base }): Pledge => {
        if (!stretch) return base
        const ceiling = Math.max(0, (base.ceiling ?? 12) - stretch.below)
        return { ...base, stretch: { qty: stretch.qty, ceiling } }
      })
  return fc
    .record({
      allOrNothing: market.allOrNothing ? fc.boolean() : fc.constant(false),
      lots: fc.subarray(lotIds, { minLength: 1 }),
    })
    .chain(({ allOrNothing, lots }) =>
      fc.tuple(...lots.map(pledge)).map((pledges): Buyer => ({ id, allOrNothing, pledges })),
    )
}

function bundlesOf(bids: readonly Bid[], vendors: readonly string[], discountBps: number): Bundle[] {
  return vendors.flatMap((vendor) => {
    const lots = bids.filter((bid) => bid.vendor === vendor).map((bid) => bid.lot)
    return lots.length >= 2 ? { vendor, lots: lots.slice(0, 4), discountBps } : []
  })
}
