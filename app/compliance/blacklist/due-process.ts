import { checkUscc, normalizeUscc } from '~/people/uscc'
import { dayOf, deadline, hourOf, nthWorkday, type Calendar } from '~/kernel/workdays'
import type { BlacklistEntryState } from '../lifecycle'

const answerWorkdays = 10
const removalWorkdays = 3
const correctionWorkdays = 5
const publishedAtHour = 9

/** The decision that the listing rests on 处罚决定书. */
export type PenaltyDecision = {
  number: string
  decidedOn: string
  authority: string
  ground: string
  uscc: string
  hasFile: boolean
}

/** Why nobody may be proposed on this decision; null when it suffices. */
export function whyNotPropose(
  decision: PenaltyDecision,
  organization: { verified: boolean; uscc: string },
  now: Date,
) {
  if (!organization.verified) return 'organization-not-verified'
  if (!decision.number.trim() || !decision.authority.trim() || !decision.ground.trim())
    return 'decision-incomplete'
  if (decision.decidedOn > dayOf(now)) return 'decision-to-come'
  if (!decision.hasFile) return 'decision-without-file'
  if (checkUscc(decision.uscc) === 'form') return 'uscc-form'
  if (normalizeUscc(decision.uscc) !== normalizeUscc(organization.uscc)) return 'uscc-differs'
  return null
}

export type Entry = {
  state: BlacklistEntryState
  proposedBy: string
  decidedOn: string
  /** the day on which no appeal was pending any more and its period was over */
  finalOn: string | null
  answerDue: Date | null
  /** the answer, or its absence, considered in writing */
  considered: string | null
}

/** Why the enterprise may not be given notice; null when it may. */
export function whyNotNotice({ state, decidedOn, finalOn }: Entry, now: Date) {
  if (state !== 'proposed') return 'already-moved'
  return finalOn === null || finalOn < decidedOn || finalOn > dayOf(now) ? 'decision-not-final' : null
}

/** Why the entry may not be listed by this officer; null when it may. No listing without two persons and a hearing. */
export function whyNotList(entry: Entry, officerId: string, now: Date) {
  if (entry.state !== 'noticed') return 'already-moved'
  if (entry.proposedBy === officerId) return 'lister-is-proposer'
  if (!entry.answerDue || now < entry.answerDue) return 'notice-period-runs'
  if (!entry.considered?.trim()) return 'answer-not-considered'
  return null
}

export type Removal = {
  state: BlacklistEntryState
  proposedBy: string
  /** the first of the two persons; null while nobody has consented */
  firstBy: string | null
  /** on which ground the first consented */
  firstGround: string | null
  ground: 'rectified' | 'annulled'
  rectificationAccepted: boolean
  /** for the products of the decision */
  purchaseDelivered: boolean
}

/** Whether removal is offered by itself: put right and bought, both. */
export const mayAskRemoval = ({ state, rectificationAccepted, purchaseDelivered }: Removal) =>
  state === 'listed' && rectificationAccepted && purchaseDelivered

/** Why this officer may not consent to the removal; null when they may. An annulled decision needs no other fact. */
export function whyNotRemove(removal: Removal, officerId: string) {
  if (removal.state !== 'listed') return 'already-moved'
  if (removal.proposedBy === officerId) return 'remover-is-proposer'
  if (removal.firstBy === officerId) return 'second-person-needed'
  if (removal.firstBy && removal.firstGround !== removal.ground) return 'removal-ground-differs'
  if (removal.ground === 'annulled') return null
  if (!removal.rectificationAccepted) return 'not-rectified'
  return removal.purchaseDelivered ? null : 'not-bought'
}

/** Why this officer may not confirm a correction of what is public; null when they may: two persons, as for all else. */
export function whyNotCorrect(
  { state, correctionBy }: { state: BlacklistEntryState; correctionBy: string | null },
  officerId: string,
) {
  if (state !== 'listed' || correctionBy === null) return 'already-moved'
  return correctionBy === officerId ? 'second-person-needed' : null
}

type Corrected = {
  state: BlacklistEntryState
  correctionAskedAt: Date | null
  correctionRefused: string | null
}

/** Whether the enterprise's request to correct what is public waits for an answer. */
export const isCorrectionAsked = ({ state, correctionAskedAt, correctionRefused }: Corrected) =>
  state === 'listed' && correctionAskedAt !== null && correctionRefused === null

/** When the enterprise's ten working days to answer are over. */
export const answerDue = (noticedAt: Date, calendar: Calendar) =>
  deadline(calendar, dayOf(noticedAt), answerWorkdays, 'wd').dueAt

/** A removal asked for is decided within three working days. */
export const removalDue = (askedAt: Date, calendar: Calendar) =>
  deadline(calendar, dayOf(askedAt), removalWorkdays, 'wd').dueAt

/** A correction asked for is answered within five working days. */
export const correctionDue = (askedAt: Date, calendar: Calendar) =>
  deadline(calendar, dayOf(askedAt), correctionWorkdays, 'wd').dueAt

/** An entry becomes public at 09:00 of the next working day. */
export const publicAt = (listedAt: Date, calendar: Calendar) =>
  hourOf(nthWorkday(calendar, dayOf(listedAt), 1), publishedAtHour)
