import type { LotState, QualificationState, RoundState } from '~/rounds/lifecycle'

export type BiddingRound = { state: RoundState; bidsCloseAt: Date; noticeHash: string }

export type Bidder = {
  /** whether the organization is verified */
  verified: boolean
  /** its standing for this round or for all; null: not asked for yet */
  qualification: QualificationState | null
}

/** Rounds that take bids: from publication to closing, also while volumes are already frozen. */
export const taking = ['published', 'frozen'] as const satisfies readonly RoundState[]

const shutOut: readonly (QualificationState | null)[] = ['banned', 'suspended', 'rejected']

/**
 * Why this vendor may not put in a bid now; null when it may. `answered` is the notice that the vendor saw. The
 * writing statement asks the database's clock once more.
 */
export function whyNotBid(
  round: BiddingRound,
  lotState: LotState,
  bidder: Bidder,
  answered: string,
  now: Date,
) {
  return (
    whyNotTaking(round, now) ??
    (lotState !== 'active'
      ? 'lot-closed'
      : !bidder.verified
        ? 'not-verified'
        : shutOut.includes(bidder.qualification)
          ? 'vendor-shut-out'
          : round.noticeHash !== answered
            ? 'notice-changed'
            : null)
  )
}

export type BidRefusal = NonNullable<ReturnType<typeof whyNotBid>>

/** Why no bid of this round may be put in, replaced or withdrawn now. */
export function whyNotTaking(round: Pick<BiddingRound, 'state' | 'bidsCloseAt'>, now: Date) {
  if (round.state === 'suspended') return 'round-suspended'
  if (!(taking as readonly RoundState[]).includes(round.state)) return 'bids-closed'
  return now >= round.bidsCloseAt ? 'bids-closed' : null
}
