import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Acceptable } from '~/rounds/ceiling'
import { byName } from '../certificate'
import { aloneOf } from '../engine/alone'
import { bundlePrice, type LotView, viewsOf } from '../engine/pricing'
import { scoresOf } from '../engine/scored'
import type { Bid, Bundle, Buyer, Instance, Lot, Pledge, Scoring } from '../instance'
import { tieKey } from '../tie'

export type FrozenLot = {
  code: string
  kind: 'class' | 'product'
  referencePrice: bigint
  maxWinners: number
}

export type OpenedBid = {
  vendorId: string
  lot: string
  brand: string | null
  editionId: string
  recommended: boolean
  tiers: readonly { from: number; price: bigint }[]
  minQty: number
  maxQty: number | null
}

export type FrozenPledge = {
  orgId: string
  lot: string
  quantity: number
  stretch: number | null
  allOrNothing: boolean
  /** null: none were sealed; 'broken': what was sealed does not open, so nothing can be said to be accepted */
  conditions:
    | { ceiling: bigint | null; stretchCeiling: bigint | null; acceptable: Acceptable }
    | 'broken'
    | null
}

export type OpenedBundle = { vendorId: string; lots: readonly string[]; discountBps: number }

/** What is scored beside the price: hundredths of a point by `lot vendor`. */
export type Quality = { priceWeight: number; of: ReadonlyMap<string, number> }

export type RoundFacts = {
  number: string
  /** null: the lowest price wins */
  quality: Quality | null
  noWorseOff: boolean
  lots: readonly FrozenLot[]
  bids: readonly OpenedBid[]
  bundles: readonly OpenedBundle[]
  pledges: readonly FrozenPledge[]
  codeSalt: string
  /** of the lottery, joined with every bid's commitment */
  seed: string
}

export type Built = {
  instance: Instance
  /** organization → code */
  codes: ReadonlyMap<string, string>
  /** bids that stood back behind another of their brand, as `lot vendor` */
  sameBrand: readonly { lot: string; vendorId: string }[]
}

/** The lottery among equals: nobody knows it before the opening, since every commitment is in it (procurement.md §6). */
export function drawSeed(seed: string, commitments: readonly string[]): string {
  const joined = commitments.toSorted(byName).map(hexToBytes)
  return bytesToHex(sha256(concatBytes(utf8ToBytes('muster-seed/1'), hexToBytes(seed), ...joined)))
}

/** B1 … Bn in the order of a keyed hash: a code tells nothing about who stands behind it. */
export function codesOf(orgIds: readonly string[], salt: string): Map<string, string> {
  const keyed = (id: string) => bytesToHex(hmac(sha256, hexToBytes(salt), utf8ToBytes(id)))
  const order = [...new Set(orgIds)]
    .map((id) => ({ id, key: keyed(id) }))
    .toSorted((a, b) => byName(a.key, b.key))
  return new Map(order.map(({ id }, at) => [id, `B${at + 1}`]))
}

/**
 * The instance of a round as it is published: buyers by code, each ceiling only as the highest offered price that it
 * bears (award.md §3.1), of each brand in a class lot the one bid that costs least.
 */
export function buildInstance(facts: RoundFacts): Built {
  const codes = codesOf(
    facts.pledges.map(({ orgId }) => orgId),
    facts.codeSalt,
  )
  const all: Instance = {
    format: 'award-instance/1',
    id: facts.number,
    moneyUnit: 'minor',
    objective: facts.quality ? 'comprehensive' : 'saving',
    options: { noWorseOff: facts.noWorseOff },
    lots: facts.lots.map(({ code, referencePrice, maxWinners }): Lot => ({
      id: code,
      referencePrice: Number(referencePrice),
      maxWinners,
    })),
    vendors: [...new Set(facts.bids.map(({ vendorId }) => vendorId))].toSorted(byName).map((id) => ({ id })),
    buyers: [],
    bids: facts.bids.map(bidOf),
    bundles: facts.bundles.map(({ vendorId, lots, discountBps }) => ({
      vendor: vendorId,
      lots: [...lots],
      discountBps,
    })),
    ...scoringOf(facts, facts.bids.map(bidOf)),
  }
  const withBuyers = { ...all, buyers: buyersOf(facts, codes, all) }
  const sameBrand = standingBack(facts, withBuyers)
  const isOut = (lot: string, vendor: string) =>
    sameBrand.some((bid) => bid.lot === lot && bid.vendorId === vendor)
  const bids = all.bids.filter(({ lot, vendor }) => !isOut(lot, vendor))
  const bundles = all.bundles.filter(({ vendor, lots }) => lots.every((lot) => hasBid(bids, vendor, lot)))
  const candidates = { ...all, bids, bundles, ...scoringOf(facts, bids) }
  return { instance: { ...candidates, buyers: buyersOf(facts, codes, candidates) }, codes, sameBrand }
}

/** Of scored lots: what price and quality weigh, and what the evaluators made of each bid. */
function scoringOf({ quality, lots }: RoundFacts, bids: readonly Bid[]): { scoring?: Scoring[] } {
  if (!quality) return {}
  const { priceWeight, of } = quality
  const its = (lot: string) =>
    bids
      .filter((bid) => bid.lot === lot)
      .map(({ vendor }): [string, number] => [vendor, of.get(`${lot} ${vendor}`) ?? 0])
  return {
    scoring: lots.map(({ code }) => ({ lot: code, priceWeight, quality: Object.fromEntries(its(code)) })),
  }
}

const hasBid = (bids: readonly Bid[], vendor: string, lot: string) =>
  bids.some((bid) => bid.vendor === vendor && bid.lot === lot)

const bidOf = ({ vendorId, lot, tiers, minQty, maxQty }: OpenedBid): Bid => ({
  vendor: vendorId,
  lot,
  tiers: tiers.map(({ from, price }) => ({ from, price: Number(price) })),
  minQty,
  maxQty,
})

function buyersOf(
  facts: RoundFacts,
  codes: ReadonlyMap<string, string>,
  { bids, bundles }: Instance,
): Buyer[] {
  const prices = new Map(facts.lots.map(({ code }) => [code, pricesOf(code, bids, bundles)]))
  const groups = Map.groupBy(facts.pledges, ({ orgId }) => orgId)
  return [...groups]
    .map(([orgId, pledges]): Buyer => ({
      id: codes.get(orgId)!,
      allOrNothing: pledges.some(({ allOrNothing }) => allOrNothing),
      pledges: pledges
        .toSorted((a, b) => byName(a.lot, b.lot))
        .map((pledge) => pledgeOf(pledge, prices.get(pledge.lot)!, facts.bids)),
    }))
    .toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
}

/** Every price that anyone could pay in a lot, with and without a bundle's discount. */
function pricesOf(lot: string, bids: readonly Bid[], bundles: readonly Bundle[]): number[] {
  return bids
    .filter((bid) => bid.lot === lot)
    .flatMap(({ vendor, tiers }) => {
      const bundle = bundles.find((each) => each.vendor === vendor && each.lots.includes(lot))
      return tiers.flatMap(({ price }) =>
        bundle ? [price, bundlePrice(price, bundle.discountBps)] : [price],
      )
    })
}

function pledgeOf(
  { lot, quantity, stretch, conditions }: FrozenPledge,
  prices: readonly number[],
  bids: readonly OpenedBid[],
): Pledge {
  if (conditions === 'broken') return { lot, qty: quantity, ceiling: 0, acceptable: [] }
  const borne = (ceiling: bigint | null) =>
    ceiling === null ? null : Math.max(0, ...prices.filter((price) => BigInt(price) <= ceiling))
  const ceiling = borne(conditions?.ceiling ?? null)
  return {
    lot,
    qty: quantity,
    ceiling,
    acceptable:
      conditions &&
      acceptedVendors(
        conditions.acceptable,
        bids.filter((bid) => bid.lot === lot),
      ),
    ...(stretch !== null && {
      stretch: { qty: stretch, ceiling: borne(conditions?.stretchCeiling ?? null) ?? ceiling },
    }),
  }
}

/** Which bidders of the lot a rule takes; null: all of them. */
function acceptedVendors(rule: Acceptable, bids: readonly OpenedBid[]): string[] | null {
  const those = (takes: (bid: OpenedBid) => boolean) =>
    bids
      .filter(takes)
      .map(({ vendorId }) => vendorId)
      .toSorted(byName)
  switch (rule.rule) {
    case 'any':
      return null
    case 'recommended':
      return those(({ recommended }) => recommended)
    case 'vendors':
      return those(({ vendorId }) => rule.vendors.includes(vendorId))
    case 'editions':
      return those(({ editionId }) => rule.editions.includes(editionId))
  }
}

/**
 * Of several bids of one brand in a class lot only the best is a candidate (procurement.md §8.2): the one of the
 * highest total where lots are scored, else of the lowest effective price.
 */
function standingBack({ lots, bids, seed }: RoundFacts, instance: Instance) {
  const views = viewsOf(instance, instance.options?.noWorseOff ?? false)
  return lots.flatMap(({ code, kind }) => {
    if (kind === 'product') return []
    const scored = instance.scoring?.find(({ lot }) => lot === code)
    const view = views.get(code)!
    const better = scored ? byTotal(view, scored, seed) : byEffectivePrice(view, seed)
    const brands = Map.groupBy(
      bids.filter((bid) => bid.lot === code),
      ({ brand, vendorId }) => brand ?? vendorId,
    )
    return [...brands.values()].flatMap((same) =>
      same
        .map(({ vendorId }) => vendorId)
        .toSorted(better)
        .slice(1)
        .map((vendorId) => ({ lot: code, vendorId })),
    )
  })
}

function byTotal(view: LotView, scored: Scoring, seed: string) {
  const rankOf = new Map(scoresOf(view, scored, seed).map(({ vendor, rank }) => [vendor, rank]))
  return (a: string, b: string) => rankOf.get(a)! - rankOf.get(b)!
}

function byEffectivePrice(view: LotView, seed: string) {
  const alone = aloneOf(view)
  return (a: string, b: string) => {
    const [own, other] = [alone.get(a), alone.get(b)]
    const saved = (other?.saving ?? 0n) - (own?.saving ?? 0n)
    if (saved !== 0n) return saved > 0n ? 1 : -1
    const prices = (own?.price ?? Infinity) - (other?.price ?? Infinity)
    return prices || byName(tieKey(seed, view.lot.id, a), tieKey(seed, view.lot.id, b))
  }
}
