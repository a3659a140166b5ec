import {
  addDays,
  deadline,
  dayOf,
  hourOf,
  isWorkday,
  nthWorkday,
  remaining,
  type Calendar,
  type Day,
  type Deadline,
  type Unit,
} from '~/kernel/workdays'
import { isClosed, type CaseMove, type CaseState } from './lifecycle'

/** `task`: nobody moves, somebody in charge is told. */
export type Expiry = CaseMove | 'purge' | 'task' | 'erase' | 'close_window'
export type DeadlineRule = { amount: number; unit: Unit; onExpiry: Expiry }

/** Every period of the procedure (mediation.md §3), as the first version of `deadline_rules`; a case pins its version. */
export const deadlineRules = {
  draft: { amount: 30, unit: 'cal', onExpiry: 'purge' },
  admission: { amount: 2, unit: 'wd', onExpiry: 'task' },
  response: { amount: 7, unit: 'wd', onExpiry: 'lapse' },
  response_extension: { amount: 5, unit: 'wd', onExpiry: 'lapse' },
  negotiation: { amount: 10, unit: 'wd', onExpiry: 'ask_mediator' },
  ranking: { amount: 3, unit: 'wd', onExpiry: 'task' },
  appointment: { amount: 2, unit: 'wd', onExpiry: 'task' },
  disclosure: { amount: 2, unit: 'wd', onExpiry: 'task' },
  objection: { amount: 3, unit: 'wd', onExpiry: 'clear' },
  decision: { amount: 3, unit: 'wd', onExpiry: 'task' },
  first_contact: { amount: 10, unit: 'wd', onExpiry: 'task' },
  length: { amount: 30, unit: 'cal', onExpiry: 'end' },
  length_extension: { amount: 30, unit: 'cal', onExpiry: 'end' },
  length_most: { amount: 60, unit: 'cal', onExpiry: 'end' },
  pause: { amount: 60, unit: 'cal', onExpiry: 'resume' },
  text: { amount: 10, unit: 'wd', onExpiry: 'back_to_mediation' },
  signing: { amount: 5, unit: 'wd', onExpiry: 'refuse_signature' },
  confirmation: { amount: 30, unit: 'cal', onExpiry: 'close_window' },
  cannot_tell: { amount: 5, unit: 'wd', onExpiry: 'task' },
  cure: { amount: 10, unit: 'wd', onExpiry: 'breach' },
  breached: { amount: 30, unit: 'cal', onExpiry: 'close_breached' },
  impasse: { amount: 5, unit: 'wd', onExpiry: 'close_impasse' },
  reopening: { amount: 30, unit: 'cal', onExpiry: 'close_window' },
  complaint: { amount: 10, unit: 'wd', onExpiry: 'task' },
  notes: { amount: 30, unit: 'cal', onExpiry: 'erase' },
  retention: { amount: 1095, unit: 'cal', onExpiry: 'erase' },
} as const satisfies Record<string, DeadlineRule>

export type DeadlineKey = keyof typeof deadlineRules

/** The period that begins when a case enters a state. */
export const periodOf: Partial<Record<CaseState, DeadlineKey>> = {
  draft: 'draft',
  filed: 'admission',
  awaiting_response: 'response',
  negotiation: 'negotiation',
  mediator_selection: 'ranking',
  conflict_check: 'objection',
  mediation: 'first_contact',
  paused: 'pause',
  settlement_draft: 'text',
  signing: 'signing',
  settled: 'confirmation',
  cure: 'cure',
  breached: 'breached',
  impasse: 'impasse',
}

const talks = ['mediation', 'paused', 'settlement_draft', 'signing'] as const satisfies readonly CaseState[]

/** The states through which a period runs; those of `periodOf` run through their state alone. */
const livesIn: Partial<Record<DeadlineKey, readonly CaseState[]>> = {
  response_extension: ['awaiting_response'],
  appointment: ['mediator_selection'],
  disclosure: ['conflict_check'],
  decision: ['conflict_check', 'mediation'],
  length: talks,
  length_extension: talks,
  confirmation: ['settled', 'fulfillment', 'cure', 'breached', 'closed_fulfilled', 'closed_breached'],
  cannot_tell: ['fulfillment', 'cure'],
}

/** While these last, the clock of the mediation stands still and keeps what is left. */
const pausesIn: Partial<Record<DeadlineKey, readonly CaseState[]>> = {
  length: ['paused', 'settlement_draft', 'signing'],
  length_extension: ['paused', 'settlement_draft', 'signing'],
}

/** What becomes of a period when its case enters a state. */
export function fateOf(key: DeadlineKey, state: CaseState): 'runs' | 'pauses' | 'ends' {
  if (pausesIn[key]?.includes(state)) return 'pauses'
  const lives = livesIn[key] ?? (isClosed(state) ? [] : statesOf(key))
  return lives.includes(state) || (afterClosing.includes(key) && isClosed(state)) ? 'runs' : 'ends'
}

const afterClosing: readonly DeadlineKey[] = ['reopening', 'notes', 'retention']
const statesOf = (key: DeadlineKey) =>
  (Object.keys(periodOf) as CaseState[]).filter((state) => periodOf[state] === key)

/** The periods that begin when a case enters a state. */
export function periodsFrom(state: CaseState): readonly DeadlineKey[] {
  if (isClosed(state)) return afterClosing
  const key = periodOf[state]
  return key ? [key] : []
}

/** When people are reminded: working days counted from the start, days counted from the start, working days before the end. */
export const reminderDays = {
  response: [3, 5, 7],
  confirmation: [10, 20, 27],
  length: [-5],
  complaint: [-2],
} as const

type Span = { startedOn: Day; dueAt: Date }

/** The instant of the next reminder of a period, 09:00 of its day; null after the last one or where nobody is reminded. */
export function reminderAt(
  key: DeadlineKey,
  { startedOn, dueAt }: Span,
  calendar: Calendar,
  reminded: number,
) {
  const day = reminderOn(key, startedOn, addDays(dayOf(dueAt), -1), calendar, reminded)
  return day === null ? null : hourOf(day, 9)
}

function reminderOn(key: DeadlineKey, from: Day, last: Day, calendar: Calendar, n: number): Day | null {
  if (key === 'response' && n < reminderDays.response.length)
    return nthWorkday(calendar, from, reminderDays.response[n]!)
  if (key === 'confirmation' && n < reminderDays.confirmation.length)
    return addDays(from, reminderDays.confirmation[n]!)
  return (key === 'length' || key === 'complaint') && n === 0
    ? workdaysBefore(calendar, last, -reminderDays[key][0])
    : null
}

function workdaysBefore(calendar: Calendar, last: Day, amount: number): Day {
  let day = last
  for (let left = amount; left > 0;) {
    day = addDays(day, -1)
    if (isWorkday(calendar, day)) left -= 1
  }
  return day
}

/** Begins a period on a day. */
export const begin = (rule: DeadlineRule, from: Day, calendar: Calendar): Deadline =>
  deadline(calendar, from, rule.amount, rule.unit)

/** A due instant is the first outside the period: at it the period is over. */
export const isOver = ({ dueAt }: Pick<Deadline, 'dueAt'>, now: Date) => now >= dueAt

/** The respondent's one extension counts on from the end of the period, not from today. */
export const extended = (current: Deadline, rule: DeadlineRule, calendar: Calendar): Deadline =>
  begin(rule, current.lastDay, calendar)

/** A pause keeps the days that were left, in the period's own unit. */
export const leftAt = (pausedAt: Date, current: Deadline, rule: DeadlineRule, calendar: Calendar) =>
  remaining(calendar, dayOf(pausedAt), current.lastDay, rule.unit)

export const resumed = (left: number, rule: DeadlineRule, resumedAt: Date, calendar: Calendar): Deadline =>
  deadline(calendar, dayOf(resumedAt), left, rule.unit)

type Rules = Record<'length' | 'length_extension' | 'length_most', DeadlineRule>

/** How long a mediation may last from its first contact: extended once with a reason, never above the most. */
export function mediationEnd(
  firstContact: Day,
  isExtended: boolean,
  rules: Rules,
  calendar: Calendar,
): Deadline {
  const most = begin(rules.length_most, firstContact, calendar)
  const wanted = rules.length.amount + (isExtended ? rules.length_extension.amount : 0)
  const end = deadline(calendar, firstContact, wanted, rules.length.unit)
  return end.dueAt < most.dueAt ? end : most
}

/** Whether a body's license covers an appointment: it ends at 24:00 Asia/Shanghai of its last day. */
export function isLicensed(
  body: { validFrom: Day; validUntil: Day; suspendedAt: Date | null },
  now: Date,
): boolean {
  const today = dayOf(now)
  return body.validFrom <= today && today <= body.validUntil && body.suspendedAt === null
}

/** The days on which a side is warned of the limitation date it has entered; the system computes no law. */
export const limitationWarnings = (limitation: Day): Day[] =>
  [60, 30, 7].map((days) => addDays(limitation, -days))
