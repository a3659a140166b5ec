/** Where each thing that waits is done: the place of the navigation, and the page of a single one. */
export const places = {
  'demand-drafts': { to: '/demands' },
  interests: { to: '/wishes', one: (id) => `/wishes/${id}` },
  wishes: { to: '/wishes', one: (id) => `/wishes/${id}` },
  queue: { to: '/inventory/queue' },
  gaps: { to: '/compliance' },
  imports: { to: '/inventory', one: (id) => `/inventory/imports/${id}` },
  joinable: { to: '/rounds', one: (id) => `/rounds/${id}` },
  approvals: { to: '/pledges', one: (id) => `/pledges/${id}` },
  'join-approvals': { to: '/joins', one: (id) => `/joins/${id}` },
  confirmations: { to: '/orders', one: (id) => `/orders/${id}` },
  payments: { to: '/payments', one: (id) => `/orders/${id}/payment` },
  acceptances: { to: '/orders', one: (id) => `/orders/${id}` },
  changes: { to: '/orders', one: (id) => `/orders/${id}` },
  'self-inspections': { to: '/campaigns', one: (id) => `/self-inspections/${id}` },
  packs: { to: '/office/recognition', one: (id) => `/office/recognition/packs/${id}` },
  aliases: { to: '/office/recognition' },
  rectifications: { to: '/rectifications', one: (id) => `/rectifications/${id}` },
  renewals: { to: '/licenses/renewals' },
  qualification: { to: '/qualification' },
  qualifications: { to: '/office/qualifications', one: (id) => `/office/qualifications/${id}` },
  appeals: { to: '/office/qualifications', one: (id) => `/office/qualifications/${id}` },
  'authorizations-returned': { to: '/qualification', one: (id) => `/authorizations/${id}` },
  authorizations: { to: '/office/authorizations', one: (id) => `/authorizations/${id}` },
  biddable: { to: '/rounds', one: (id) => `/rounds/${id}` },
  joins: { to: '/joins', one: (id) => `/joins/${id}` },
  'lower-prices': { to: '/watches', one: (id) => `/watches/${id}` },
  'vendor-confirmations': { to: '/orders', one: (id) => `/orders/${id}` },
  'price-questions': { to: '/bids', one: (id) => `/bids/${id}/inquiry` },
  deliveries: { to: '/orders', one: (id) => `/orders/${id}` },
  invoices: { to: '/orders', one: (id) => `/orders/${id}` },
  verifications: { to: '/office/organizations', one: (id) => `/office/organizations/${id}` },
  'opener-keys': { to: '/rounds', one: (id) => `/rounds/${id}/opener-key` },
  openings: { to: '/rounds', one: (id) => `/rounds/${id}` },
  'price-answers': { to: '/rounds', one: (id) => `/bids/${id}/inquiry` },
  challenges: { to: '/rounds', one: (id) => `/challenges/${id}` },
  watches: { to: '/watches', one: (id) => `/watches/${id}` },
  decisions: { to: '/rounds', one: (id) => `/rounds/${id}` },
  'statement-lines': { to: '/office/matching' },
  refunds: { to: '/office/refunds', one: (id) => `/office/refunds/${id}` },
  payouts: { to: '/office/payouts', one: (id) => `/office/payouts/${id}` },
  payees: { to: '/office/payees' },
  questions: { to: '/rounds', one: (id) => `/rounds/${id}` },
  reviews: { to: '/campaigns', one: (id) => `/self-inspections/${id}` },
  targets: { to: '/office/plan', one: (id) => `/office/plan/targets/${id}` },
  meetings: { to: '/office/meetings', one: (id) => `/office/meetings/${id}` },
  resolutions: { to: '/office/meetings' },
  briefs: { to: '/office/briefs', one: (id) => `/office/briefs/${id}` },
  announcements: { to: '/office/announcements', one: (id) => `/office/announcements/${id}` },
  reports: { to: '/office/reports', one: (id) => `/office/reports/${id}` },
  cases: { to: '/cases', one: (id) => `/cases/${id}` },
  intake: { to: '/registry', one: (id) => `/cases/${id}` },
  mandates: { to: '/mediation/desk', one: (id) => `/cases/${id}` },
} satisfies Record<string, { to: string; one?: (id: string) => string }>

export type WaitingKind = keyof typeof places

/** What waits for a person: how many, until when the first, and the one thing if it is only one. */
export type Waiting = { kind: WaitingKind; count: number; dueAt: Date | null; subjectId: string | null }

export function placeOf({ kind, subjectId }: Waiting): string {
  const place: { to: string; one?: (id: string) => string } = places[kind]
  return subjectId && place.one ? place.one(subjectId) : place.to
}
