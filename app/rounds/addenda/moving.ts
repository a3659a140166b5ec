import { type Calendar, type Day, dayOf, hourOf, isWorkday, nthWorkday } from '~/kernel/workdays'
import type { RoundTerms } from '../terms'
import { closingAfterAddendum, type Timetable } from '../timetable'

const closingHour = 17
const openingHour = 9

type Moving = {
  now: Date
  terms: Pick<RoundTerms, 'addendumDays' | 'freezeToCloseWorkdays'>
  calendar: Calendar
  /** Frozen pledges are touched: they may be said anew, so pledging opens again. */
  reopens: boolean
}

/** The timetable after a material addendum: so many days stay for bidding, and, where needed, for pledging before it. */
export function timesAfter(typed: Timetable, { now, terms, calendar, reopens }: Moving): Timetable {
  const moved = (at: Date) => closingFrom(closingAfterAddendum(at, now, terms.addendumDays), at, calendar)
  const pledgesCloseAt = reopens ? moved(typed.pledgesCloseAt) : typed.pledgesCloseAt
  const afterFreeze = reopens
    ? hourOf(
        nthWorkday(calendar, dayOf(pledgesCloseAt), Math.max(1, terms.freezeToCloseWorkdays)),
        closingHour,
      )
    : typed.bidsCloseAt
  const bidsCloseAt = later(moved(typed.bidsCloseAt), afterFreeze)
  const openingAt =
    typed.openingAt >= bidsCloseAt
      ? typed.openingAt
      : hourOf(nthWorkday(calendar, dayOf(bidsCloseAt), 1), openingHour)
  return { ...typed, pledgesCloseAt, bidsCloseAt, openingAt }
}

/** What does not move stays to the minute; what moves ends at the hour of closing of a working day. */
function closingFrom(least: Date, was: Date, calendar: Calendar): Date {
  if (least.getTime() === was.getTime()) return was
  const day = dayOf(least)
  const first: Day = isWorkday(calendar, day) ? day : nthWorkday(calendar, day, 1)
  const at = hourOf(first, closingHour)
  return at >= least ? at : hourOf(nthWorkday(calendar, first, 1), closingHour)
}

const later = (a: Date, b: Date) => (a > b ? a : b)

/** What is wrong with moments that an officer typed into a round under way; codes by field. */
export function momentProblems(times: Timetable, before: Timetable, now: Date) {
  const problems: { field: keyof Timetable; code: string }[] = []
  const wrong = (field: keyof Timetable, code: string) => problems.push({ field, code })
  for (const field of ['questionsCloseAt', 'pledgesCloseAt', 'bidsCloseAt', 'openingAt'] as const) {
    const changed = times[field].getTime() !== before[field].getTime()
    if (changed && before[field] <= now) wrong(field, 'already-past')
    else if (changed && times[field] <= now) wrong(field, 'in-the-past')
  }
  if (times.questionsCloseAt >= times.pledgesCloseAt) wrong('questionsCloseAt', 'questions-after-freeze')
  if (times.pledgesCloseAt >= times.bidsCloseAt) wrong('pledgesCloseAt', 'freeze-after-close')
  if (times.bidsCloseAt > times.openingAt) wrong('openingAt', 'opening-before-close')
  return problems
}
