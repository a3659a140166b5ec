import { addDays, type Day } from '~/kernel/workdays'

type License = { validFrom: Day; validUntil: Day; suspendedAt: Date | null }

/** A body is told to renew its license in good time. */
export const renewAhead = 60

/** How a body's license stands on a day: it still covers its last one. */
export function licenseStanding({ validFrom, validUntil, suspendedAt }: License, today: Day) {
  if (suspendedAt !== null) return 'suspended'
  if (today < validFrom || today > validUntil) return 'over'
  return addDays(today, renewAhead) > validUntil ? 'ending' : 'valid'
}
