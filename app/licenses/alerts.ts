import { addDays, daysBetween, type Day } from '~/kernel/workdays'

/** Days before the end at which people are told; the last is the last day itself. */
export const thresholds = [90, 30, 7, 0] as const
export type Threshold = (typeof thresholds)[number]

export type Ending = {
  /** the day from which the entitlement is here: its start, or its delivery if that is later */
  since: Day
  endsOn: Day
}

/**
 * The alerts to send today (licenses.md §6.1): each threshold once, late rather than never. Of the thresholds
 * that had passed when the entitlement came, only the largest is sent.
 */
export function alertsDue({ since, endsOn }: Ending, today: Day, sent: readonly number[]): Threshold[] {
  if (today < since || today > endsOn) return []
  const passedAtStart = thresholds.filter((threshold) => dayOfAlert(endsOn, threshold) < since)
  const wanted = thresholds.filter(
    (threshold) => !passedAtStart.includes(threshold) || threshold === passedAtStart[0],
  )
  return wanted.filter((threshold) => dayOfAlert(endsOn, threshold) <= today && !sent.includes(threshold))
}

export const dayOfAlert = (endsOn: Day, threshold: Threshold): Day => addDays(endsOn, -threshold)

/** Who hears of it: the asset manager, and from 30 days before the end the approver too. */
export function receiversOf(endsOn: Day, today: Day): ('asset_manager' | 'approver')[] {
  return daysBetween(today, endsOn) <= 30 ? ['asset_manager', 'approver'] : ['asset_manager']
}
