import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { RectificationState } from '../../lifecycle'
import { useCampaignTexts } from '../../parts/texts'

const meanings: Record<RectificationState, Meaning> = {
  drafted: 'quiet',
  issued: 'attention',
  in_progress: 'info',
  submitted: 'attention',
  accepted: 'ok',
  returned: 'attention',
  withdrawn: 'quiet',
}

export function OrderChip({ state, overdue = false }: { state: RectificationState; overdue?: boolean }) {
  const texts = useCampaignTexts().orders
  return (
    <Chip meaning={overdue ? 'risk' : meanings[state]}>
      {`${texts.states[state]}${overdue ? ` · ${texts.overdue}` : ''}`}
    </Chip>
  )
}
