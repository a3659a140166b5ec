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
  'program.honors': 'Demonstration units',
  'program.honor-call': 'Call for honors',
  'program.honor-application': 'Application for an honor',
  'program.honor-desk': 'Honors',
  'program.honor-new': 'New call',
  'program.honor-scoring': 'Scoring of honors',
  'program.honor-proof': 'Verify a certificate of honor',
}

export const outreachDone: Spoken<typeof zhDone> = {
  'listing-proposed': 'Proposal handed in; it waits for review',
  'listing-review': 'Review handed in; the office is told',
  'listing-accept': 'Listed',
  'listing-reject': 'Decided: not listed',
  'listing-remove': 'Removed from the list',
  'scorecard-commented': 'Comment handed in; you can change it until the deadline',
  'honor-saved': 'Draft saved',
  'honor-eligible': 'Handed in; you are eligible',
  'honor-ineligible': 'Handed in; by the facts you are not eligible, see why below',
  'honor-open': 'The call is open; enterprises are told',
  'honor-begin_scoring': 'Applications closed; reviewers are told',
  'honor-notice': 'The ranking stands on public notice',
  'honor-conclude': 'Concluded; certificates are made',
  'honor-answer': 'Objection answered',
  'honor-objected': 'Objection handed in; the office will answer',
  'honor-score': 'Points given; you can change them until scoring ends',
  'honor-conflict': 'You stand back',
}

type Facts = Record<string, any>

export const outreachNotices: Record<string, string | ((facts: Facts) => string)> = {
  'listing.proposed': 'A product is proposed for the recommended list and waits for review',
  'listing.reviewed': 'A proposal for the list was reviewed and waits for a decision',
  'listing.accepted': 'Your product stands on the recommended list',
  'listing.rejected': 'Your product was not listed; read why',
  'listing.removed': 'Your product was taken off the recommended list',
  'scorecard.shown': 'Your scorecard of this quarter is ready: read it and comment if you like',
  'honor.opened': ({ titleEn }) => `${titleEn}: applications are open`,
  'honor.scoring_begun': 'Applications for an honor wait for your score',
  'honor.noticed': 'Your enterprise stands on public notice as a demonstration unit',
  'honor.rejected': 'Your application for an honor was not chosen; read why',
  'honor.recommended': 'Your enterprise is a copyright demonstration unit; the certificate is ready',
  'honor.objected': 'Somebody objects to an honor; an answer is due',
  'honor.objection_answered': 'Your objection is answered',
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
  'honor.call_created': 'Call drafted',
  'honor.opened': 'Call opened',
  'honor.scoring_begun': 'Scoring begun',
  'honor.noticed_all': 'Ranking put on notice',
  'honor.closed': 'Concluded',
  'honor.written': 'Draft saved',
  'honor.submitted': 'Handed in',
  'honor.scored': 'Scored by a reviewer',
  'honor.conflict_declared': 'A reviewer stood back',
  'honor.noticed': 'Put on notice',
  'honor.rejected': 'Not chosen',
  'honor.recommended': 'Honored',
  'honor.objected': 'Objected',
  'honor.objection_answered': 'Objection answered',
}

export const outreachRefusals: Spoken<typeof zhRefusals> = {
  'proposal-exists': 'A proposal of this edition is being handled already.',
  'own-proposal': 'You cannot review what your own organization proposed.',
  'own-review': 'Whoever reviewed it cannot decide; ask another officer.',
  'criteria-unmet': 'A criterion is not met: you can only keep it off the list.',
  'ends-too-soon': 'The listing must end after today.',
  'comment-late': 'The time to comment is over; the office has the figures and your comment.',
  'call-over': 'The last day to apply is past; the call cannot be opened.',
  'call-closed': 'You cannot apply now: the call has not begun or is over.',
  'statement-missing': 'Write what you do and achieved, and save it first.',
  'reviewer-conflict': 'You have a conflict of interest with this enterprise and must stand back.',
  'scoring-over': 'You cannot score now: scoring has not begun or is over.',
  'nobody-eligible': 'No application is eligible; there is nothing to put on notice.',
  'scores-missing': 'Some application has too few scores; conflicts do not count.',
  'notice-running': 'The notice is not over yet.',
  'objections-open': 'An objection is not answered yet.',
  'notice-over': 'The notice is over; objections are not taken any more.',
}

export const outreachProblems = {
  'points-range': 'Enter a whole number up to the most that can be given',
  'notice-length': 'A notice takes 5 to 60 days',
  'no-criteria': 'Enter at least one criterion',
}
