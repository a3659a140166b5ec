import type { QualificationState } from '../lifecycle'

export type Standing = { state: QualificationState; cureUntil: Date | null; validUntil: Date | null }

/** A defect may be made good within this time; hours. */
export const hoursToCure = 24
/** How long a qualification holds, and how long before its end the vendor is warned; days. */
export const validDays = 365
export const warnDays = 30

const day = 86_400_000

/**
 * Why a vendor may not hand in an application now; null when it may. A qualified one may when the criteria have a newer
 * version (`newest`) than the one that it was found fit by.
 */
export function whyNotApply(
  standing: (Standing & { criteriaVersion: number }) | null,
  newest: number,
  now: Date,
) {
  switch (standing?.state) {
    case undefined:
    case 'rejected':
    case 'expired':
      return null
    case 'returned':
      return standing.cureUntil && now >= standing.cureUntil ? 'cure-over' : null
    case 'applied':
    case 'in_review':
      return 'in-review-already'
    case 'qualified':
      return standing.criteriaVersion < newest ? null : 'qualified-already'
    default:
      return 'vendor-shut-out'
  }
}

/** Whether a qualification ends so soon that its vendor should know. */
export const isEnding = ({ state, validUntil }: Standing, now: Date) =>
  state === 'qualified' && validUntil !== null && validUntil.getTime() - now.getTime() < warnDays * day
