import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { CampaignState } from '../../lifecycle'
import { useCampaignTexts } from '../../parts/texts'

const meanings: Record<CampaignState, Meaning> = {
  draft: 'info',
  open: 'attention',
  closed: 'quiet',
  canceled: 'quiet',
}

export function CampaignChip({ state }: { state: CampaignState }) {
  return <Chip meaning={meanings[state]}>{useCampaignTexts().campaignState[state]}</Chip>
}
