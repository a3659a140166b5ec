import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { SelfInspectionState } from '../../lifecycle'
import { useCampaignTexts } from '../../parts/texts'

const meanings: Record<SelfInspectionState, Meaning> = {
  invited: 'info',
  in_progress: 'info',
  submitted: 'attention',
  accepted: 'ok',
  returned: 'attention',
}

/** Where an enterprise's answer is, and that it is late or was. */
export function InspectionChip({ state, late = false }: { state: SelfInspectionState; late?: boolean }) {
  const texts = useCampaignTexts()
  const handedIn = state === 'submitted' || state === 'accepted'
  return (
    <Chip meaning={late && !handedIn ? 'risk' : meanings[state]}>
      {`${texts.inspectionState[state]}${late ? ` · ${handedIn ? texts.handedInLate : texts.late}` : ''}`}
    </Chip>
  )
}
