import type { Bid, Instance, Pledge } from '~/awards/instance'

/** What one lot can come to: who wins, at which prices, which tied buyers it serves, and the most that it saves. */
type LotResult = { winners: Set<string>; bundled: Set<string>; tied: Set<string>; saving: number }

/**
 * The largest saving of any feasible award, by trying all of them (award.md §2); shares nothing with the product. Only
 * for tiny instances.
 */
export function bestSaving(instance: Instance): number {
  const results = instance.lots.map(({ id }) => resultsOf(instance, id))
  const tied = new Set(
    instance.buyers.flatMap(({ id, allOrNothing, pledges }) =>
      allOrNothing && pledges.length > 1 ? id : [],
    ),
  )
  let best = 0
  const choose = (at: number, chosen: LotResult[]) => {
    if (at < results.length) {
      for (const result of results[at]!) choose(at + 1, [...chosen, result])
      return
    }
    const saving = chosen.reduce((sum, result) => sum + result.saving, 0)
    if (saving > best && isConsistent(instance, chosen, tied)) best = saving
  }
  choose(0, [])
  return best
}

function isConsistent({ lots, bundles, buyers }: Instance, chosen: readonly LotResult[], tied: Set<string>) {
  const lotAt = (id: string) => chosen[lots.findIndex((lot) => lot.id === id)]!
  for (const { vendor, lots: its } of bundles) {
    const isWon = its.every((lot) => lotAt(lot).winners.has(vendor))
    for (const lot of its) {
      const result = lotAt(lot)
      if (result.winners.has(vendor) && result.bundled.has(vendor) !== isWon) return false
    }
  }
  for (const { id, pledges } of buyers) {
    if (!tied.has(id)) continue
    const served = pledges.filter(({ lot }) => lotAt(lot).tied.has(id)).length
    if (served > 0 && served < pledges.length) return false
  }
  return true
}

type Part = { buyer: string; vendor: string; quantity: number; ceiling: number } | null

/** Every way to serve one lot, under every assumption about bundles, the best of each kind. */
function resultsOf(instance: Instance, lotId: string): LotResult[] {
  const { referencePrice, maxWinners } = instance.lots.find(({ id }) => id === lotId)!
  const bids = instance.bids.filter(({ lot }) => lot === lotId)
  const discountOf = (vendor: string) =>
    instance.bundles.find((bundle) => bundle.vendor === vendor && bundle.lots.includes(lotId))?.discountBps
  const offers = instance.buyers.flatMap((buyer) =>
    buyer.pledges
      .filter(({ lot }) => lot === lotId)
      .map((pledge) => ({
        tied: buyer.allOrNothing && buyer.pledges.length > 1,
        parts: partsOf(buyer.id, pledge, bids, referencePrice, instance.options?.noWorseOff ?? false),
      })),
  )
  const best = new Map<string, LotResult>()
  const parts: Part[] = []
  const visit = (at: number) => {
    if (at < offers.length) {
      for (const part of offers[at]!.parts) {
        parts[at] = part
        visit(at + 1)
      }
      return
    }
    const volumes = new Map<string, number>()
    for (const part of parts)
      if (part) volumes.set(part.vendor, (volumes.get(part.vendor) ?? 0) + part.quantity)
    if (volumes.size > maxWinners) return
    const winners = [...volumes.keys()].toSorted()
    const tied = offers.flatMap((offer, n) => (offer.tied && parts[n] ? parts[n].buyer : []))
    for (const bundled of subsets(winners.filter((vendor) => discountOf(vendor) !== undefined))) {
      const priceOf = (vendor: string) => {
        const price = plainPrice(
          bids.find((bid) => bid.vendor === vendor)!,
          volumes.get(vendor)!,
        )
        return bundled.includes(vendor)
          ? Math.floor((price * (10_000 - discountOf(vendor)!)) / 10_000)
          : price
      }
      let saving = 0
      let isFeasible = true
      for (const part of parts) {
        if (!part) continue
        const price = priceOf(part.vendor)
        if (!(price <= part.ceiling)) isFeasible = false
        saving += (referencePrice - price) * part.quantity
      }
      if (!isFeasible) continue
      const key = JSON.stringify([winners, bundled, tied])
      if (saving > (best.get(key)?.saving ?? -1))
        best.set(key, {
          winners: new Set(winners),
          bundled: new Set(bundled),
          tied: new Set(tied),
          saving,
        })
    }
  }
  visit(0)
  return [...best.values()]
}

function subsets(names: readonly string[]): string[][] {
  return names.reduce<string[][]>((all, name) => [...all, ...all.map((set) => [...set, name])], [[]])
}

/** Infinity where the vendor does not sell that volume. */
function plainPrice({ tiers, minQty, maxQty }: Bid, volume: number): number {
  if (volume < minQty || volume > (maxQty ?? Infinity)) return Infinity
  return tiers.findLast(({ from }) => from <= volume)?.price ?? Infinity
}

function partsOf(
  buyer: string,
  { qty, ceiling, acceptable, stretch }: Pledge,
  bids: readonly Bid[],
  referencePrice: number,
  noWorseOff: boolean,
): Part[] {
  const accepted = bids.filter(({ vendor }) => acceptable === null || acceptable.includes(vendor))
  const alone = noWorseOff ? Math.min(...accepted.map((bid) => plainPrice(bid, qty))) : Infinity
  const base = Math.min(ceiling ?? Infinity, referencePrice, alone)
  const more = Math.min(stretch?.ceiling ?? Infinity, base)
  return [
    null,
    ...accepted.flatMap(({ vendor }): Part[] => [
      { buyer, vendor, quantity: qty, ceiling: base },
      ...(stretch ? [{ buyer, vendor, quantity: qty + stretch.qty, ceiling: more }] : []),
    ]),
  ]
}
