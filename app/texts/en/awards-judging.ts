import { counted } from './counted'
import type { Spoken } from '../speak'
import type { awardsJudging as model } from '../zh/awards-judging'

export const awardsJudging: Spoken<typeof model> = {
  eligibility: {
    title: 'Eligibility',
    sentence: {
      waiting:
        'The technical parts are not open yet; then at least two evaluators judge on their own and must agree before it is fixed.',
      judging: (left) =>
        left === '0'
          ? 'Two evaluators agree on every bid; eligibility can be fixed.'
          : `${counted(left, 'bid is', 'bids are')} not agreed on by two evaluators yet.`,
      again: (left) =>
        left === '0'
          ? 'Two evaluators agree on every bid judged again; eligibility can be fixed.'
          : `Judged again after an upheld challenge: ${counted(left, 'bid is', 'bids are')} not agreed on by two evaluators yet.`,
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
    olderCriteria: (own, asked) =>
      `judged by version ${own} of the criteria; this round asks for version ${asked}`,
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
    agreed: (n, of) => `${n} of ${counted(of, 'evaluator agrees', 'evaluators agree')}`,
    mine: 'you among them',
    before: (verdict, at) => `Decided before (fixed ${at}): ${verdict}`,
    again: (n, at) =>
      `A challenge was upheld on ${at}: ${counted(n, 'bid is', 'bids are')} judged again; what was decided before is kept.`,
    againOpen:
      'Prices of other bids that are open stay open; judge by the technical parts, not by the prices.',
    againNext:
      'Openers open the prices that are still sealed; where all are open the award is computed anew at once.',
    save: 'Save my verdicts',
    fix: (n) => `Fix eligibility of ${counted(n, 'bid')}`,
    fixTitle: 'Fix eligibility?',
    fixWhat: (eligible, out) =>
      `${counted(eligible, 'bid is', 'bids are')} eligible, ${counted(out, 'is', 'are')} not; reasons go to their vendors.`,
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
    scoresAwaited: 'Bids are scored in this round: eligibility is fixed once every score sheet is in.',
    toScores: 'Scores',
    toOpening: 'Opening',
  },
  inquiry: {
    title: 'Question about a low price',
    list: 'Abnormally low prices',
    listLead:
      'A price far below the others is explained by its vendor first; the award is computed after all decisions.',
    states: {
      asked: 'vendor to explain',
      answered: 'office to decide',
      overdue: 'not explained in time',
      explained: 'explained',
      excluded: 'excluded',
    },
    sentence: {
      asked:
        'The price is far below the others; its vendor explains it with evidence until the time shown, nothing is decided before.',
      answered: 'The vendor has explained its price; the office accepts the explanation or excludes the bid.',
      overdue:
        'The time is over and nothing was explained; the office accepts the price or excludes the bid.',
      explained: 'The explanation is accepted; the bid takes part in the award.',
      excluded: 'The price was not explained; the bid is out and the others are computed anew.',
    },
    vendor: 'Vendor',
    lot: 'Lot',
    state: 'State',
    due: 'To be explained by',
    askedAt: 'Asked',
    toBid: 'My bid',
    toEvaluation: 'Evaluation',
    why: 'Why it is asked',
    whyLead:
      'Prices are compared as each bid would clear by itself; any of these makes it asked. It is the notice’s rule, not a judgment.',
    grounds: {
      mean: (percent) => `below ${percent}% of the mean of all eligible bids`,
      next: (percent) => `below ${percent}% of the next lowest price`,
      reference: (percent) => `below ${percent}% of the reference price`,
    },
    replyTitle: 'Explain the price',
    replyLead: 'Once only. The office and the auditors read it; other bidders do not.',
    reply: 'Reasons',
    replyHint:
      'How the price is made up: purchase cost, discounts and their basis, who delivers and supports',
    evidence: 'Evidence',
    evidenceHint: 'Price letter of the publisher, purchase contract, cost sheet; PDF, picture or archive',
    send: 'Send the explanation',
    explanation: 'The vendor’s explanation',
    repliedAt: (at) => `Sent ${at}`,
    noReply: 'Nothing explained yet',
    noReplyWhy:
      'The explanation is shown here once it is sent; after the time is over the office decides without it.',
    noFile: 'No evidence attached',
    decisionTitle: 'Decision',
    decisionLead: 'The vendor is told the reason, and it stays on record.',
    accept: 'Accept the explanation',
    acceptTitle: (vendor) => `Accept the explanation of ${vendor}?`,
    acceptWhat: 'The bid takes part in the award.',
    exclude: 'Exclude the bid',
    excludeTitle: (vendor) => `Exclude the bid of ${vendor}?`,
    excludeWhat: 'The bid is out of the award; its vendor is told why and may challenge it.',
    excludeAgain:
      'The other prices are compared anew, so another may be asked about; both matrices are kept.',
    thenComputed: 'Once every question is decided the award is computed.',
    undo: 'This cannot be undone.',
    reason: 'Reason',
    reasonHint: 'Which evidence was weighed, and why it holds or does not',
    outcome: 'Decision',
    decidedAt: 'Decided',
    decidedBy: 'By',
    seeMatrices: 'See both matrices',
    notice: 'Your price is far below the others and must be explained in time',
    noticeDone: 'The question about this price',
    open: 'Explain it',
    see: 'See the question',
  },
  scoring: {
    title: 'Scores',
    sentence: {
      filling: (left) =>
        left === '0'
          ? 'The sheet is complete and can be handed in; until then nobody else sees it, afterward it stays.'
          : `${counted(left, 'cell')} still to score. Nobody sees them until every evaluator has handed in.`,
      waiting: 'Sheets are still awaited; until all are in nobody sees the scores of another.',
      complete: 'Every sheet is in; the scores are fixed together with eligibility.',
      none: 'Once the technical parts are open each evaluator scores here by themselves.',
    },
    toEligibility: 'Eligibility',
    toEvaluation: 'Evaluation',
    toOpening: 'Opening',
    sheets: 'Score sheets',
    sheetsLead:
      'At least two evaluators without a conflict score independently; of each criterion the mean counts, half up to hundredths.',
    noSheets: 'No evaluator has declared yet',
    noSheetsWhy: 'Evaluators first declare conflicts of interest; those who have none score here.',
    evaluator: 'Evaluator',
    state: 'State',
    me: 'you',
    states: { in: 'handed in', filling: 'being filled in', excused: 'not awaited', late: 'takes no part' },
    lateWhy: 'declared when all other sheets were in',
    own: 'Your scores',
    ownLead: 'Score independently by the criteria of the notice; what each weighs stands beside it.',
    criterion: 'Criterion',
    most: (points) => `of ${counted(points, 'point')}`,
    outOf: (points) => `/ ${points}`,
    save: 'Save',
    handIn: (bids) => `Hand in scores of ${counted(bids, 'bid')}`,
    handInTitle: 'Hand in this score sheet?',
    handInWhat: 'The scores are final from now on and cannot be changed.',
    handInThen: 'Once every sheet is in, evaluators and the office see all scores.',
    handInUndo: 'This cannot be undone.',
    matrix: (lot) => `Scores in ${lot}`,
    quality: 'Quality',
    mean: 'mean',
    excuse: 'Go on without',
    excuseTitle: (name) => `Go on without ${name}?`,
    excuseWhat: 'What they entered does not count; the others are shown once all are in.',
    excuseWhy: 'Reason',
    excuseUndo: 'This cannot be undone.',
    whyNot: {
      'not-scored': 'This round goes to the lowest price; nothing is scored.',
      'not-your-move': 'Only evaluators score; you can read the scores once all are in.',
      'round-suspended': 'The round is suspended.',
      'eligibility-not-open': 'Bids are not being judged now.',
      'declare-first': 'Declare conflicts of interest first.',
      'conflict-declared': 'You have declared a conflict of interest and do not judge this round.',
      'sheet-handed-in': 'Your sheet is handed in and stays as it is.',
      'scores-complete': 'All sheets were in when you declared; no further one is taken.',
    },
    empty: 'No bids to score',
    emptyWhy: 'Bids are listed here once the technical parts are open.',
  },
}
