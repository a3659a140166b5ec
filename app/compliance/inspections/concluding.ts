import type { Day } from '~/kernel/workdays'
import type { InspectionState } from '../lifecycle'
import { openSteps, type Steps } from './checklist'
import type { Verdict } from './verdicts'

export const conclusions = ['passed', 'rectify', 'failed'] as const
export type Conclusion = (typeof conclusions)[number]

const mostUnclear = 0.05

/** `passed` without an unlicensed verdict and with at most 5 % that could not be told. */
export function proposeConclusion(verdicts: readonly Verdict[]): Conclusion {
  const share = (kind: Verdict) =>
    verdicts.length === 0 ? 0 : verdicts.filter((verdict) => verdict === kind).length / verdicts.length
  return share('unlicensed') === 0 && share('cannot_tell') <= mostUnclear ? 'passed' : 'rectify'
}

type Found = {
  verdicts: readonly Verdict[]
  missing: number
  steps: Steps
  reason: string | null | undefined
}

/** Why a visit may not end with this conclusion; null when it may. A refused access is a failure without verdicts. */
export function whyNotConclude(conclusion: Conclusion, { verdicts, missing, steps, reason }: Found) {
  if (conclusion === 'failed') return reason?.trim() ? null : 'conclusion-needs-reason'
  if (missing > 0) return 'verdicts-missing'
  if (openSteps(steps).length > 0) return 'steps-open'
  const proposed = proposeConclusion(verdicts)
  if (conclusion === 'passed') return proposed === 'passed' ? null : 'not-passed'
  return proposed === 'rectify' || reason?.trim() ? null : 'conclusion-needs-reason'
}

type After = Pick<Heard, 'signedAt' | 'objection' | 'answer' | 'conclusion' | 'rectification'>

/** What a concluded inspection waits for: the unit's word, the office's answer, an order that is carried out, or nothing. */
export function waitsFor({ signedAt, objection, answer, conclusion, rectification }: After) {
  if (objection !== null && answer === null) return 'answer'
  if (signedAt === null && answer === null) return 'hearing'
  return conclusion === 'rectify' && !isSettled(rectification) ? 'order' : 'closing'
}

const isSettled = (state: string | null) => state === null || state === 'accepted' || state === 'withdrawn'

type Heard = {
  state: InspectionState
  conclusion: string | null
  signedAt: Date | null
  objection: string | null
  answer: string | null
  hearingEnds: Day
  rectification: string | null
}

/** Why an inspection is not closed yet: an objection, a hearing that has not ended, an order that is not accepted. */
export function whyNotClose(its: Heard, today: Day) {
  if (its.state !== 'concluded') return 'already-moved'
  if (its.objection !== null && its.answer === null) return 'objection-open'
  if (its.signedAt === null && its.answer === null && today <= its.hearingEnds) return 'hearing-open'
  return its.conclusion === 'rectify' && !isSettled(its.rectification) ? 'rectification-open' : null
}
