import { nearestReminder } from '~/kernel/reminding'
import type { Day } from '~/kernel/workdays'

/** Days before the due day at which a report that is not handed in is reminded of; −1 is the day after. */
export const reminders = [7, 3, 1, -1] as const

/** The reminder that is due today and did not go out yet. */
export const reminderDue = (dueOn: Day, today: Day, sent: readonly number[]): number | null =>
  nearestReminder(reminders, dueOn, today, sent)
