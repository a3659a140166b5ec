import type { Spoken } from '../speak'
import type { awards as zh } from '../zh/awards'

export const awards: Spoken<typeof zh> = {
  eligibility: {
    title: 'Eligibility',
    sentence: {
      waiting:
        'The technical parts are not open yet; then at least two evaluators judge on their own and must agree before it is fixed.',
      judging: (left) =>
        left === '0'
          ? 'Two evaluators agree on every bid; eligibility can be fixed.'
          : `${left} bids are not agreed on by two evaluators yet.`,
      fixed: 'Eligibility was fixed before prices were opened; it does not change any more.',
    },
    why: 'Eligibility comes before prices: whoever knows the prices could choose the winner by choosing whom to exclude.',
    declareTitle: 'Conflicts of interest',
    declareLead:
      'Declare before judging whether you or close relatives are employed by, own, represent or otherwise depend on a bidder.',
    conflict: 'What the conflict is',
    conflictHint:
      'Leave empty if there is none; otherwise say with whom and how: you then do not judge this round',
    declare: 'Submit the declaration',
    declared: 'Declared: no conflict of interest.',
    declaredConflict: 'A conflict of interest is declared; you do not judge this round.',
    bids: 'Bids',
    vendor: 'Vendor',
    product: 'Product offered',
    brand: 'Brand',
    qualification: 'Qualification',
    noQualification: 'not applied for',
    qualifications: {
      applied: 'applied',
      in_review: 'in review',
      qualified: 'qualified',
      returned: 'returned',
      rejected: 'rejected',
      suspended: 'suspended',
      expired: 'expired',
      banned: 'banned',
    },
    responses: 'Response',
    unread: 'For evaluators',
    verdict: 'Verdict',
    verdicts: { eligible: 'Eligible', ineligible: 'Not eligible', open: 'Open' },
    reason: 'Reason',
    reasonHint: 'Needed when not eligible; the vendor is told',
    agreed: (n, of) => `${n} of ${of} evaluators agree`,
    mine: 'you among them',
    save: 'Save my verdicts',
    fix: (n) => `Fix eligibility of ${n} bids`,
    fixTitle: 'Fix eligibility?',
    fixWhat: (eligible, out) => `${eligible} bids are eligible, ${out} are not; reasons go to their vendors.`,
    fixLots:
      'Lots with fewer eligible bids than the notice asks for (brands count in a class) fall; their prices stay sealed.',
    fixNext: 'Openers of two organizations then open the prices.',
    fixUndo: 'This cannot be undone.',
    whyNot: {
      'not-your-move': 'Only evaluators judge; you may read.',
      'round-suspended': 'The round is suspended.',
      'eligibility-not-open': 'Eligibility is not being judged now.',
      'declare-first': 'Declare conflicts of interest first.',
      'conflict-declared': 'You have declared a conflict and do not judge this round.',
    },
    empty: 'No bids to judge',
    emptyWhy: 'Once the technical parts are open, bids are listed here.',
    toOpening: 'Opening',
  },
}

export const awardsRefusals = {
  'eligibility-not-open': 'Eligibility is not being judged now.',
  'declare-first': 'Declare conflicts of interest before you judge.',
  'conflict-declared': 'You have declared a conflict of interest and do not judge this round.',
  'not-agreed-yet': 'Two evaluators do not agree on every bid yet; eligibility cannot be fixed.',
  'already-replied': 'It was answered already and cannot be changed.',
  'reply-too-late': 'The time to answer is over.',
  'already-decided': 'It was decided already.',
  'reply-awaited': 'The vendor may still answer; decide after that.',
  'award-not-open': 'The award is not being decided now.',
  'scenario-not-official': 'A scenario can never be decided on.',
  'inquiries-open': 'Questions about abnormally low prices are still open.',
  'run-not-finished': 'The computation is not finished.',
  'run-outdated': 'There is a newer computation; look at the newest.',
  'award-changed': 'The award differs from the one you saw; the page is up to date now, compare again.',
}
