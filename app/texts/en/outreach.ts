import type { Spoken } from '../speak'
import type {
  outreachDone as zhDone,
  outreachRefusals as zhRefusals,
  outreachTitles as zhTitles,
} from '../zh/outreach'

export const outreachTitles: Spoken<typeof zhTitles> = {
  'program.recommended': 'Recommended list',
  'program.proposals': 'Proposals for the list',
  'program.proposal': 'Proposal for the list',
  'program.proposal-new': 'Propose a product',
  'program.own-scorecard': 'Scorecard',
  'program.scorecard': 'Vendor scorecard',
  'program.scorecards': 'Vendor scorecards',
}

export const outreachDone: Spoken<typeof zhDone> = {
  'listing-proposed': 'Proposal handed in; it waits for review',
  'listing-review': 'Review handed in; the office is told',
  'listing-accept': 'Listed',
  'listing-reject': 'Decided: not listed',
  'listing-remove': 'Removed from the list',
  'scorecard-commented': 'Comment handed in; you can change it until the deadline',
}

type Facts = Record<string, any>

export const outreachNotices: Record<string, string | ((facts: Facts) => string)> = {
  'listing.proposed': 'A product is proposed for the recommended list and waits for review',
  'listing.reviewed': 'A proposal for the list was reviewed and waits for a decision',
  'listing.accepted': 'Your product stands on the recommended list',
  'listing.rejected': 'Your product was not listed; read why',
  'listing.removed': 'Your product was taken off the recommended list',
  'scorecard.shown': 'Your scorecard of this quarter is ready: read it and comment if you like',
}

export const outreachHistories: Record<string, string> = {
  'listing.proposed': 'Proposed',
  'listing.reviewed': 'Review handed in',
  'listing.accepted': 'Listed',
  'listing.rejected': 'Decided not to list',
  'listing.removed': 'Removed from the list',
  'scorecard.shown': 'Scorecard computed',
  'scorecard.commented': 'Commented',
  'scorecard.released': 'Scorecard released to the office',
}

export const outreachRefusals: Spoken<typeof zhRefusals> = {
  'proposal-exists': 'A proposal of this edition is being handled already.',
  'own-proposal': 'You cannot review what your own organization proposed.',
  'own-review': 'Whoever reviewed it cannot decide; ask another officer.',
  'criteria-unmet': 'A criterion is not met: you can only keep it off the list.',
  'ends-too-soon': 'The listing must end after today.',
  'comment-late': 'The time to comment is over; the office has the figures and your comment.',
}
