/** What a member of an organization may be; a row of `members` holds several. */
export const roles = [
  'buyer',
  'asset_manager',
  'approver',
  'vendor',
  'mediator',
  'registrar',
  'officer',
  'liaison',
  'leader',
  'inspector',
  'auditor',
] as const

/** What one person is charged with beside a role. */
export const duties = ['opener', 'evaluator', 'signatory', 'payment', 'head'] as const

/** The two sides of a mediation case: access there comes from the seat, not from a role. */
export const seats = ['claimant', 'respondent'] as const

export type Seat = (typeof seats)[number]
export type MemberRole = (typeof roles)[number] | (typeof duties)[number]

/** Whoever may move something; `clock` makes the moves that no person asks for. */
export type Role = MemberRole | Seat | 'clock'

/** Members who must present a second factor, whatever they do. */
export const secondFactorRoles = [
  'officer',
  'opener',
  'mediator',
  'registrar',
  'approver',
  'signatory',
  'vendor',
  'payment',
] as const satisfies readonly MemberRole[]
