import type { Bid, Bundle, Buyer, Instance, Lot, Pledge } from '../instance'

/** A part of a pledge that is served whole or not, and what it bears at most, fen. */
export type Claim = {
  buyer: Buyer
  pledge: Pledge
  /** what was declared, cut to the reference price */
  declared: number
  /** what binds: no more than alone, where the rule holds */
  base: number
  stretch: number
}

export type LotFacts = {
  lot: Lot
  bids: Bid[]
  bidOf: ReadonlyMap<string, Bid>
  claims: Claim[]
  claimOf: ReadonlyMap<string, Claim>
  bundleOf: (vendor: string) => { index: number; bundle: Bundle } | null
}

export type Facts = { instance: Instance; lots: ReadonlyMap<string, LotFacts> }

/** The instance as verification reads it: by lot, each pledge with the ceilings that bind it. */
export function factsOf(instance: Instance, noWorseOff: boolean): Facts {
  const bidsOf = Map.groupBy(instance.bids, ({ lot }) => lot)
  const bundles = new Map(
    instance.bundles.flatMap((bundle, index) =>
      bundle.lots.map((lot) => [JSON.stringify([bundle.vendor, lot]), { index, bundle }] as const),
    ),
  )
  const claims = new Map<string, Claim[]>(instance.lots.map((lot) => [lot.id, []]))
  const lotOf = new Map(instance.lots.map((lot) => [lot.id, lot]))
  for (const buyer of instance.buyers)
    for (const pledge of buyer.pledges)
      claims
        .get(pledge.lot)
        ?.push(claimOf(buyer, pledge, lotOf.get(pledge.lot)!, bidsOf.get(pledge.lot) ?? [], noWorseOff))
  const lots = new Map(
    instance.lots.map((lot): [string, LotFacts] => {
      const [bids, its] = [bidsOf.get(lot.id) ?? [], claims.get(lot.id)!]
      return [
        lot.id,
        {
          lot,
          bids,
          bidOf: new Map(bids.map((bid) => [bid.vendor, bid])),
          claims: its,
          claimOf: new Map(its.map((claim) => [claim.buyer.id, claim])),
          bundleOf: (vendor) => bundles.get(JSON.stringify([vendor, lot.id])) ?? null,
        },
      ]
    }),
  )
  return { instance, lots }
}

export const takes = ({ acceptable }: Pledge, vendor: string) =>
  acceptable === null || acceptable.includes(vendor)

function claimOf(buyer: Buyer, pledge: Pledge, lot: Lot, bids: readonly Bid[], noWorseOff: boolean): Claim {
  const declared = Math.min(pledge.ceiling ?? lot.referencePrice, lot.referencePrice)
  const base = noWorseOff ? Math.min(declared, alone(pledge, bids)) : declared
  const stretch = Math.min(pledge.stretch?.ceiling ?? base, base)
  return { buyer, pledge, declared, base, stretch }
}

/** The least that the pledge would pay by itself; Infinity when nobody would serve it so. */
function alone(pledge: Pledge, bids: readonly Bid[]): number {
  let least = Infinity
  for (const { vendor, tiers, minQty, maxQty } of bids) {
    if (!takes(pledge, vendor) || pledge.qty < minQty || (maxQty !== null && pledge.qty > maxQty)) continue
    for (const { from, price } of tiers) if (from <= pledge.qty && price < least) least = price
  }
  return least
}

/** A bundle's price: per unit, rounded down before it is multiplied. */
export const discounted = (price: number, discountBps: number) =>
  (BigInt(price) * BigInt(10_000 - discountBps)) / 10_000n
