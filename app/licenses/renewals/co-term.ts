import { addDays, addMonths, type Day } from '~/kernel/workdays'

/** Months with whose last day all subscriptions of an enterprise may end. */
export const coTermMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

/** The last day of that month, the first one after `day`. */
export function coTermAfter(month: number, day: Day): Day {
  const year = Number(day.slice(0, 4))
  const ends = [year, year + 1].map((one) => addDays(addMonths(firstOf(one, month), 1), -1))
  return ends.find((end) => end > day)!
}

const firstOf = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}-01`
