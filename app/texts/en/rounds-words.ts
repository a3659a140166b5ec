import type { Spoken } from '../speak'
import type { roundsWords as model } from '../zh/rounds-words'

export const roundsWords: Spoken<typeof model> = {
  state: {
    draft: 'Draft',
    published: 'Open for pledges',
    frozen: 'Open for bids',
    closed: 'To be opened',
    technical_opened: 'Eligibility review',
    eligibility_fixed: 'Prices to be opened',
    prices_opened: 'To be decided',
    decided: 'Standstill',
    confirmed: 'Confirmed',
    concluded: 'Concluded',
    suspended: 'Suspended',
    failed: 'Failed',
    canceled: 'Canceled',
  },
  lotState: { active: 'Active', unsuccessful: 'Unsuccessful', awarded: 'Awarded', canceled: 'Canceled' },
  lotReason: {
    below_min_volume: 'Pledged below the least volume',
    too_few_bids: 'Too few bids; not opened',
    too_few_eligible: 'Too few eligible bids',
    all_above_reference: 'Every price above the reference price',
    no_clearing: 'No combination clears',
    canceled: 'The round was canceled',
    failed: 'The round failed',
  },
  profile: { enterprise: 'Enterprise', statutory: 'Statutory', quick: 'Quick' },
  profileHint: {
    enterprise:
      'The usual one. At least 10 days for bids, 3 bids per lot, 5 working days between freeze and closing, 7 working days of standstill.',
    statutory:
      'Modeled on Order 87: at least 20 days for bids, 15 days left after a material addendum, no late joining.',
    quick:
      'Small renewals and the like: 5 days for bids, one bid suffices, 2 working days of standstill, no question about low prices.',
  },
  method: { lowest_price: 'Lowest total (optimal saving)', comprehensive: 'Comprehensive scoring' },
  pledgeState: {
    draft: 'Draft',
    awaiting_approval: 'Awaiting approval',
    active: 'Signed',
    withdrawn: 'Withdrawn',
    invalidated: 'To be reconfirmed',
    frozen: 'Frozen',
    dropped: 'Lapsed',
    served: 'Served',
    unserved: 'Not served',
    released: 'Released',
    ordered: 'Ordered',
    defaulted: 'Defaulted',
  },
}
