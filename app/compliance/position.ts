import type { Assignment, Coverage } from './coverage'
import { isDeclared, type RightToday } from './rights'
import { positionStatus, type PositionStatus } from './status'

/** The effective license position of one product (compliance.md §3.1); counts of licenses, never of sets. */
export type Position = {
  installed: number
  entitled: number
  covered: number
  gap: number
  used: number
  surplus: number
  undetermined: number
  unknown: number
  status: PositionStatus
}

/** The numbers of a position in the order in which they are read: each follows from those before it. */
export const positionFigures = [
  'installed',
  'covered',
  'gap',
  'entitled',
  'used',
  'surplus',
  'undetermined',
  'unknown',
] as const

export type PositionFacts = {
  /** of this product's installations */
  coverage: readonly Coverage[]
  /** of all products: a suite's units cover other products' installations */
  allCoverage: readonly Coverage[]
  rights: readonly RightToday[]
  assignments: readonly Assignment[]
  /** units in use where no inventory counts them; null: nobody has said */
  declared: number | null
  /** computers with an unrecognized row of this product, and computers without a fresh inventory */
  unknown: number
  /** a gap that was on the record in the last 24 months is closed */
  regularized: boolean
}

/** installed = covered + gap and entitled = used + surplus, whatever the facts. */
export function positionOf(facts: PositionFacts): Position {
  const counting = facts.rights.filter(({ obstacle }) => obstacle === null)
  const onSite = sitesUnits(facts, counting)
  const entitled = counting.reduce((sum, { quantity }) => sum + (quantity ?? 0), onSite)
  const undetermined = facts.coverage.filter(({ reason }) => reason === 'undetermined').length
  const declares = counting.some(isDeclared)
  const units = facts.declared ?? 0
  const installed = declares ? units : facts.coverage.length - undetermined
  const covered = declares
    ? Math.min(units, entitled)
    : facts.coverage.filter(({ entitlementId }) => entitlementId !== null).length
  const used = declares ? covered : usedUnits(facts, counting) + onSite
  const unknown = facts.unknown + (declares && facts.declared === null ? 1 : 0)
  const gap = installed - covered
  const status = positionStatus({
    gap,
    open: undetermined + unknown,
    regularized: facts.regularized,
    any: installed + entitled,
  })
  return { installed, entitled, covered, gap, used, surplus: entitled - used, undetermined, unknown, status }
}

/** A site has no number of units: what it covers is what it is. */
function sitesUnits({ allCoverage }: PositionFacts, counting: readonly RightToday[]): number {
  const sites = new Set(counting.filter(({ quantity }) => quantity === null).map(({ id }) => id))
  return allCoverage.filter(({ entitlementId }) => entitlementId !== null && sites.has(entitlementId)).length
}

/** Units that cover something, or are assigned without covering. */
function usedUnits({ allCoverage, assignments }: PositionFacts, counting: readonly RightToday[]): number {
  const own = new Set(counting.filter(({ quantity }) => quantity !== null).map(({ id }) => id))
  const unit = (entitlementId: string, unitNo: number | null) => `${entitlementId} ${unitNo}`
  const covering = allCoverage
    .filter(({ entitlementId }) => entitlementId !== null && own.has(entitlementId))
    .map(({ entitlementId, unitNo }) => unit(entitlementId!, unitNo))
  const assigned = assignments
    .filter(({ entitlementId, inExcess }) => own.has(entitlementId) && !inExcess)
    .map(({ entitlementId, unitNo }) => unit(entitlementId, unitNo))
  return new Set([...covering, ...assigned]).size
}
