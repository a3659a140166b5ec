import type { Day } from '~/kernel/workdays'

/** Why a draft may not become an open need; null when it may. */
export function whyNotOpen(line: { neededBy: Day; quantity: number }, today: Day) {
  if (line.neededBy < today) return 'needed-in-the-past'
  return null
}

export type OpenRefusal = NonNullable<ReturnType<typeof whyNotOpen>>

/** A line stays open this long after the day it was needed by, in calendar days. */
export const daysPastNeed = 90
