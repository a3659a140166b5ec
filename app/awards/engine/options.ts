import { accepts } from '../ceilings'
import type { Bundle, Instance } from '../instance'
import { bundlePrice, type LotView, type Stake } from './pricing'

/** A part of a pledge that one option may serve: the base, or the stretch that goes with it. */
export type Slice = { stake: Stake; quantity: number; ceiling: number; isStretch: boolean }

/** A bid at one of its prices (award.md §5): plain or in its bundle, with the volumes at which it can be. */
export type Option = {
  place: number
  vendor: string
  tier: number
  bundle: number | null
  price: number
  /** saved per license against the reference price */
  profit: number
  from: number
  cap: number
}

export type LotOptions = { view: LotView; slices: Slice[]; options: Option[] }

export const isUsable = (option: Pick<Option, 'vendor' | 'price'>, { stake, ceiling }: Slice) =>
  ceiling >= option.price && accepts(stake.pledge, option.vendor)

export function slicesOf({ stakes }: LotView): Slice[] {
  return stakes.flatMap((stake): Slice[] => {
    const base = { stake, quantity: stake.pledge.qty, ceiling: stake.base, isStretch: false }
    const { stretch } = stake.pledge
    return stretch
      ? [base, { stake, quantity: stretch.qty, ceiling: stake.stretch, isStretch: true }]
      : [base]
  })
}

/** What the lot's bids come to as options: rounded to volumes that sets of whole pledges can hit. */
export function optionsOf(view: LotView, bundles: Instance['bundles']): LotOptions {
  const slices = slicesOf(view)
  const options: Option[] = []
  for (const bid of view.bids) {
    const index = bundles.findIndex((each) => each.vendor === bid.vendor && each.lots.includes(view.lot.id))
    bid.tiers.forEach((tier, at) => {
      for (const bundle of index < 0 ? [null] : [null, index]) {
        const price =
          bundle === null ? tier.price : bundlePrice(tier.price, (bundles[bundle] as Bundle).discountBps)
        if (price > view.lot.referencePrice) continue
        const reach = reachOf(slices, { vendor: bid.vendor, price })
        if (reach.demand === 0) continue
        const from = Math.ceil(Math.max(tier.from, bid.minQty, 1) / reach.unit) * reach.unit
        const cap = Math.floor(Math.min(bid.maxQty ?? reach.demand, reach.demand) / reach.unit) * reach.unit
        if (cap < from) continue
        const profit = view.lot.referencePrice - price
        options.push({
          place: options.length,
          vendor: bid.vendor,
          tier: at,
          bundle,
          price,
          profit,
          from,
          cap,
        })
      }
    })
  }
  return { view, slices, options }
}

function reachOf(slices: readonly Slice[], option: Pick<Option, 'vendor' | 'price'>) {
  let [demand, unit] = [0, 0]
  for (const slice of slices)
    if (isUsable(option, slice)) {
      demand += slice.quantity
      unit = gcd(unit, slice.quantity)
    }
  return { demand, unit }
}

export function gcd(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b]
  return a
}
