import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { DemandLineState } from '../lifecycle'
import { useDemandsTexts } from './texts'

const meanings: Record<DemandLineState, Meaning> = {
  draft: 'quiet',
  open: 'info',
  pooled: 'ok',
  fulfilled: 'ok',
  withdrawn: 'quiet',
  expired: 'attention',
}

export function LineChip({ state }: { state: DemandLineState }) {
  return <Chip meaning={meanings[state]}>{useDemandsTexts().state[state]}</Chip>
}
