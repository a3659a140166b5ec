import { daysBetween, type Day } from './workdays'

/**
 * Of the days before a due day (negative: after it) the one that is due today and did not go out yet; the nearest
 * only, so that nobody is reminded twice at once after a pause of the clock.
 */
export function nearestReminder(
  days: readonly number[],
  dueOn: Day,
  today: Day,
  sent: readonly number[],
): number | null {
  const left = daysBetween(today, dueOn)
  const due = days.filter((threshold) => left <= threshold).toSorted((a, b) => a - b)[0]
  return due === undefined || sent.some((threshold) => threshold <= due) ? null : due
}
