import { type Calendar, dayOf, deadline } from '~/kernel/workdays'
import type { RoundState } from '~/rounds/lifecycle'
import type { RoundTerms } from '~/rounds/terms'

export const subjects = ['documents', 'procedure', 'result'] as const
/** What a challenge is about (procurement.md §8.6). */
export type Subject = (typeof subjects)[number]

type Challengeable = {
  state: RoundState
  terms: RoundTerms
  publishedAt: Date | null
  openingAt: Date | null
  standstillEndsAt: Date | null
}

/** a returned challenge is cured, and an answered one stands, for so long */
const curingWorkdays = 2

/** Until when it may be challenged: the documents from publication, the procedure from the opening, the result in the standstill. */
export function challengeableUntil(about: Subject, round: Challengeable, calendar: Calendar): Date | null {
  const after = (at: Date | null) =>
    at && deadline(calendar, dayOf(at), round.terms.challengeWorkdays, 'wd').dueAt
  if (about === 'documents') return after(round.publishedAt)
  return about === 'procedure' ? after(round.openingAt) : round.standstillEndsAt
}

const over: readonly RoundState[] = ['draft', 'failed', 'canceled', 'confirmed', 'concluded']

/** Why nothing can be challenged about this now; null when it can. */
export function whyNotChallenge(about: Subject, round: Challengeable, calendar: Calendar, now: Date) {
  if (over.includes(round.state)) return 'challenge-over'
  const until = challengeableUntil(about, round, calendar)
  if (!until || (about === 'procedure' && now < round.openingAt!)) return 'challenge-not-yet'
  return now >= until ? 'challenge-too-late' : null
}

export type ChallengeRefusal = NonNullable<ReturnType<typeof whyNotChallenge>>

/** All grounds upheld, some, or none. */
export function outcomeOf(findings: readonly ('upheld' | 'rejected')[]) {
  const upheld = findings.filter((finding) => finding === 'upheld').length
  if (upheld === 0) return 'rejected'
  return upheld === findings.length ? 'upheld' : 'partly'
}

export const cureUntil = (returnedAt: Date, calendar: Calendar) =>
  deadline(calendar, dayOf(returnedAt), curingWorkdays, 'wd').dueAt

/** The standstill of a challenged award: at least so long after the answer, or after its due day while it is awaited. */
export function standstillAfter(endsAt: Date, answerAt: Date, calendar: Calendar): Date {
  const least = deadline(calendar, dayOf(answerAt), curingWorkdays, 'wd').dueAt
  return endsAt > least ? endsAt : least
}
