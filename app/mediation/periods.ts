import type { CaseState } from './lifecycle'

export type Period = {
  id: string
  key: string
  state: 'running' | 'met' | 'expired' | 'paused' | 'dropped'
  startedOn: string
  dueAt: Date
  provisional: boolean
  endedAt: Date | null
}

type Step = { kind: string; at: Date; facts: Record<string, unknown> | null }

const housekeeping = ['notes', 'retention', 'reopening', 'draft']

/** Periods of the procedure itself, not those of keeping and cleaning up. */
export const shownPeriods = <P extends { key: string }>(periods: readonly P[]): P[] =>
  periods.filter(({ key }) => !housekeeping.includes(key))

/** The states a case has passed through, from its trail: each with when it began and, if it is over, when it ended. */
export function passedThrough(
  trail: readonly Step[],
  stateAfter: (move: string) => CaseState | undefined,
): { state: CaseState; from: Date; to?: Date }[] {
  const moves = trail.flatMap(({ at, facts }) => {
    const state = typeof facts?.move === 'string' ? stateAfter(facts.move) : undefined
    return state ? [{ state, from: at }] : []
  })
  return moves.map((step, index) => ({ ...step, ...(moves[index + 1] && { to: moves[index + 1]!.from }) }))
}
