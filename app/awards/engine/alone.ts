import { byName } from '../certificate'
import { gcd, isUsable, slicesOf } from './options'
import type { LotView } from './pricing'

/** What a vendor would come to in a lot by itself (award.md §8): without bundles and stretches. */
export type Alone = { vendor: string; saving: bigint; quantity: number; price: number; tier: number }

/** Each vendor of the lot alone, in the order of names; null where nothing clears. */
export function aloneOf(view: LotView): Map<string, Alone | null> {
  const base = slicesOf(view).filter(({ isStretch }) => !isStretch)
  const offers = view.bids.map(({ vendor, tiers, minQty, maxQty }): [string, Alone | null] => {
    let best: Alone | null = null
    tiers.forEach(({ from, price }, tier) => {
      if (price > view.lot.referencePrice) return
      const usable = base
        .filter((slice) => isUsable({ vendor, price }, slice))
        .map(({ quantity }) => quantity)
      const demand = usable.reduce((sum, quantity) => sum + quantity, 0)
      const unit = usable.reduce(gcd, 0)
      if (unit === 0) return
      const least = Math.ceil(Math.max(from, minQty, 1) / unit) * unit
      const quantity = Math.floor(Math.min(maxQty ?? demand, demand) / unit) * unit
      const saving = BigInt(view.lot.referencePrice - price) * BigInt(quantity)
      if (quantity >= least && saving >= (best?.saving ?? 0n))
        best = { vendor, saving, quantity, price, tier }
    })
    return [vendor, best]
  })
  return new Map(offers.toSorted((a, b) => byName(a[0], b[0])))
}
