import { type Claim, discounted, type LotFacts, takes } from './facts'

/** A vendor at one of its prices in a lot: how much it could sell, and from how much on. */
export type Option = {
  vendor: string
  bundled: number | null
  price: bigint
  from: number
  cap: number
  place: number
}

/** A part of a pledge that stands at a ceiling of its own. */
export type Slice = { claim: Claim; quantity: number; ceiling: number; isStretch: boolean }

/** A number and a bigint compare exactly. */
export const isEligible = (ceiling: number, price: bigint) => ceiling >= price

/** Slices of a lot's pledges: the base and, apart from it, the stretch. */
export function slicesOf({ claims }: LotFacts): Slice[] {
  const slices: Slice[] = []
  for (const claim of claims) {
    const { qty, stretch } = claim.pledge
    slices.push({ claim, quantity: qty, ceiling: claim.base, isStretch: false })
    if (stretch) slices.push({ claim, quantity: stretch.qty, ceiling: claim.stretch, isStretch: true })
  }
  return slices
}

const known = new WeakMap<LotFacts, Option[]>()

/** What each bid of the lot comes to, at each of its prices (award.md §5). */
export function optionsOf(lot: LotFacts): Option[] {
  const found = known.get(lot) ?? reckoned(lot)
  known.set(lot, found)
  return found
}

function reckoned(lot: LotFacts): Option[] {
  const options: Option[] = []
  const slices = slicesOf(lot).sort((a, b) => (a.ceiling < b.ceiling ? 1 : a.ceiling > b.ceiling ? -1 : 0))
  for (const { vendor, tiers, minQty, maxQty } of lot.bids) {
    const own = lot.bundleOf(vendor)
    const reached = reachOf(slices.filter(({ claim }) => takes(claim.pledge, vendor)))
    for (const tier of tiers)
      for (const bundled of own ? [null, own.index] : [null]) {
        const price = bundled === null ? BigInt(tier.price) : discounted(tier.price, own!.bundle.discountBps)
        if (price > BigInt(lot.lot.referencePrice)) continue
        // No more than the reference price, which is a safe integer.
        const asked = Number(price)
        const { demand, unit } = reached(asked)
        if (demand === 0) continue
        const from = Math.ceil(Math.max(tier.from, minQty, 1) / unit) * unit
        const cap = Math.floor(Math.min(maxQty ?? demand, demand) / unit) * unit
        if (cap >= from) options.push({ vendor, bundled, price, from, cap, place: options.length })
      }
  }
  return options
}

/** What slices, falling by ceiling, would buy at a price at most, and the unit that divides each of them. */
function reachOf(slices: readonly Slice[]) {
  const reaches = [{ demand: 0, unit: 0 }]
  for (const { quantity } of slices) {
    const { demand, unit } = reaches.at(-1)!
    reaches.push({ demand: demand + quantity, unit: divisor(quantity, unit) })
  }
  return (price: number) => {
    let [bearing, end] = [0, slices.length]
    while (bearing < end) {
      const middle = (bearing + end) >>> 1
      if (slices[middle]!.ceiling >= price) bearing = middle + 1
      else end = middle
    }
    return reaches[bearing]!
  }
}

function divisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b]
  return a
}
