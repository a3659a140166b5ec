import type { Day } from '~/kernel/workdays'

export type Term = { startsOn: Day; endsOn: Day | null }

/** Whether a day lies in the term; the last day counts. Days are Asia/Shanghai's, so they compare as text. */
export function isInTerm({ startsOn, endsOn }: Term, day: Day): boolean {
  return startsOn <= day && (endsOn === null || day <= endsOn)
}

/** What the dates say of an entitlement; no column holds it. */
export function termState(term: Term, day: Day): 'scheduled' | 'running' | 'expired' {
  if (day < term.startsOn) return 'scheduled'
  return isInTerm(term, day) ? 'running' : 'expired'
}
