import { addDays, type CalendarDay, type Day } from '~/kernel/workdays'

export type YearDays = { days: CalendarDay[] }
/** What keeps a year from being loaded: the code of the refusal, its field, and the day or word that it is about. */
export type Amiss = { code: string; field: 'holidays' | 'workdays'; what: string }

const day = /^(?:(\d{4})[-./年])?(?:(\d{1,2})[-./月])?(\d{1,2})日?$/
const until = /[~～至–—]+/

/**
 * Days as a notice lists them: `10-01`, `2027-10-01`, `10月1日`, spans as `10月1日至7日`, parted by blanks, commas or lines; what
 * stands in parentheses or before a colon is left out. A year that is named stays; otherwise it is this one. Answers the word that is no day.
 */
export function readDays(year: number, text: string): Day[] | { unread: string } {
  const words = text
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/[^\s,、;。]*:/g, ' ')
    .split(/[\s,、;。]+/)
    .filter(Boolean)
  const days: Day[] = []
  for (const word of words) {
    const [first = '', last = first, ...more] = word.split(until)
    const from = dayAs(first, String(year), null)
    const to = from && dayAs(last, from.slice(0, 4), from.slice(5, 7))
    if (!from || !to || to < from || more.length > 0) return { unread: word.slice(0, 40) }
    for (let one = from; one <= to && days.length <= 400; one = addDays(one, 1)) days.push(one)
  }
  return days
}

function dayAs(word: string, year: string, month: string | null): Day | null {
  const [, ownYear = year, ownMonth = month, date] = day.exec(word) ?? []
  if (!ownMonth || !date) return null
  const told = `${ownYear}-${ownMonth.padStart(2, '0')}-${date.padStart(2, '0')}`
  const real = new Date(`${told}T00:00:00Z`)
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(told) ? told : null
}

const isWeekend = (its: Day) => [0, 6].includes(new Date(`${its}T00:00:00Z`).getUTCDay())

/** A year's exceptions from the two lists of a notice: weekdays off (a span's weekends are off anyway) and weekends worked. */
export function readYear(
  year: number,
  { holidays, workdays }: { holidays: string; workdays: string },
): YearDays | Amiss {
  const lists = { holidays: readDays(year, holidays), workdays: readDays(year, workdays) }
  for (const field of ['holidays', 'workdays'] as const) {
    const list = lists[field]
    if (!Array.isArray(list)) return { code: 'calendar-day-unread', field, what: list.unread }
    const other = list.find((its) => !its.startsWith(`${year}-`))
    if (other) return { code: 'calendar-day-of-other-year', field, what: other }
  }
  const [off, worked] = [new Set(lists.holidays as Day[]), new Set(lists.workdays as Day[])]
  const plain = [...worked].find((its) => !isWeekend(its))
  if (plain) return { code: 'calendar-day-worked-anyway', field: 'workdays', what: plain }
  const twice = [...worked].find((its) => off.has(its))
  if (twice) return { code: 'calendar-day-twice', field: 'workdays', what: twice }
  const weekdays = [...off].filter((its) => !isWeekend(its))
  if (weekdays.length === 0)
    return { code: 'calendar-without-holidays', field: 'holidays', what: String(year) }
  return {
    days: [
      ...weekdays.map((its) => ({ day: its, kind: 'holiday' as const })),
      ...[...worked].map((its) => ({ day: its, kind: 'workday' as const })),
    ],
  }
}
