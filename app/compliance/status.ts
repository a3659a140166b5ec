/** What anybody may know of a product at an organization, from worst to best; marks are laid over it. */
export const positionStatuses = ['gap', 'unknown', 'regularized', 'compliant', 'not_applicable'] as const
export type PositionStatus = (typeof positionStatuses)[number]

/** Marks of a mediation case: only the enterprise and whom it discloses to ever see them. */
export const marks = ['settlement_breached', 'settlement_late', 'under_mediation'] as const
export type Mark = (typeof marks)[number]

export type OwnStatus = Mark | PositionStatus
export type OrganizationStatus = PositionStatus | 'not_inspected'

type Facts = {
  gap: number
  /** undetermined and unknown together */
  open: number
  /** the gap was more than 0 at a self-inspection, an inspection or a settlement of the last 24 months */
  regularized: boolean
  /** installed or entitled */
  any: number
}

/** The first that holds (compliance.md §4.1), without marks. */
export function positionStatus({ gap, open, regularized, any }: Facts): PositionStatus {
  if (gap > 0) return 'gap'
  if (open > 0) return 'unknown'
  if (any === 0) return 'not_applicable'
  return regularized ? 'regularized' : 'compliant'
}

type MarkFacts = {
  status: PositionStatus
  settlement: 'breached' | 'late' | null
  /** an open case marks the product */
  openCase: boolean
  /** a fulfilled settlement alone closed the gap */
  settled: boolean
}

/** What the enterprise itself sees: the marks come first, and a settlement may have regularized. */
export function ownStatus({ status, settlement, openCase, settled }: MarkFacts): OwnStatus {
  if (settlement) return `settlement_${settlement}`
  if (openCase && status === 'gap') return 'under_mediation'
  return settled && status === 'compliant' ? 'regularized' : status
}

type OrganizationFacts = {
  /** of the products of the scope's categories */
  statuses: readonly PositionStatus[]
  computersInUse: number
  /** whose software and system lists that still count tell */
  inventoried: number
  /** with a list of any age that tells either */
  everInventoried: number
}

const inventoriedAtLeast = 0.95

/** The organization's status: the worst of its products, unknown when too few computers were looked at (§4.2). */
export function organizationStatus(facts: OrganizationFacts): OrganizationStatus {
  if (facts.everInventoried === 0) return 'not_inspected'
  const tooFew = facts.inventoried < facts.computersInUse * inventoriedAtLeast
  const statuses: readonly PositionStatus[] = tooFew ? [...facts.statuses, 'unknown'] : facts.statuses
  return positionStatuses.find((status) => statuses.includes(status)) ?? 'not_applicable'
}
