import { type Actor, is } from '~/people/actor'
import { rectificationLifecycle, type RectificationMove, type RectificationState } from '../lifecycle'

type Its = { orgId: string; state: RectificationState; extended: boolean; issuedBy: string | null }

/** The moves of an order that are this person's: the enterprise’s own, or those of whoever answers for it. */
export function movesOf(actor: Actor, { orgId, state, extended, issuedBy }: Its): RectificationMove[] {
  const own = orgId === actor.organizationId
  return (Object.keys(rectificationLifecycle.moves) as RectificationMove[]).filter((move) => {
    const { from, by } = rectificationLifecycle.moves[move]
    if (move === 'issue' || (move === 'extend' && (extended || issuedBy === actor.personId))) return false
    return (
      own === (move === 'begin' || move === 'submit') &&
      is(actor, ...by) &&
      (from as readonly string[]).includes(state)
    )
  })
}
