import { accepts } from '../ceilings'
import { byName, type ScoreRow } from '../certificate'
import type { Instance, Scoring } from '../instance'
import { tieKey } from '../tie'
import { aloneOf } from './alone'
import { fillUp } from './filling'
import { marketOf } from './market'
import { type LotView, type Serve, type Stake, viewsOf } from './pricing'

/** Who is served where price and quality are scored (award.md §8): the first ranks clear alone, one after the other. */
export function rank(instance: Instance, noWorseOff: boolean, seed: string) {
  const views = viewsOf(instance, noWorseOff)
  const scoring = (instance.scoring ?? []).flatMap((scored) => scoresOf(views.get(scored.lot)!, scored, seed))
  scoring.sort((a, b) => byName(a.lot, b.lot) || byName(a.vendor, b.vendor))
  const serves = clearByRank(instance, views, scoring, seed)
  return { scoring, serves: fillUp(marketOf(instance, noWorseOff), serves, seed) }
}

/** Each bid of a lot with its points for price and quality, the best first. */
export function scoresOf(
  view: LotView,
  { priceWeight, quality, deductionBps = {} }: Scoring,
  seed: string,
): ScoreRow[] {
  const { id, referencePrice } = view.lot
  const demand = view.stakes.reduce((sum, { pledge }) => sum + BigInt(pledge.qty), 0n)
  const offers = [...aloneOf(view)].map(([vendor, alone]) => {
    const n = BigInt(referencePrice) * demand - (alone?.saving ?? 0n)
    return { vendor, alone, n, weighed: n * BigInt(10_000 - (deductionBps[vendor] ?? 0)) }
  })
  const least = offers.reduce<bigint | null>(
    (min, { weighed }) => (min === null || weighed < min ? weighed : min),
    null,
  )
  const points = 100n * BigInt(priceWeight)
  const scored = offers.map((offer) => {
    const { weighed, vendor } = offer
    const priceScore =
      weighed === 0n ? Number(points) : Number((2n * points * least! + weighed) / (2n * weighed))
    return { ...offer, priceScore, total: priceScore + (quality[vendor] ?? 0) }
  })
  return scored
    .toSorted(
      (a, b) =>
        b.total - a.total ||
        (a.weighed < b.weighed ? -1 : a.weighed > b.weighed ? 1 : 0) ||
        (quality[b.vendor] ?? 0) - (quality[a.vendor] ?? 0) ||
        byName(tieKey(seed, id, a.vendor), tieKey(seed, id, b.vendor)),
    )
    .map(({ vendor, n, priceScore, total, alone }, at) => ({
      lot: id,
      vendor,
      n: String(n),
      priceScore,
      quality: quality[vendor] ?? 0,
      total,
      rank: at + 1,
      quantity: alone?.quantity ?? 0,
      unitPrice: String(alone?.price ?? 0),
    }))
}

/** Tied buyers who are not served everywhere are left out, and everything is cleared again without them. */
function clearByRank(
  { buyers }: Instance,
  views: ReadonlyMap<string, LotView>,
  scoring: readonly ScoreRow[],
  seed: string,
): Serve[] {
  const out = new Set<string>()
  for (;;) {
    const serves = [...views.values()].flatMap((view) => clearLot(view, scoring, out, seed))
    const served = Map.groupBy(serves, ({ buyer }) => buyer)
    const torn = buyers.filter(({ id, allOrNothing, pledges }) => {
      const count = served.get(id)?.length ?? 0
      return allOrNothing && count > 0 && count < pledges.length
    })
    if (torn.length === 0) return serves
    for (const { id } of torn) out.add(id)
  }
}

function clearLot(
  view: LotView,
  scoring: readonly ScoreRow[],
  out: ReadonlySet<string>,
  seed: string,
): Serve[] {
  const { id, maxWinners } = view.lot
  let left = view.stakes.filter(({ buyer }) => !out.has(buyer))
  const winners = scoring.filter((row) => row.lot === id && row.rank <= maxWinners)
  return winners
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap(({ vendor }) => {
      const taken = takenBy(view, vendor, left, seed)
      left = left.filter((stake) => !taken.includes(stake))
      return taken.map(({ buyer, pledge }): Serve => ({ buyer, lot: id, vendor, quantity: pledge.qty }))
    })
}

/** The pledges of the tier that saves most: whole ones, the largest first under a cap. */
function takenBy(view: LotView, vendor: string, left: readonly Stake[], seed: string): Stake[] {
  const { tiers, minQty, maxQty } = view.bids.find((bid) => bid.vendor === vendor)!
  const order = left
    .filter(({ pledge }) => accepts(pledge, vendor))
    .map((stake) => ({ stake, key: tieKey(seed, view.lot.id, stake.buyer) }))
    .toSorted((a, b) => b.stake.pledge.qty - a.stake.pledge.qty || byName(a.key, b.key))
  let best: { stakes: Stake[]; saving: bigint } = { stakes: [], saving: 0n }
  for (const { from, price } of tiers) {
    if (price > view.lot.referencePrice) continue
    let volume = 0
    const stakes: Stake[] = []
    for (const { stake } of order) {
      if (stake.base < price || volume + stake.pledge.qty > (maxQty ?? Infinity)) continue
      stakes.push(stake)
      volume += stake.pledge.qty
    }
    const saving = BigInt(view.lot.referencePrice - price) * BigInt(volume)
    if (volume >= Math.max(from, minQty, 1) && saving >= best.saving) best = { stakes, saving }
  }
  return best.stakes
}
