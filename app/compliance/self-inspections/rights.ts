import { type Actor, is } from '~/people/actor'
import { selfInspectionLifecycle, type SelfInspectionState } from '../lifecycle'

type Its = { orgId: string; state: SelfInspectionState; campaignState: string }

/** What this person may do with a self-inspection; the commands ask the same. */
export function rightsOf(actor: Actor, { orgId, state, campaignState }: Its) {
  const own = orgId === actor.organizationId
  const open = campaignState === 'open'
  const can = (
    move: keyof typeof selfInspectionLifecycle.moves,
    role: 'asset_manager' | 'liaison' | 'officer',
  ) => is(actor, role) && selfInspectionLifecycle.movesFrom(state, role).includes(move)
  return {
    start: own && open && can('start', 'asset_manager'),
    fill: own && open && state === 'in_progress' && is(actor, 'asset_manager', 'approver'),
    revise: own && open && state === 'returned' && is(actor, 'asset_manager'),
    review: !own && can('accept', 'liaison'),
    reopen: !own && can('reopen', 'officer'),
  }
}
