import { type Alone, aloneOf } from '../engine/alone'
import { viewsOf } from '../engine/pricing'
import type { Instance } from '../instance'

/** A bid by itself in its lot: what would clear, and the average price over all demand with the rest at the reference. */
export type Figures = { alone: Alone | null; effectivePrice: bigint | null }

export type LotFigures = {
  /** units and pledges of the lot, stretches left out */
  demand: number
  pledges: number
  /** by vendor; a bid that is no candidate is not among them */
  bids: ReadonlyMap<string, Figures>
}

/** What the bids of each lot come to beside each other (award.md §8), from the instance alone; by the lot's code. */
export function compare(instance: Instance): Map<string, LotFigures> {
  // With nobody beside it no bid can make a buyer worse off than alone.
  const views = viewsOf(instance, false)
  return new Map(
    [...views].map(([code, view]): [string, LotFigures] => {
      const demand = view.stakes.reduce((sum, { pledge }) => sum + pledge.qty, 0)
      const figures = [...aloneOf(view)].map(([vendor, alone]): [string, Figures] => [
        vendor,
        { alone, effectivePrice: effectivePrice(view.lot.referencePrice, demand, alone) },
      ])
      return [code, { demand, pledges: view.stakes.length, bids: new Map(figures) }]
    }),
  )
}

/** E = R − S / D in fen, half up; null without demand. */
function effectivePrice(referencePrice: number, demand: number, alone: Alone | null): bigint | null {
  if (demand === 0) return null
  const d = BigInt(demand)
  return (2n * (BigInt(referencePrice) * d - (alone?.saving ?? 0n)) + d) / (2n * d)
}
