import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { LetterState } from '../../lifecycle'
import { useMarketTexts } from '../../parts/market-texts'

const meanings: Record<LetterState, Meaning> = {
  offered: 'attention',
  signed: 'ok',
  expired: 'risk',
  terminated: 'quiet',
}

export const LetterChip = ({ state }: { state: LetterState }) => (
  <Chip meaning={meanings[state]}>{useMarketTexts().letter.states[state]}</Chip>
)
