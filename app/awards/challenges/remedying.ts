import type { BidState } from '~/bids/lifecycle'
import type { RoundState } from '~/rounds/lifecycle'

export const remedies = ['go_on', 'recompute', 'cancel_lot'] as const
/** What follows from an upheld challenge: the round goes on, its award is computed anew, or a lot is given up. */
export type Remedy = (typeof remedies)[number]

const priced: readonly RoundState[] = ['prices_opened', 'decided']
const over: readonly RoundState[] = ['confirmed', 'concluded', 'failed', 'canceled']

/** Which remedies a round can still have, by how far it came; what binds already is not undone. */
export function remediesFor(reached: RoundState, lotsLeft: number): Remedy[] {
  if (over.includes(reached)) return ['go_on']
  return remedies.filter((remedy) =>
    remedy === 'recompute' ? priced.includes(reached) : remedy === 'go_on' || lotsLeft > 1,
  )
}

type Wish = { remedy: Remedy; lotId: string | null; bidId: string | null }
type Facts = { reached: RoundState; lotsLeft: number; lotOpen: boolean; bidState: BidState | null }

/** Why this remedy may not be taken; null when it may. */
export function whyNotRemedy(
  { remedy, lotId, bidId }: Wish,
  { reached, lotsLeft, lotOpen, bidState }: Facts,
) {
  if (!remediesFor(reached, lotsLeft).includes(remedy)) return 'remedy-not-now'
  if (remedy === 'cancel_lot' && !(lotId && lotOpen)) return 'remedy-lot'
  if (remedy === 'recompute' && bidId && !(bidState && changedBid[bidState])) return 'remedy-bid'
  return null
}

/** What a remedy does to the bid that it is about: one that was in is taken out, one that was out comes in again. */
export const changedBid: Partial<Record<BidState, 'excluded' | 'priced'>> = {
  won: 'excluded',
  lost: 'excluded',
  priced: 'excluded',
  excluded: 'priced',
}

/** Whether the award is computed anew: asked for, or since a lot that others may hang on is given up after the prices. */
export const recomputes = (remedy: Remedy, reached: RoundState) =>
  remedy === 'recompute' || (remedy === 'cancel_lot' && priced.includes(reached))
