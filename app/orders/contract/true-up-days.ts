import { addMonths, type Day } from '~/kernel/workdays'

/** Each quarter from the day a price was agreed, as long as it is held: days on which more may be taken at it (licenses.md §6.3). */
export const trueUpDays = (agreedOn: Day, months: number): Day[] =>
  Array.from({ length: Math.floor(months / 3) }, (_, at) => addMonths(agreedOn, 3 * (at + 1)))
