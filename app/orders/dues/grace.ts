import { type Calendar, dayOf, nthWorkday, startOf } from '~/kernel/workdays'
import { workdays } from '../periods'

const aDay = 86_400_000

/** The end of the grace after a due, which is the first instant outside of its last day: the grace counts from that day. */
export const graceEnds = (calendar: Calendar, due: Date) =>
  startOf(
    dayOf(
      new Date(
        startOf(nthWorkday(calendar, dayOf(new Date(due.getTime() - 1)), workdays.payGrace)).getTime() + aDay,
      ),
    ),
  )
