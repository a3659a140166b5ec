import type { Bid, Bundle, Buyer, Instance, Lot } from '../../app/awards/instance.ts'
import type { TqdInstance } from '../../app/awards/tqd.ts'

/** What a generated market is like: of the shape of the training instances, from a seed, with integers alone. */
export type Shape = {
  lots: number
  vendors: number
  buyers: number
  /** most pledges of a buyer */
  pledges: number
  caps: boolean
  minimums: boolean
  bundles: boolean
  /** buyers of a hundred who take all of their lots or none */
  tiedPercent: number
  winners: number
}

const quantities = [5, 10, 10, 10, 20, 20, 25, 30, 30, 50, 50, 80, 100, 100, 150, 200, 300, 500, 1000]
const steps = [2, 4, 6, 8, 10, 13, 16, 20, 25, 30, 36, 42, 50, 60, 70, 85, 100]

export function generate(shape: Shape, seed: number): Instance {
  const draw = drawer(seed)
  const upTo = (most: number) => draw() % (most + 1)
  const between = (least: number, most: number) => least + upTo(most - least)
  const oneOf = <T>(list: readonly T[]) => list[draw() % list.length]!
  const some = <T>(list: readonly T[], count: number) => {
    const left = [...list]
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(draw() % left.length, 1)[0]!,
    )
  }
  const lots = names('L', shape.lots).map((id): Lot => ({
    id,
    referencePrice: between(300, 4200) * 100,
    maxWinners: between(1, shape.winners),
  }))
  const vendors = names('V', shape.vendors)
  const bidders = new Map(
    lots.map(({ id }) => [id, vendors.filter(() => shape.lots === 1 || upTo(99) < 40)] as const),
  )
  const buyers = names('B', shape.buyers).map((id): Buyer => {
    // Whoever takes all or nothing pledges in at most three lots (procurement.md).
    const isTied = upTo(99) < shape.tiedPercent
    const count = shape.pledges === 1 ? 1 : isTied ? between(2, 3) : between(3, shape.pledges)
    const its = some(lots, count)
    return {
      id,
      allOrNothing: isTied,
      pledges: its.map(({ id: lot, referencePrice }) => {
        const offered = bidders.get(lot)!
        const picky = upTo(99) < 28 && offered.length > 1
        return {
          lot,
          qty: oneOf(quantities),
          ceiling: upTo(99) < 40 ? null : Math.floor(referencePrice / 10_000) * 100 * between(50, 99),
          acceptable: picky ? some(offered, between(1, Math.max(1, offered.length - 1))) : null,
        }
      }),
    }
  })
  const demand = new Map(lots.map(({ id }) => [id, 0]))
  for (const { pledges } of buyers)
    for (const { lot, qty } of pledges) demand.set(lot, demand.get(lot)! + qty)
  const bids = lots.flatMap(({ id, referencePrice }) =>
    bidders.get(id)!.map((vendor): Bid => {
      const wanted = demand.get(id)!
      const more = some(steps, between(2, 5)).toSorted((a, b) => a - b)
      let price = Math.floor(referencePrice / 100) * between(78, 100)
      const first = { from: 1, price }
      const tiers = more.map((percent) => {
        price = Math.floor((price * between(90, 98)) / 100)
        return { from: Math.max(2, Math.floor((wanted * percent) / 100)), price }
      })
      return {
        vendor,
        lot: id,
        tiers: [first, ...tiers].filter((tier, at, all) => at === 0 || tier.from > all[at - 1]!.from),
        minQty: shape.minimums && upTo(99) < 10 ? Math.floor((wanted * between(3, 6)) / 100) : 0,
        maxQty: shape.caps && upTo(99) < 35 ? Math.floor((wanted * between(12, 40)) / 100) : null,
      }
    }),
  )
  const bundles = shape.bundles
    ? vendors.flatMap((vendor): Bundle[] => {
        const its = bids.filter((bid) => bid.vendor === vendor).map(({ lot }) => lot)
        if (its.length < 2 || upTo(99) >= 60) return []
        return [{ vendor, lots: some(its, between(2, 4)), discountBps: between(3, 8) * 100 }]
      })
    : []
  return {
    format: 'award-instance/1',
    id: `generated-${shape.lots}x${shape.vendors}x${shape.buyers}-${seed}`,
    moneyUnit: 'minor',
    objective: 'saving',
    lots,
    vendors: vendors.map((id) => ({ id })),
    buyers,
    bids,
    bundles,
  }
}

/** Suppliers whose prices of all goods fall with the units of all goods; each sells about two goods of three. */
export function generateTqd(
  { suppliers, goods }: { suppliers: number; goods: number },
  seed: number,
): TqdInstance {
  const draw = drawer(seed)
  const between = (least: number, most: number) => least + (draw() % (most - least + 1))
  const demand = Array.from({ length: goods }, () => between(5, 60) * 10)
  const base = demand.map(() => between(100, 4000) * 100)
  const total = demand.reduce((sum, units) => sum + units, 0)
  return {
    format: 'tqd-instance/1',
    id: `generated-tqd-${suppliers}x${goods}-${seed}`,
    demand,
    suppliers: names('S', suppliers).map((id) => {
      const steps = Array.from({ length: between(2, 4) }, (_, at) => (at + 1) * between(3, 6))
      const intervals = [
        { from: 1 },
        ...steps.map((percent) => ({ from: Math.ceil((total * percent) / 100) })),
      ]
        .toSorted((a, b) => a.from - b.from)
        .filter(({ from }, at, all) => at === 0 || from > all[at - 1]!.from)
      const sold = demand.flatMap((_, good) => (draw() % 3 < 2 ? [good] : []))
      const price = Object.fromEntries(
        sold.map((good) => {
          let unit = Math.floor((base[good]! * between(80, 110)) / 100)
          return [
            String(good),
            intervals.map((_, at) => (unit = at === 0 ? unit : Math.floor((unit * between(88, 98)) / 100))),
          ]
        }),
      )
      return { id, cap: Math.ceil((total * between(15, 40)) / 100), intervals, price }
    }),
  }
}

const names = (letter: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${letter}${at + 1}`)

/** xorshift32: the same numbers everywhere. */
function drawer(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
}
