import type { RoundState } from '~/rounds/lifecycle'

/** The decision over one bid, and which evaluators stand behind it as it is. */
export type Decision = {
  bidId: string
  eligible: boolean
  reason: string | null
  decidedBy: readonly string[]
}

export const evaluatorsNeeded = 2

type Evaluator = {
  isEvaluator: boolean
  /** null: not declared yet; otherwise what was declared, null: no conflict */
  declared: { conflict: string | null } | null
}

/** Why this person may not judge bids of the round now; null when they may. */
export function whyNotJudge(state: RoundState, { isEvaluator, declared }: Evaluator) {
  if (!isEvaluator) return 'not-your-move'
  if (state === 'suspended') return 'round-suspended'
  if (state !== 'technical_opened') return 'eligibility-not-open'
  if (!declared) return 'declare-first'
  return declared.conflict === null ? null : 'conflict-declared'
}

/** Bids that no two evaluators agree on yet. */
export function undecided(bidIds: readonly string[], decisions: readonly Decision[]): string[] {
  const agreed = new Set(
    decisions.filter(({ decidedBy }) => decidedBy.length >= evaluatorsNeeded).map(({ bidId }) => bidId),
  )
  return bidIds.filter((id) => !agreed.has(id))
}

export type JudgedBid = { lotId: string; vendorId: string; brandKey: string | null; eligible: boolean }
type Lot = { id: string; kind: 'class' | 'product' }

/** Lots with fewer independent offers than the terms ask for: brands count in a class, suppliers in one product (Order 87, Art. 31). */
export function tooFewEligible(lots: readonly Lot[], bids: readonly JudgedBid[], minBids: number): string[] {
  return lots.filter((lot) => independent(lot, bids) < minBids).map(({ id }) => id)
}

function independent({ id, kind }: Lot, bids: readonly JudgedBid[]): number {
  const its = bids.filter(({ lotId, eligible }) => lotId === id && eligible)
  return new Set(its.map(({ brandKey, vendorId }) => (kind === 'class' ? (brandKey ?? vendorId) : vendorId)))
    .size
}
