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

/** What each bid of the lot comes to, at each of its prices (award.md §5). */
export function optionsOf(lot: LotFacts): Option[] {
  const options: Option[] = []
  const slices = slicesOf(lot)
  for (const { vendor, tiers, minQty, maxQty } of lot.bids) {
    const own = lot.bundleOf(vendor)
    const takers = slices.filter(({ claim }) => takes(claim.pledge, vendor))
    for (const tier of tiers)
      for (const bundled of own ? [null, own.index] : [null]) {
        const price = bundled === null ? BigInt(tier.price) : discounted(tier.price, own!.bundle.discountBps)
        if (price > BigInt(lot.lot.referencePrice)) continue
        // No more than the reference price, which is a safe integer.
        const asked = Number(price)
        let [demand, unit] = [0, 0]
        for (const { quantity, ceiling } of takers) {
          if (ceiling < asked) continue
          demand += quantity
          unit = divisor(quantity, unit)
        }
        if (demand === 0) continue
        const from = Math.ceil(Math.max(tier.from, minQty, 1) / unit) * unit
        const cap = Math.floor(Math.min(maxQty ?? demand, demand) / unit) * unit
        if (cap >= from) options.push({ vendor, bundled, price, from, cap, place: options.length })
      }
  }
  return options
}

function divisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b]
  return a
}
