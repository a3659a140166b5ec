import { addDays, type Day } from '~/kernel/workdays'
import type { AuthorizationState } from '../lifecycle'
import { warnDays } from '../qualifications/applying'

/** Why a vendor may not hand in a letter of a publisher; null when it may. */
export function whyNotSubmit(
  letter: { validUntil: Day; publisherOrgId: string | null },
  vendorId: string,
  today: Day,
) {
  if (letter.publisherOrgId === vendorId) return 'publisher-itself'
  return letter.validUntil < today ? 'authorization-over' : null
}

/** Whether a letter ends so soon that its vendor should see to it. */
export const endsSoon = (
  { state, validUntil }: { state: AuthorizationState; validUntil: Day },
  today: Day,
): boolean => state === 'confirmed' && validUntil >= today && validUntil <= addDays(today, warnDays)
