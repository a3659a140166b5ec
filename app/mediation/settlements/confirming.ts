import type { Day } from '~/kernel/workdays'

/** Kinds of body whose agreements a court may confirm (民事诉讼法 Art. 205; confirm before legal use). */
export const confirmableKinds = ['people', 'commercial', 'industry', 'court_invited'] as const

type Window = { effectiveOn: Day; dueOn: Day; bothSaidYes: boolean; filedOn: Day | null }

/** Why the application cannot be noted as filed on this day; null when it can. */
export function whyNotFiled({ effectiveOn, dueOn, bothSaidYes, filedOn }: Window, on: Day, today: Day) {
  if (!bothSaidYes) return 'both-needed'
  if (filedOn !== null) return 'filed-before'
  if (on > today || on < effectiveOn) return 'filing-day'
  return on > dueOn ? 'window-over' : null
}
