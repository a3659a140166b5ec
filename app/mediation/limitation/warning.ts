import { addDays, type Day } from '~/kernel/workdays'

/** How many days before the day that a side has named it is warned, the first warning first. */
export const warningDays = [60, 30, 7] as const

/** How many of the warnings are due on this day; none is once the day itself is over. */
export const warningsDue = (on: Day, today: Day) =>
  on < today ? 0 : warningDays.filter((days) => addDays(today, days) >= on).length

type Wish = { isSide: boolean; isClosed: boolean; on: Day; today: Day }

/** Why this day cannot be noted; null when it can. */
export function whyNotNote({ isSide, isClosed, on, today }: Wish) {
  if (!isSide) return 'not-your-move'
  if (isClosed) return 'not-now'
  return on < today ? 'limitation-past' : null
}
