import { addDays, type Day } from '~/kernel/workdays'
import { type Review, unmetOf } from './criteria'

const renewalDays = 60

/** Whether an edition may be proposed: not while its listing holds for more than another sixty days. */
export function whyNotPropose(listedUntil: Day | null, today: Day): 'already-recommended' | null {
  return listedUntil !== null && listedUntil > addDays(today, renewalDays) ? 'already-recommended' : null
}

type Reviewed = { reviewedBy: string | null; criteria: Review }

/** Whether a reviewed proposal may be accepted: by someone else than its reviewer, and when it meets every criterion. */
export function whyNotAccept(
  { reviewedBy, criteria }: Reviewed,
  decider: string,
): 'own-review' | 'criteria-unmet' | null {
  if (reviewedBy === decider) return 'own-review'
  return unmetOf(criteria).length > 0 ? 'criteria-unmet' : null
}
