import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { MarketCaseState } from '../../lifecycle'
import { useMarketTexts } from '../../parts/market-texts'

const meanings: Record<MarketCaseState, Meaning> = {
  opened: 'attention',
  investigated: 'info',
  decided: 'risk',
  closed: 'quiet',
}

export const CaseChip = ({ state }: { state: MarketCaseState }) => (
  <Chip meaning={meanings[state]}>{useMarketTexts().case.states[state]}</Chip>
)
