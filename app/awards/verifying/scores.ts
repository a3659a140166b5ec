import type { ScoreRow } from '../certificate'
import { byName } from '../certificate'
import type { Bid, Scoring } from '../instance'
import { tieKey } from '../tie'
import { type Facts, type LotFacts, takes } from './facts'

/** The scores of every bid in the scored lots (award.md §8), recomputed with integers; sorted by lot, then vendor. */
export function scoresOf(facts: Facts, seed: string): ScoreRow[] {
  return (facts.instance.scoring ?? [])
    .flatMap((scoring) => scoresOfLot(facts.lots.get(scoring.lot)!, scoring, seed))
    .toSorted((a, b) => byName(a.lot, b.lot) || byName(a.vendor, b.vendor))
}

function scoresOfLot(lot: LotFacts, scoring: Scoring, seed: string): ScoreRow[] {
  const demand = lot.claims.reduce((sum, { pledge }) => sum + BigInt(pledge.qty), 0n)
  const all = BigInt(lot.lot.referencePrice) * demand
  const offers = lot.bids.map((bid) => {
    const alone = aloneOf(lot, bid)
    const n = all - alone.saving
    const weighed = n * BigInt(10_000 - (scoring.deductionBps?.[bid.vendor] ?? 0))
    return { vendor: bid.vendor, ...alone, n, weighed, quality: scoring.quality[bid.vendor] ?? 0 }
  })
  if (offers.length === 0) return []
  const least = offers.reduce((min, { weighed }) => (weighed < min ? weighed : min), offers[0]!.weighed)
  const scored = offers.map((offer) => {
    const priceScore = priceScoreOf(scoring.priceWeight, least, offer.weighed)
    return { ...offer, priceScore, total: priceScore + offer.quality }
  })
  const ranking = scored.toSorted(
    (a, b) =>
      b.total - a.total ||
      (a.weighed < b.weighed ? -1 : a.weighed > b.weighed ? 1 : 0) ||
      b.quality - a.quality ||
      byName(tieKey(seed, scoring.lot, a.vendor), tieKey(seed, scoring.lot, b.vendor)),
  )
  return ranking.map(({ vendor, n, priceScore, quality, total, quantity, price }, at) => ({
    lot: scoring.lot,
    vendor,
    n: String(n),
    priceScore,
    quality,
    total,
    rank: at + 1,
    quantity,
    unitPrice: String(price),
  }))
}

/** Hundredths of a point, rounded half up: the smallest effective price gets them all. */
function priceScoreOf(weight: number, least: bigint, own: bigint): number {
  const points = 100n * BigInt(weight)
  return own === 0n ? Number(points) : Number((2n * points * least + own) / (2n * own))
}

/** What the vendor would save by itself, without stretches and bundles; of equal savings the deeper step. */
function aloneOf({ lot, claims }: LotFacts, { vendor, tiers, minQty, maxQty }: Bid) {
  let best = { saving: 0n, quantity: 0, price: 0 }
  for (const { from, price } of tiers) {
    if (price > lot.referencePrice) continue
    let [demand, unit] = [0, 0]
    for (const { pledge, base } of claims)
      if (base >= price && takes(pledge, vendor)) {
        demand += pledge.qty
        unit = gcd(unit, pledge.qty)
      }
    if (demand === 0) continue
    const least = Math.ceil(Math.max(from, minQty, 1) / unit) * unit
    const quantity = Math.floor(Math.min(maxQty ?? demand, demand) / unit) * unit
    const saving = BigInt(lot.referencePrice - price) * BigInt(quantity)
    if (quantity >= least && saving >= best.saving) best = { saving, quantity, price }
  }
  return best
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
