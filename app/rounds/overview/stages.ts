import { type RoundState, roundLifecycle } from '../lifecycle'

/** The steps of a round that people wait for, in order; each ends at a moment that is known or not yet. */
export const stageKeys = ['pledging', 'bidding', 'opening', 'evaluation', 'standstill', 'ordering'] as const
export type StageKey = (typeof stageKeys)[number]

export type StagedRound = {
  state: RoundState
  reached: string
  publishedAt: Date | null
  pledgesCloseAt: Date | null
  bidsCloseAt: Date | null
  openingAt: Date | null
  decidedAt: Date | null
  standstillEndsAt: Date | null
  confirmedAt: Date | null
  lateJoinUntil: Date | null
}

export type RoundStage = { key: StageKey; state: 'done' | 'now' | 'next' | 'missed'; at: Date | null }

const endsWith: Record<StageKey, RoundState> = {
  pledging: 'frozen',
  bidding: 'closed',
  opening: 'technical_opened',
  evaluation: 'decided',
  standstill: 'confirmed',
  ordering: 'concluded',
}

const phase = (state: string) => roundLifecycle.states.indexOf(state as RoundState)

/** Where a round stands; one that was suspended, failed or canceled shows how far it came. */
export function stagesOf(round: StagedRound): RoundStage[] {
  const ended = round.state === 'failed' || round.state === 'canceled'
  const reached = phase(round.reached)
  const first = stageKeys.findIndex((key) => reached < phase(endsWith[key]))
  return stageKeys.map((key, place) => ({
    key,
    at: momentOf(key, round),
    state:
      first === -1 || place < first
        ? 'done'
        : place > first || round.state === 'draft'
          ? 'next'
          : ended
            ? 'missed'
            : 'now',
  }))
}

function momentOf(key: StageKey, round: StagedRound): Date | null {
  return {
    pledging: round.pledgesCloseAt,
    bidding: round.bidsCloseAt,
    opening: round.openingAt,
    evaluation: round.decidedAt,
    standstill: round.confirmedAt ?? round.standstillEndsAt,
    ordering: round.lateJoinUntil,
  }[key]
}

/** The deadline that counts in a state; null where none runs. */
export function nextMoment(round: StagedRound): Date | null {
  switch (round.state) {
    case 'published':
      return round.pledgesCloseAt
    case 'frozen':
      return round.bidsCloseAt
    case 'closed':
      return round.openingAt
    case 'decided':
      return round.standstillEndsAt
    case 'confirmed':
      return round.lateJoinUntil
    default:
      return null
  }
}

/** The deed that a round waits for where no deadline moves it on; null where one runs, or nothing is left to do. */
export function whatWaits({ state, openingAt }: StagedRound, now: Date) {
  switch (state) {
    case 'draft':
      return 'publish'
    case 'closed':
      return openingAt && now >= openingAt ? 'open_technical' : null
    case 'technical_opened':
      return 'fix_eligibility'
    case 'eligibility_fixed':
      return 'open_prices'
    case 'prices_opened':
      return 'decide'
    case 'suspended':
      return 'resume'
    default:
      return null
  }
}

/** Whether a round still goes on, so that there is something to follow. */
export const isUnderWay = (state: RoundState) => !['draft', 'concluded', 'failed', 'canceled'].includes(state)

/** The stages as spans of time, as far as their moments are known: each begins where the one before ends. */
export function spansOf(round: StagedRound): { key: StageKey; from: Date; to: Date }[] {
  const spans: { key: StageKey; from: Date; to: Date }[] = []
  let from = round.publishedAt
  for (const key of stageKeys) {
    const to = momentOf(key, round)
    if (!from || !to || to < from) break
    spans.push({ key, from, to })
    from = to
  }
  return spans
}
