import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { InspectionCampaignState } from '../../lifecycle'
import { useInspectionTexts } from '../../parts/texts'

const meanings: Record<InspectionCampaignState, Meaning> = {
  open: 'attention',
  framed: 'attention',
  drawn: 'info',
  closed: 'quiet',
  canceled: 'quiet',
}

export function DrawChip({ state }: { state: InspectionCampaignState }) {
  return <Chip meaning={meanings[state]}>{useInspectionTexts().drawState[state]}</Chip>
}
