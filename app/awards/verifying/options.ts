import { discounted, type LotFacts, takes } from './facts'

/** A vendor at one of its prices in a lot: how much it could sell, and from how much on. */
export type Option = {
  vendor: string
  bundled: number | null
  price: bigint
  from: number
  cap: number
  place: number
}

/** A number and a bigint compare exactly. */
export const isEligible = (ceiling: number, price: bigint) => ceiling >= price

/** Slices of a lot's pledges: the base and, apart from it, the stretch. */
export function* slicesOf({ claims }: LotFacts) {
  for (const claim of claims) {
    const { qty, stretch } = claim.pledge
    yield { claim, quantity: qty, ceiling: claim.base, isStretch: false }
    if (stretch) yield { claim, quantity: stretch.qty, ceiling: claim.stretch, isStretch: true }
  }
}

/** What each bid of the lot comes to, at each of its prices (award.md §5). */
export function optionsOf(lot: LotFacts): Option[] {
  const options: Option[] = []
  for (const { vendor, tiers, minQty, maxQty } of lot.bids) {
    const own = lot.bundleOf(vendor)
    for (const tier of tiers)
      for (const bundled of own ? [null, own.index] : [null]) {
        const price = bundled === null ? BigInt(tier.price) : discounted(tier.price, own!.bundle.discountBps)
        if (price > BigInt(lot.lot.referencePrice)) continue
        let [demand, unit] = [0, 0]
        for (const { claim, quantity, ceiling } of slicesOf(lot)) {
          if (!isEligible(ceiling, price) || !takes(claim.pledge, vendor)) continue
          demand += quantity
          unit = divisor(unit, quantity)
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
