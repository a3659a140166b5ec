import { daysBetween, type Day } from '~/kernel/workdays'

/** A target of the plan and what facts say of it. */
export type Target = { baseline: number; wanted: number; setOn: Day; dueOn: Day }
export type Standing = 'met' | 'missed' | 'late' | 'at_risk' | 'on_track'

/** Where the count would stand on the due day if it went on as since the start; whole units, rounded down. */
export function forecast({ baseline, setOn, dueOn }: Target, today: Day, current: number): number | null {
  const passed = daysBetween(setOn, today)
  if (today >= dueOn) return current
  if (passed <= 0) return null // nothing has happened yet that could go on
  return Math.max(0, baseline + Math.floor(((current - baseline) * daysBetween(setOn, dueOn)) / passed))
}

/** How the target stands: met is met at any time; late is behind the straight line to it, at risk falls short at its end. */
export function standingOf(target: Target, today: Day, current: number): Standing {
  if (current >= target.wanted) return 'met'
  if (today > target.dueOn) return 'missed'
  const expected = forecast(target, today, current)
  if (expected === null || expected >= target.wanted) return 'on_track'
  return isHalfOver(target, today) ? 'late' : 'at_risk'
}

// In the first half of its time a target that lags may still catch up.
const isHalfOver = ({ setOn, dueOn }: Target, today: Day) =>
  2 * daysBetween(setOn, today) > daysBetween(setOn, dueOn)

/** Why a target cannot be proposed; null when it can. The number in scope is shown with the refusal. */
export function whyNotTarget({ baseline, wanted, setOn, dueOn }: Target, inScope: number) {
  if (dueOn <= setOn) return 'due-before-start'
  if (wanted > inScope) return 'above-scope'
  return wanted <= baseline ? 'not-above-baseline' : null
}
