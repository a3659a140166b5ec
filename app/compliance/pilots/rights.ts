import { type Actor, is } from '~/people/actor'
import { pilotLifecycle, type PilotState } from '../lifecycle'

export type PilotMove = 'select' | 'start' | 'assess' | 'conclude' | 'withdraw'
type Its = { orgId: string; state: PilotState; assessedBy: string | null }

/** The lifecycle's move behind each; both ends of a conclusion are open to the same persons. */
const behind = {
  select: 'select',
  start: 'start',
  assess: 'assess',
  conclude: 'pass',
  withdraw: 'withdraw',
} as const

/** Why this person may not make the move now. Codes: not-your-move, already-moved, second-person-needed. */
export function whyNotMove(actor: Actor, { orgId, state, assessedBy }: Its, move: PilotMove) {
  const { from, by } = pilotLifecycle.moves[behind[move]]
  const mine = actor.kind === 'agency' || actor.organizationId === orgId
  if (!mine || !is(actor, ...by)) return 'not-your-move'
  if (!(from as readonly string[]).includes(state)) return 'already-moved'
  return move === 'conclude' && assessedBy === actor.personId ? 'second-person-needed' : null
}

/** What stands before this person to do, a second opinion that is still needed among it. */
export const movesOf = (actor: Actor, its: Its) =>
  (Object.keys(behind) as PilotMove[]).filter((move) =>
    [null, 'second-person-needed'].includes(whyNotMove(actor, its, move)),
  )

/** The end of the checklist that waits for this person. */
export function fillingOf(may: readonly PilotMove[]): 'start' | 'assess' | null {
  return may.includes('start') ? 'start' : may.includes('assess') ? 'assess' : null
}
