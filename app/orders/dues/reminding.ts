import { type Calendar, dayOf, workdaysBetween } from '~/kernel/workdays'

/** What the enterprise has been told of a due: that it is near, that it is over. */
export const reminders = ['near', 'late'] as const
export type Reminder = (typeof reminders)[number]

/** Working days before a due on which the enterprise is reminded of it. */
export const remindWorkdays = 3

/** Which reminder of an unpaid due is called for now; null when none is. `dueAt` is the first instant outside its period. */
export function reminderOf(dueAt: Date, now: Date, calendar: Calendar): Reminder | null {
  if (now >= dueAt) return 'late'
  const lastDay = dayOf(new Date(dueAt.getTime() - 1))
  return workdaysBetween(calendar, dayOf(now), lastDay) <= remindWorkdays ? 'near' : null
}
