import type { Bid, Pledge, Tier } from './instance'

/** The last tier whose `from` the volume reaches; null below the first. */
export function tierAt(tiers: readonly Tier[], volume: number): Tier | null {
  return tiers.findLast((tier) => tier.from <= volume) ?? null
}

export function accepts(pledge: Pledge, vendor: string): boolean {
  return pledge.acceptable === null || pledge.acceptable.includes(vendor)
}

/**
 * What the buyer would pay with nobody else in the lot: the lowest price at the pledge's own volume
 * over acceptable bids that would deliver it, bundles ignored; null when none would (award.md §2).
 */
export function standAlonePrice(pledge: Pledge, bidsOfLot: readonly Bid[]): number | null {
  let lowest: number | null = null
  for (const bid of bidsOfLot) {
    if (pledge.qty < bid.minQty || pledge.qty > (bid.maxQty ?? Infinity)) continue
    const price = tierAt(bid.tiers, pledge.qty)?.price
    if (price === undefined || (lowest !== null && price >= lowest) || !accepts(pledge, bid.vendor)) continue
    lowest = price
  }
  return lowest
}

/** The ceilings that bind a pledge, fen: of its base quantity and of its stretch. */
export function effectiveCeilings(
  pledge: Pledge,
  referencePrice: number,
  bidsOfLot: readonly Bid[],
  noWorseOff: boolean,
): { base: number; stretch: number } {
  const alone = noWorseOff ? standAlonePrice(pledge, bidsOfLot) : null
  const base = Math.min(pledge.ceiling ?? Infinity, referencePrice, alone ?? Infinity)
  return { base, stretch: Math.min(pledge.stretch?.ceiling ?? Infinity, base) }
}
