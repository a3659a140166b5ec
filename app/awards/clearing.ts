import { accepts, effectiveCeilings } from './ceilings'
import { type Bid, type Instance, isNoWorseOff, type Lot, type Pledge } from './instance'
import { tieKey } from './tie'

/** One vendor serves a lot at one price for all: fen, licenses, and what it saves against the reference price. */
export type Clearing = {
  vendor: string
  tier: number
  unitPrice: bigint
  quantity: number
  saving: bigint
  assign: { buyer: string; quantity: number }[]
}

/** The part of a pledge that is taken or left as one, with the highest price it bears. */
type Slice = { buyer: string; pledge: Pledge; quantity: number; ceiling: number }

/** A bid's demand at each tier's price: D(p) is monotone, and so is its prefix form. */
type Response = { bid: Bid; demand: number[] }

/**
 * Why the fixed point does not decide this lot; null when it does (award.md §4).
 * Codes: `winners` (more than one allowed), `bundle`, `all-or-nothing`, `capacity` (a cap binds).
 */
export function whyNotClear(instance: Instance, lotId: string) {
  const { lot, bids, slices, buyers } = lotOf(instance, lotId)
  if (lot.maxWinners > 1) return 'winners'
  if (instance.bundles.some((bundle) => bundle.lots.includes(lotId))) return 'bundle'
  if (buyers.some((buyer) => buyer.allOrNothing && buyer.pledges.length > 1)) return 'all-or-nothing'
  const binds = bids.map((bid) => respond(bid, slices)).some(isCapBinding)
  return binds ? 'capacity' : null
}

export type ClearingRefusal = NonNullable<ReturnType<typeof whyNotClear>>

/**
 * The award of a lot with one winner, exactly: per vendor the deepest tier that the demand at its own
 * price reaches (the largest fixed point of Q ↦ D(p(Q)), Tarski), over vendors the largest saving; ties go
 * to the lower price, the larger quantity, the smaller tie key. Null when no vendor clears.
 * Only for lots of which `whyNotClear` is null. Linear in pledges, logarithmic in tiers.
 */
export function clear(instance: Instance, lotId: string, seed: string): Clearing | null {
  const { lot, bids, slices } = lotOf(instance, lotId)
  const offers = bids.flatMap((bid) => largestFixedPoint(lot, respond(bid, slices)) ?? [])
  const best = offers.toSorted((a, b) => better(a, b) || byTieKey(seed, lotId, a, b))[0]
  return best ? { ...best, assign: served(slices, best.vendor, best.unitPrice) } : null
}

function lotOf(instance: Instance, lotId: string) {
  const lot = instance.lots.find((each) => each.id === lotId)
  if (!lot) throw new RangeError(`no lot ${lotId}`)
  const bids = instance.bids.filter((bid) => bid.lot === lotId)
  const buyers = instance.buyers.filter((buyer) => buyer.pledges.some((pledge) => pledge.lot === lotId))
  const slices = buyers.flatMap(({ id, pledges }) =>
    pledges
      .filter((pledge) => pledge.lot === lotId)
      .flatMap((pledge) => {
        const ceilings = effectiveCeilings(pledge, lot.referencePrice, bids, isNoWorseOff(instance))
        const base = { buyer: id, pledge, quantity: pledge.qty, ceiling: ceilings.base }
        if (!pledge.stretch) return base
        return [base, { buyer: id, pledge, quantity: pledge.stretch.qty, ceiling: ceilings.stretch }]
      }),
  )
  return { lot, bids, buyers, slices }
}

function respond(bid: Bid, slices: readonly Slice[]): Response {
  const demand = bid.tiers.map(() => 0)
  for (const { pledge, quantity, ceiling } of slices) {
    const tier = firstTierAtMost(bid, ceiling)
    if (tier < demand.length && accepts(pledge, bid.vendor)) demand[tier]! += quantity
  }
  for (let tier = 1; tier < demand.length; tier += 1) demand[tier]! += demand[tier - 1]!
  return { bid, demand }
}

// Prices fall from tier to tier, so the tiers a ceiling bears are a suffix.
function firstTierAtMost({ tiers }: Bid, ceiling: number): number {
  let low = 0
  let high = tiers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tiers[middle]!.price <= ceiling) high = middle
    else low = middle + 1
  }
  return low
}

/** The deepest tier whose own demand reaches it, among those the vendor's cap lets it reach; -1 if none. */
function reachedTier({ bid, demand }: Response): number {
  return bid.tiers.findLastIndex(({ from }, tier) => {
    const least = Math.max(from, bid.minQty, 1)
    return least <= (bid.maxQty ?? Infinity) && demand[tier]! >= least
  })
}

function isCapBinding(response: Response): boolean {
  const tier = reachedTier(response)
  return tier >= 0 && response.demand[tier]! > (response.bid.maxQty ?? Infinity)
}

function largestFixedPoint({ referencePrice }: Lot, response: Response) {
  const tier = reachedTier(response)
  if (tier < 0) return null
  const quantity = response.demand[tier]!
  const unitPrice = BigInt(response.bid.tiers[tier]!.price)
  const saving = (BigInt(referencePrice) - unitPrice) * BigInt(quantity)
  return { vendor: response.bid.vendor, tier, unitPrice, quantity, saving }
}

type Offer = NonNullable<ReturnType<typeof largestFixedPoint>>

function better(a: Offer, b: Offer): number {
  return descending(a.saving, b.saving) || descending(b.unitPrice, a.unitPrice) || b.quantity - a.quantity
}

function descending(a: bigint, b: bigint): number {
  return a > b ? -1 : a < b ? 1 : 0
}

function byTieKey(seed: string, lotId: string, a: Offer, b: Offer): number {
  return tieKey(seed, lotId, a.vendor) < tieKey(seed, lotId, b.vendor) ? -1 : 1
}

function served(slices: readonly Slice[], vendor: string, unitPrice: bigint) {
  const quantities = new Map<string, number>()
  for (const { buyer, pledge, quantity, ceiling } of slices)
    if (ceiling >= unitPrice && accepts(pledge, vendor))
      quantities.set(buyer, (quantities.get(buyer) ?? 0) + quantity)
  return Array.from(quantities, ([buyer, quantity]) => ({ buyer, quantity })).toSorted((a, b) =>
    a.buyer < b.buyer ? -1 : 1,
  )
}
