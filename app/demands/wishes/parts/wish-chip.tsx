import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { WishState } from '../../lifecycle'
import { useDemandsTexts } from '../../parts/texts'

const meanings: Record<WishState, Meaning> = {
  collecting: 'info',
  threshold_met: 'attention',
  eoi_open: 'attention',
  round_drafted: 'ok',
  lapsed: 'quiet',
  declined: 'quiet',
}

export function WishChip({ state }: { state: WishState }) {
  return <Chip meaning={meanings[state]}>{useDemandsTexts().wishState[state]}</Chip>
}
