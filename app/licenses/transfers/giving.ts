import type { EntitlementState } from '../lifecycle'

/** A right of which units are to stand with another enterprise. */
export type Giveable = {
  state: EntitlementState
  disputed: boolean
  /** came with a computer, or is bound to one */
  bound: boolean
  term: string
  endsOn: string | null
  /** units that nobody is assigned to; null: a whole site */
  unassigned: number | null
  transferable: boolean
}

type Offer = { quantity: number; hasConsent: boolean }

/**
 * Why these units may not be offered to another enterprise; null when they may (licenses.md §6.4). What came with a
 * computer stays with it; what the contract does not let go needs the publisher's consent on file.
 */
export function whyNotGive(its: Giveable, { quantity, hasConsent }: Offer, today: string) {
  if (its.state !== 'active' || its.disputed || its.unassigned === null) return 'units-not-free-to-give'
  if (its.term === 'evaluation' || (its.endsOn !== null && its.endsOn < today))
    return 'units-not-free-to-give'
  if (its.bound) return 'oem-stays-with-computer'
  if (quantity > its.unassigned) return 'more-than-unassigned'
  return its.transferable || hasConsent ? null : 'consent-needed'
}

/** What came with a computer and would go along with it: what hinders it, and whether its right holder lets it go. */
export type Along = { hindered: boolean; forbidden: boolean }

/**
 * Why a computer may not be offered with what came with it; null when it may (licenses.md §6.4). What a right holder does
 * not let go by the contract needs its consent on file; what is disputed or suspended stays until that is settled.
 */
export function whyNotGoAlong(all: readonly Along[], { hasConsent }: Pick<Offer, 'hasConsent'>) {
  if (all.length === 0) return 'nothing-goes-along'
  if (all.some(({ hindered }) => hindered)) return 'computer-rights-hindered'
  return all.some(({ forbidden }) => forbidden) && !hasConsent ? 'computer-rights-forbidden' : null
}
