import type { BidState } from '~/bids/lifecycle'
import type { RoundState } from '~/rounds/lifecycle'

export const remedies = ['go_on', 'recompute', 'reopen_eligibility', 'cancel_lot'] as const
/**
 * What follows from an upheld challenge: the round goes on, its award is computed anew, the committee decides again on
 * bids, or a lot is given up.
 */
export type Remedy = (typeof remedies)[number]

const judged: readonly RoundState[] = ['eligibility_fixed', 'prices_opened', 'decided']
const priced: readonly RoundState[] = ['prices_opened', 'decided']
const over: readonly RoundState[] = ['confirmed', 'concluded', 'failed', 'canceled']

/** Which remedies a round can still have, by how far it came; what binds already is not undone. */
export function remediesFor(reached: RoundState, lotsLeft: number): Remedy[] {
  if (over.includes(reached)) return ['go_on']
  const isOpen: Record<Remedy, boolean> = {
    go_on: true,
    recompute: priced.includes(reached),
    reopen_eligibility: judged.includes(reached),
    cancel_lot: lotsLeft > 1,
  }
  return remedies.filter((remedy) => isOpen[remedy])
}

type Wish = { remedy: Remedy; lotId: string | null; bidId: string | null; bidIds: readonly string[] }
type Facts = {
  reached: RoundState
  lotsLeft: number
  lotOpen: boolean
  bidState: BidState | null
  /** of the named bids, those that may be judged again */
  judgeable: number
}

/** Why this remedy may not be taken; null when it may. */
export function whyNotRemedy(
  { remedy, lotId, bidId, bidIds }: Wish,
  { reached, lotsLeft, lotOpen, bidState, judgeable }: Facts,
) {
  if (!remediesFor(reached, lotsLeft).includes(remedy)) return 'remedy-not-now'
  if (remedy === 'cancel_lot' && !(lotId && lotOpen)) return 'remedy-lot'
  if (remedy === 'recompute' && bidId && !(bidState && changedBid[bidState])) return 'remedy-bid'
  if (remedy === 'reopen_eligibility' && (bidIds.length === 0 || judgeable < bidIds.length))
    return 'remedy-bids'
  return null
}

/** What a remedy does to the bid that it is about: one that was in is taken out, one that was out comes in again. */
export const changedBid: Partial<Record<BidState, 'excluded' | 'priced'>> = {
  won: 'excluded',
  lost: 'excluded',
  priced: 'excluded',
  excluded: 'priced',
}

/** Bids that the committee has decided on and may decide on again; what is out for its price is not its matter. */
export const judgedAgain = [
  'eligible',
  'ineligible',
  'priced',
  'won',
  'lost',
] as const satisfies readonly BidState[]

/** Whether the award is computed anew: asked for, or since a lot that others may hang on is given up after the prices. */
export const recomputes = (remedy: Remedy, reached: RoundState) =>
  remedy === 'recompute' || (remedy === 'cancel_lot' && priced.includes(reached))
