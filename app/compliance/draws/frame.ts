/** Whom an inspection campaign may draw; an empty list means all. */
export type Criteria = {
  districts: readonly string[]
  ownerships: readonly string[]
  listings: readonly string[]
  statuses: readonly string[]
  /** only enterprises whose self-inspection of the last twelve months is handed in */
  selfInspected: boolean
}

export type Candidate = {
  id: string
  uscc: string
  district: string | null
  ownership: string | null
  listing: string
  status: string
  selfInspected: boolean
}

const among = (list: readonly string[], value: string | null) =>
  list.length === 0 || (value !== null && list.includes(value))

/** Whether this enterprise stands in the frame. */
export const isFramed = (criteria: Criteria, its: Candidate) =>
  among(criteria.districts, its.district) &&
  among(criteria.ownerships, its.ownership) &&
  among(criteria.listings, its.listing) &&
  among(criteria.statuses, its.status) &&
  (!criteria.selfInspected || its.selfInspected)

/** District × ownership; what is not registered is a stratum of its own. */
export const stratumOf = ({ district, ownership }: Candidate) => `${district ?? '-'} ${ownership ?? '-'}`

/** The enterprises of the frame by stratum, strata and numbers sorted. */
export function strataOf(framed: readonly Candidate[]): Record<string, string[]> {
  const groups = [...Map.groupBy(framed, stratumOf)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(groups.map(([stratum, its]) => [stratum, its.map(({ uscc }) => uscc).toSorted()]))
}
