/** The rooms whose events the log holds, and the first words of the kinds that each records (events.md). */
export const rooms = {
  people: ['agency', 'appointment', 'organization', 'registration', 'person', 'member', 'factor'],
  catalog: ['catalog'],
  demands: ['demand', 'wish'],
  rounds: ['round', 'question', 'pledge', 'limit', 'qualification', 'authorization', 'opener', 'scripts'],
  bids: ['bid', 'opening'],
  awards: ['award', 'eligibility', 'evaluator', 'price', 'counter', 'challenge', 'screens', 'scenario', 'scenarios', 'late_join', 'tier', 'price_watch', 'rebate', 'scores'], // oxfmt-ignore
  orders: ['order', 'invoice', 'tax'],
  payments: ['payment', 'payout', 'payee', 'write_off', 'fee', 'refund', 'statement', 'line', 'match', 'break', 'reconciliation', 'resolution', 'chargeback', 'fraud'], // oxfmt-ignore
  licenses: ['license', 'key', 'certificate', 'renewal', 'true_up', 'transfer'],
  compliance: ['compliance', 'inventory', 'computer', 'recognition', 'blacklist', 'self_inspection', 'rectification', 'inspection', 'inspection_campaign', 'campaign', 'pilot'], // oxfmt-ignore
  mediation: ['mediation'],
  program: [
    'plan',
    'budget',
    'calendar',
    'enrollment',
    'target',
    'meeting',
    'report',
    'brief',
    'announcement',
    'training',
    'survey',
    'listing',
    'scorecard',
    'honor',
    'seller',
    'disclosure',
    'compliance_statement',
    'letter',
    'visit',
    'market_case',
  ],
} as const

export type Room = keyof typeof rooms

/** Events by which somebody has only seen or taken something: who looks is known (trust.md §7). */
export const looks = [
  'screens.looked',
  'scenarios.looked',
  'key.revealed',
  'bid.opened',
  'audit.exported',
] as const
