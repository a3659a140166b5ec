/** A day of Asia/Shanghai, `YYYY-MM-DD`; such texts compare in order of time. */
export type Day = string

/** What is not as the weekday says: weekdays off, weekends worked (调休). */
export type CalendarDay = { day: Day; kind: 'holiday' | 'workday' }

export type Calendar = { exceptions: ReadonlyMap<Day, 'holiday' | 'workday'>; years: ReadonlySet<string> }
export type Unit = 'wd' | 'cal'

/** `dueAt` is the first instant outside the period; provisional when a year on the way has no calendar yet. */
export type Deadline = { lastDay: Day; dueAt: Date; provisional: boolean }

const dayLength = 86_400_000
const shanghai = 8 * 3_600_000 // no summer time since 1991

/** A year is known when it holds at least one exception. */
export function calendarOf(days: Iterable<CalendarDay>): Calendar {
  const exceptions = new Map<Day, 'holiday' | 'workday'>()
  for (const { day, kind } of days) exceptions.set(day, kind)
  return { exceptions, years: new Set([...exceptions.keys()].map(yearOf)) }
}

export const dayOf = (instant: Date): Day => new Date(instant.getTime() + shanghai).toISOString().slice(0, 10)
export const startOf = (day: Day) => new Date(Date.parse(`${day}T00:00:00Z`) - shanghai)
export const hourOf = (day: Day, hour: number) => new Date(startOf(day).getTime() + hour * 3_600_000)
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)

/** The same day so many months later (or earlier), or that month's last day. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

export const daysBetween = (from: Day, to: Day) => Math.round((Date.parse(to) - Date.parse(from)) / dayLength)

export function isWorkday(calendar: Calendar, day: Day): boolean {
  const exception = calendar.exceptions.get(day)
  if (exception) return exception === 'workday'
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}

/**
 * The period of so many working (`wd`) or calendar days (`cal`) that begins on a day. The start day is not
 * counted; it ends at 24:00 of the last day; a calendar period that ends on a day off rolls to the next working
 * day (mediation.md §4).
 */
export function deadline(calendar: Calendar, from: Day, amount: number, unit: Unit): Deadline {
  const lastDay = unit === 'wd' ? nthWorkday(calendar, from, amount) : rolled(calendar, addDays(from, amount))
  return { lastDay, dueAt: startOf(addDays(lastDay, 1)), provisional: !knows(calendar, from, lastDay) }
}

/** The n-th working day after a day; the day itself for 0. */
export function nthWorkday(calendar: Calendar, from: Day, amount: number): Day {
  let day = from
  for (let left = amount; left > 0;) {
    day = addDays(day, 1)
    if (isWorkday(calendar, day)) left -= 1
  }
  return day
}

/** The day that so many working days lie after, not counting the day itself. */
export function workdaysBefore(calendar: Calendar, from: Day, amount: number): Day {
  let day = from
  for (let left = amount; left > 0;) {
    day = addDays(day, -1)
    if (isWorkday(calendar, day)) left -= 1
  }
  return day
}

/** A new calendar may lengthen a deadline that was provisional, never shorten it. */
export function recomputed(old: Deadline, fresh: Deadline): Deadline {
  return fresh.dueAt > old.dueAt ? fresh : { ...old, provisional: fresh.provisional }
}

const weekendsOnly: Calendar = { exceptions: new Map(), years: new Set() }

/**
 * A provisional period by the calendar of its last year, which has become known: as many working days of that year belong to
 * it as did by weekends alone; a calendar period whose last day is off now rolls on (mediation.md §4). Never earlier than it was.
 */
export function recounted(calendar: Calendar, old: Deadline, unit: Unit): Deadline {
  const before = `${Number(yearOf(old.lastDay)) - 1}-12-31`
  const lastDay =
    unit === 'wd'
      ? nthWorkday(calendar, before, workdaysBetween(weekendsOnly, before, old.lastDay))
      : rolled(calendar, old.lastDay)
  const provisional = !knows(calendar, old.lastDay, lastDay)
  return recomputed(old, { lastDay, dueAt: startOf(addDays(lastDay, 1)), provisional })
}

/** 09:00 of the given working days of a period, the hour at which invitations are repeated. */
export function reminders(calendar: Calendar, from: Day, workdays: readonly number[]): Date[] {
  return workdays.map((workday) => hourOf(nthWorkday(calendar, from, workday), 9))
}

/** Days of the period that are left after today; a pause keeps them: `deadline(calendar, resumed, remaining, unit)`. */
export function remaining(calendar: Calendar, today: Day, lastDay: Day, unit: Unit): number {
  if (today >= lastDay) return 0
  return unit === 'wd' ? workdaysBetween(calendar, today, lastDay) : daysBetween(today, lastDay)
}

/** Working days after the first day up to and including the second. */
export function workdaysBetween(calendar: Calendar, after: Day, until: Day): number {
  let count = 0
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1))
    if (isWorkday(calendar, day)) count += 1
  return count
}

/** From 1 December a next year without calendar is an alarm. */
export function missingYear(calendar: Calendar, today: Day): string | null {
  const next = String(Number(yearOf(today)) + 1)
  if (!calendar.years.has(yearOf(today))) return yearOf(today)
  return today.slice(5) >= '12-01' && !calendar.years.has(next) ? next : null
}

function rolled(calendar: Calendar, day: Day): Day {
  return isWorkday(calendar, day) ? day : nthWorkday(calendar, day, 1)
}

const yearOf = (day: Day) => day.slice(0, 4)

function knows(calendar: Calendar, from: Day, to: Day): boolean {
  for (let year = Number(yearOf(from)); year <= Number(yearOf(to)); year++)
    if (!calendar.years.has(String(year))) return false
  return true
}
