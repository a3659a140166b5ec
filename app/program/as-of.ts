import { dayOf, type Day } from '~/kernel/workdays'

/** The day that `?asOf=` asks for, at most today; today when none or none that exists is asked for. */
export function askedDay(asked: string | null, now: Date): Day {
  const today = dayOf(now)
  const isDay = asked !== null && /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked))
  if (!isDay || new Date(asked).toISOString().slice(0, 10) !== asked) return today
  return asked < today ? asked : today
}
