import type { ScoreRow } from '../certificate'
import type { Figures } from '../evaluation/comparison'

type Lot = ReadonlyMap<string, Figures>
type Scored = readonly Pick<ScoreRow, 'vendor' | 'rank' | 'total'>[]

/** Where a bid stands among the valid ones of its lot: by its total where it was scored, else by its effective price. */
export function placeOf(vendor: string, lot: Lot, scored: Scored): { rank: number; of: number } | null {
  const own = scored.find((row) => row.vendor === vendor)
  if (own) return { rank: own.rank, of: scored.length }
  const price = lot.get(vendor)?.effectivePrice
  if (price === null || price === undefined) return null
  const prices = [...lot.values()].flatMap(({ effectivePrice }) => effectivePrice ?? [])
  return { rank: 1 + prices.filter((other) => other < price).length, of: prices.length }
}

export type WhyLost = 'rank' | 'total' | 'combination' | null

/** Why a valid bid was not awarded: by its total, by its price, or since another combination saves more over all lots. */
export function whyLost(vendor: string, winners: readonly string[], lot: Lot, scored: Scored): WhyLost {
  if (winners.length === 0) return null
  if (scored.some((row) => row.vendor === vendor)) return 'total'
  const priceOf = (name: string) => lot.get(name)?.effectivePrice ?? null
  const own = priceOf(vendor)
  if (own === null) return 'rank'
  return winners.some((winner) => (priceOf(winner) ?? own) < own) ? 'rank' : 'combination'
}
