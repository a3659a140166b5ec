import {
  addDays,
  dayOf,
  deadline,
  hourOf,
  isWorkday,
  nthWorkday,
  workdaysBetween,
  type Calendar,
  type Day,
} from '~/kernel/workdays'
import type { RoundTerms } from './terms'

export type Timetable = { questionsCloseAt: Date; pledgesCloseAt: Date; bidsCloseAt: Date; openingAt: Date }

const dayLength = 86_400_000
const closingHour = 17
const openingHour = 9
const questionWorkdays = 5

/** The earliest timetable that the terms allow when published at a moment; the officer may move it later. */
export function proposeTimetable(publishedAt: Date, terms: RoundTerms, calendar: Calendar): Timetable {
  const today = dayOf(publishedAt)
  const earliest = dayOf(new Date(publishedAt.getTime() + terms.biddingDays * dayLength + dayLength - 1))
  const room = terms.freezeToCloseWorkdays + 1
  let closing = workdayFrom(calendar, earliest)
  while (workdaysBetween(calendar, today, closing) < room + 1) closing = nthWorkday(calendar, closing, 1)
  const freeze = workdayBefore(calendar, closing, Math.max(terms.freezeToCloseWorkdays, 1))
  const questions = earlier(
    workdayBefore(calendar, closing, questionWorkdays),
    workdayBefore(calendar, freeze, 1),
  )
  return {
    questionsCloseAt: hourOf(questions > today ? questions : nthWorkday(calendar, today, 1), closingHour - 1),
    pledgesCloseAt: hourOf(freeze, closingHour),
    bidsCloseAt: hourOf(closing, closingHour),
    openingAt: hourOf(nthWorkday(calendar, closing, 1), openingHour),
  }
}

/** What is wrong with a timetable under the terms: codes by field. */
export function timetableProblems(
  times: Timetable,
  publishedAt: Date,
  terms: RoundTerms,
  calendar: Calendar,
) {
  const problems: { field: keyof Timetable; code: string }[] = []
  const wrong = (field: keyof Timetable, code: string) => problems.push({ field, code })
  if (times.questionsCloseAt <= publishedAt) wrong('questionsCloseAt', 'in-the-past')
  if (times.questionsCloseAt >= times.pledgesCloseAt) wrong('questionsCloseAt', 'questions-after-freeze')
  if (times.pledgesCloseAt >= times.bidsCloseAt) wrong('pledgesCloseAt', 'freeze-after-close')
  if (times.bidsCloseAt > times.openingAt) wrong('openingAt', 'opening-before-close')
  const frozen = workdaysBetween(calendar, dayOf(times.pledgesCloseAt), dayOf(times.bidsCloseAt))
  if (frozen < terms.freezeToCloseWorkdays) wrong('pledgesCloseAt', 'freeze-too-late')
  if (times.bidsCloseAt.getTime() < publishedAt.getTime() + terms.biddingDays * dayLength)
    wrong('bidsCloseAt', 'bidding-too-short')
  return problems
}

/** The closing after a material addendum: where it was, or so many days from now if that is later. */
export function closingAfterAddendum(bidsCloseAt: Date, now: Date, addendumDays: number): Date {
  const least = now.getTime() + addendumDays * dayLength
  return bidsCloseAt.getTime() >= least ? bidsCloseAt : new Date(least)
}

/** A suspension stops the clocks that were running: what was still to come moves by its length. */
export function resumed(times: Timetable, suspendedAt: Date, resumedAt: Date): Timetable {
  const pause = resumedAt.getTime() - suspendedAt.getTime()
  const moved = (at: Date) => (at > suspendedAt ? new Date(at.getTime() + pause) : at)
  return {
    questionsCloseAt: moved(times.questionsCloseAt),
    pledgesCloseAt: moved(times.pledgesCloseAt),
    bidsCloseAt: moved(times.bidsCloseAt),
    openingAt: moved(times.openingAt),
  }
}

/** The days after the decision (procurement.md §8): notice, challenge; each the last day of its period. */
export function standstill(decidedOn: Day, terms: RoundTerms, calendar: Calendar) {
  const notice = deadline(calendar, decidedOn, terms.noticeWorkdays, 'wd')
  return { notice, challenge: deadline(calendar, notice.lastDay, terms.challengeWorkdays, 'wd') }
}

/** Reply to a challenge, and the complaint that counts from the end of the reply period, not from the reply. */
export function challengeClock(receivedOn: Day, terms: RoundTerms, calendar: Calendar) {
  const reply = deadline(calendar, receivedOn, terms.replyWorkdays, 'wd')
  return { reply, complaint: deadline(calendar, reply.lastDay, terms.complaintWorkdays, 'wd') }
}

const earlier = (a: Day, b: Day) => (a < b ? a : b)
const workdayFrom = (calendar: Calendar, day: Day) =>
  isWorkday(calendar, day) ? day : nthWorkday(calendar, day, 1)

function workdayBefore(calendar: Calendar, day: Day, workdays: number): Day {
  let at = day
  for (let left = workdays; left > 0;) {
    at = addDays(at, -1)
    if (isWorkday(calendar, at)) left -= 1
  }
  return at
}
