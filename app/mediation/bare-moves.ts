import type { CaseRole } from './channels/kinds'
import { caseLifecycle, type CaseMove, type CaseState, isClosed } from './lifecycle'

/** Moves that need no page of their own: explained, confirmed, made. */
export const bareMoves = [
  'ask_mediator',
  'resume',
  'resume_mediation',
  'close_breached',
  'close_impasse',
  'end',
  'leave',
  'withdraw',
] as const satisfies readonly CaseMove[]

export type BareMove = (typeof bareMoves)[number]

/** The way back of a closed case, by how it had closed. */
export function reopeningOf(state: CaseState): CaseMove | null {
  if (!isClosed(state)) return null
  return caseLifecycle.movesFrom(state, 'registrar').find((move) => move.startsWith('reopen_')) ?? null
}

/** Which of them somebody in these roles may make in this state. */
export function bareMovesFor(state: CaseState, roles: readonly CaseRole[]): BareMove[] {
  const mine = roles.flatMap((role) =>
    role === 'guest' || role === 'expert' ? [] : caseLifecycle.movesFrom(state, role),
  )
  return bareMoves.filter((move) => mine.includes(move))
}
