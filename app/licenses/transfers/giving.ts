import type { EntitlementState } from '../lifecycle'

/** A right of which units are to stand with another enterprise. */
export type Giveable = {
  state: EntitlementState
  disputed: boolean
  channel: string
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
  if (its.channel === 'oem') return 'oem-stays-with-computer'
  if (quantity > its.unassigned) return 'more-than-unassigned'
  return its.transferable || hasConsent ? null : 'consent-needed'
}
