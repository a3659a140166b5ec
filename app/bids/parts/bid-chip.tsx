import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { BidState } from '../lifecycle'
import { useBidTexts } from './texts'

const meanings: Record<BidState, Meaning> = {
  sealed: 'ok',
  replaced: 'quiet',
  withdrawn: 'quiet',
  invalidated: 'attention',
  closed: 'info',
  dropped: 'quiet',
  returned_unopened: 'quiet',
  opened: 'info',
  eligible: 'info',
  ineligible: 'risk',
  void: 'risk',
  priced: 'info',
  excluded: 'risk',
  won: 'ok',
  lost: 'quiet',
}

export function BidChip({ state }: { state: BidState }) {
  return <Chip meaning={meanings[state]}>{useBidTexts().state[state]}</Chip>
}

/** The sentence of a reason that a check of the opening gave; other reasons are people's words. */
export function useReason() {
  const faults: Record<string, string> = useBidTexts().fault
  return (reason: string | null) => (reason === null ? null : (faults[reason] ?? reason))
}
