import type { Glossary } from '../zh/glossary'

export const glossary: Glossary = {
  legalization: {
    term: 'software legalization',
    meaning: 'Every piece of software in use is licensed, and its origin can be shown.',
  },
  genuine: {
    term: 'genuine software',
    meaning: 'Software supplied by the right holder or an authorized vendor, used as its license allows.',
  },
  unlicensed: {
    term: 'unlicensed software',
    meaning: 'Software that is installed and covered by no entitlement.',
  },
  conference: {
    term: 'joint conference',
    meaning: 'The agencies that together promote the use of genuine software.',
  },
  office: {
    term: 'conference office',
    meaning: 'The body that opens rounds, verifies organizations and reports progress.',
  },
  agency: {
    term: 'member unit',
    meaning: 'A member of the conference that answers for a part of the enterprises.',
  },
  enterprise: {
    term: 'enterprise',
    meaning: 'An organization that uses software, states demand and buys licenses.',
  },
  vendor: { term: 'vendor', meaning: 'An organization that bids in rounds and delivers licenses.' },
  publisher: { term: 'publisher', meaning: 'The owner of the copyright in a software product.' },
  uscc: {
    term: 'unified social credit code',
    meaning: 'The 18-character code of an organization; the last one is a check character.',
  },
  recommended: { term: 'recommended list', meaning: 'Reviewed genuine software that is fit for purchase.' },
  demand: {
    term: 'demand',
    meaning: 'What an enterprise needs and how many: from gaps, renewals or by hand.',
  },
  wish: { term: 'wish', meaning: 'Similar demand gathered; a round can open once a threshold is reached.' },
  round: { term: 'round', meaning: 'One group purchase: common lots, terms and timetable.' },
  lot: { term: 'lot', meaning: 'The part of a round for one product or one class of products.' },
  pledge: {
    term: 'pledge',
    meaning: 'An enterprise’s binding commitment to a quantity, made before the deadline.',
  },
  ceiling: {
    term: 'ceiling',
    meaning: 'The highest unit price an enterprise accepts; sealed until the opening.',
  },
  reference: {
    term: 'reference price',
    meaning: 'The price against which savings are measured, published with the notice.',
  },
  addendum: {
    term: 'addendum',
    meaning: 'A change of the terms after publication; it may extend the deadlines.',
  },
  bid: { term: 'bid', meaning: 'A vendor’s sealed offer with prices by volume tier.' },
  tier: { term: 'tier', meaning: 'The unit price that applies from a certain volume on.' },
  opener: {
    term: 'opener',
    meaning: 'A person who holds a share of the opening; people of different organizations open together.',
  },
  opening: { term: 'opening', meaning: 'The moment all bids are opened; nobody can read them before.' },
  award: { term: 'award', meaning: 'The result: which vendor supplies whom at which price.' },
  certificate_award: {
    term: 'award certificate',
    meaning: 'The file from which anyone can recompute the award.',
  },
  standstill: {
    term: 'standstill',
    meaning: 'The wait between the notice and the confirmation, in which challenges may be made.',
  },
  challenge: { term: 'challenge', meaning: 'A written objection to the result.' },
  late_join: { term: 'late join', meaning: 'Joining after the confirmation at the same price.' },
  order: { term: 'order', meaning: 'The purchase between one enterprise and one vendor.' },
  contract: { term: 'contract', meaning: 'The text that both sides confirm by the same digest.' },
  delivery: {
    term: 'delivery',
    meaning: 'The vendor provides licenses; entitlements and purchase records appear with it.',
  },
  acceptance: {
    term: 'acceptance',
    meaning: 'The enterprise confirms receipt; without rejection it counts as accepted after a term.',
  },
  bank: {
    term: 'corporate bank transfer',
    meaning: 'A transfer to the platform’s bank account under a reference code.',
  },
  hold: { term: 'hold', meaning: 'Money held back on the disputed order line only.' },
  refund: { term: 'refund', meaning: 'Money returned to the original payer.' },
  invoice: { term: 'invoice', meaning: 'The VAT invoice; a red-letter invoice reverses it.' },
  purchase_record: {
    term: 'purchase record',
    meaning: 'The unchangeable record of a purchase, on which compliance and mediation both rely.',
  },
  entitlement: { term: 'entitlement', meaning: 'What may be used: product, edition, quantity and term.' },
  metric: {
    term: 'metric',
    meaning: 'How licenses are counted: by device, user, concurrent use, cores and so on.',
  },
  perpetual: {
    term: 'perpetual, subscription',
    meaning: 'A license without end, or one that is valid for a term.',
  },
  maintenance: { term: 'maintenance', meaning: 'Upgrades and support within a term.' },
  renewal: { term: 'renewal', meaning: 'Continuing before the end; a decision to renew becomes demand.' },
  true_up: { term: 'true-up', meaning: 'A purchase that makes up for actual use.' },
  inventory: {
    term: 'software inventory',
    meaning: 'The list of installed software gathered from computers.',
  },
  recognition: { term: 'recognition', meaning: 'Matching a name in an inventory to a product.' },
  position: {
    term: 'effective license position',
    meaning: 'Installed, entitled, covered and missing per product.',
  },
  gap: { term: 'gap', meaning: 'Installations that no entitlement covers.' },
  compliant: {
    term: 'compliant',
    meaning: 'No gap in general-purpose software, and nothing left to clarify.',
  },
  regularized: { term: 'regularized', meaning: 'A gap found on the record that a purchase has closed.' },
  unknown: { term: 'unknown', meaning: 'Not enough evidence to decide.' },
  campaign: {
    term: 'self-inspection campaign',
    meaning: 'Checks that enterprises make themselves and submit.',
  },
  rectification: {
    term: 'rectification',
    meaning: 'The duty to close a gap or to stop using software by a date.',
  },
  inspection: {
    term: 'supervisory inspection',
    meaning: 'An on-machine check by a team, drawn with a published seed.',
  },
  blacklist: { term: 'blacklist', meaning: 'The published list of serious violators, after due process.' },
  pilot: {
    term: 'software asset management pilot',
    meaning: 'A pilot assessed by a maturity list and figures before and after.',
  },
  case: {
    term: 'mediation case',
    meaning: 'A dispute between a vendor and an enterprise handled by a mediation body.',
  },
  mediator: { term: 'mediator', meaning: 'A person chosen by both sides who passed the conflict check.' },
  caucus: { term: 'caucus', meaning: 'Confidential talk of the mediator with one side.' },
  settlement: { term: 'settlement', meaning: 'A written agreement whose obligations can be checked.' },
  confirmation: { term: 'judicial confirmation', meaning: 'A court’s confirmation of a settlement.' },
  target: { term: 'annual target', meaning: 'A number of the annual plan; progress is computed from facts.' },
  brief: {
    term: 'brief',
    meaning: 'A report drafted from facts and published after a second person’s approval.',
  },
  honor: {
    term: 'copyright demonstration unit',
    meaning: 'An organization honored after review and public notice.',
  },
}
