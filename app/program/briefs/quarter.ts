import { addDays, addMonths, dayOf } from '~/kernel/workdays'

/** The quarter that ended before this day. */
export function lastQuarter(now: Date) {
  const today = dayOf(now)
  const month = Number(today.slice(5, 7))
  const begins = `${today.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
  return { coversFrom: addMonths(begins, -3), coversTo: addDays(begins, -1) }
}
