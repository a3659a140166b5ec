import type { OrganizationKind } from '../actor'
import { organizationLifecycle, type OrganizationState } from '../lifecycle'

type Its = { id: string; kind: OrganizationKind; state: OrganizationState }

/** Why an organization may not be merged; null when it may. What an enterprise holds has somewhere to go, a vendor's duties not. */
export function whyNotMerge(its: Its): 'only-enterprises-merge' | 'already-moved' | null {
  if (its.kind !== 'enterprise') return 'only-enterprises-merge'
  return (organizationLifecycle.moves.merge.from as readonly string[]).includes(its.state)
    ? null
    : 'already-moved'
}

/** Why this one may not go on for it; null when it may. */
export function whyNotGoOn(its: Its, successor: Its | undefined) {
  if (successor?.id === its.id) return 'successor-is-self'
  return successor?.kind === its.kind && successor.state === 'verified' ? null : 'successor-unknown'
}
