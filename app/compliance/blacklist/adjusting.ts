import { dayOf } from '~/kernel/workdays'

const opensOn = '12-01'

/** The year whose adjustment the calendar has reached; null before 1 December (compliance.md §10). */
export function adjustmentDue(now: Date): number | null {
  const [year = '', ...day] = dayOf(now).split('-')
  return day.join('-') >= opensOn ? Number(year) : null
}

type Entry = { rectified: boolean; bought: boolean }

/** What the facts suggest for an entry: off the list when put right and bought, else it stays for another year. */
export const suggestedOutcome = ({ rectified, bought }: Entry) => (rectified && bought ? 'remove' : 'keep')
