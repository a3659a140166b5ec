import { isUnderWay, spansOf, type StagedRound, stageKeys, type StageKey, stagesOf } from './stages'

export type CalendarBar = {
  key: StageKey
  from: Date
  to: Date
  /** its end is not known: it lasts until now */ open: boolean
  /** nothing runs: the round is suspended */
  paused: boolean
}

const day = 24 * 60 * 60 * 1000
/** How far past the present the long ordering stage is drawn. */
const aheadDays = 60

/**
 * A round as bars on a calendar, a bar per stage. A draft is drawn as if it were published now; a stage whose end
 * depends on somebody's deed lasts until now; what a round that ended early did not reach is left out. One that is
 * suspended runs until it was, and pauses since: what lies ahead moves by the length of the pause, which nobody knows yet.
 */
export function barsOf(
  { suspendedAt = null, ...round }: StagedRound & { suspendedAt?: Date | null },
  now: Date,
): CalendarBar[] {
  const bars = runningBars(round, suspendedAt ?? now)
  if (!suspendedAt) return bars
  const run = bars.filter(({ from }) => from < suspendedAt)
  const key = run.at(-1)?.key ?? 'pledging'
  return [
    ...run.map((bar) => ({ ...bar, open: false, to: bar.to < suspendedAt ? bar.to : suspendedAt })),
    { key, from: suspendedAt, to: now, open: true, paused: true },
  ]
}

function runningBars(round: StagedRound, now: Date): CalendarBar[] {
  const planned = round.state === 'draft' ? { ...round, publishedAt: now } : round
  const stages = stagesOf(round)
  const ended = round.state === 'failed' || round.state === 'canceled'
  const spans = spansOf(planned).filter(({ key }) => !ended || stateOf(stages, key) !== 'next')
  const bars = spans.map((span): CalendarBar => ({ ...span, open: false, paused: false }))
  const next = stageKeys[bars.length]
  const from = bars.at(-1)?.to ?? planned.publishedAt
  if (next && from && from < now && isUnderWay(round.state))
    bars.push({ key: next, from, to: now, open: true, paused: false })
  return bars
}

const stateOf = (stages: ReturnType<typeof stagesOf>, key: StageKey) =>
  stages.find((stage) => stage.key === key)!.state

/** From the first bar to the last, the present among them; the ordering stage does not stretch it far ahead. */
export function rangeOf(bars: readonly CalendarBar[], now: Date): [Date, Date] {
  const ahead = new Date(now.getTime() + aheadDays * day)
  const ends = bars.map(({ key, from, to }) =>
    key === 'ordering' && to > ahead && from < ahead ? ahead : to,
  )
  const times = [now, ...bars.map(({ from }) => from), ...ends].map((at) => at.getTime())
  return [new Date(Math.min(...times)), new Date(Math.max(...times) + day)]
}

export const calendarViews = ['running', 'draft', 'past', 'all'] as const
export type CalendarView = (typeof calendarViews)[number]

export const askedView = (params: URLSearchParams): CalendarView =>
  calendarViews.find((view) => view === params.get('which')) ?? 'running'

export function viewOf(round: StagedRound): CalendarView {
  return isUnderWay(round.state) && round.state !== 'confirmed'
    ? 'running'
    : round.state === 'draft'
      ? 'draft'
      : 'past'
}
