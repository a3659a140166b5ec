import { addDays, type Day } from '~/kernel/workdays'

export const pausedAtMost = 60

/** Why a pause cannot last until this day; null when it can. */
export function whyNotPause(until: Day, today: Day) {
  if (until <= today) return 'pause-past'
  return until > addDays(today, pausedAtMost) ? 'pause-too-long' : null
}
