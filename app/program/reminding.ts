import { daysBetween, type Day } from '~/kernel/workdays'

/** Days before the due day at which a report that is not handed in is reminded of; −1 is the day after. */
export const reminders = [7, 3, 1, -1] as const

/** The reminder that is due today and did not go out yet; the nearest one only, so that nobody gets two at once. */
export function reminderDue(dueOn: Day, today: Day, sent: readonly number[]): number | null {
  const left = daysBetween(today, dueOn)
  const due = reminders.filter((days) => left <= days).at(-1)
  return due === undefined || sent.some((days) => days <= due) ? null : due
}
