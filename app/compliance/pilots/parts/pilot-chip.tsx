import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { PilotState } from '../../lifecycle'
import { usePilotTexts } from '../../parts/texts'

const meanings: Record<PilotState, Meaning> = {
  applied: 'attention',
  selected: 'attention',
  running: 'info',
  assessed: 'attention',
  passed: 'ok',
  failed: 'risk',
  withdrawn: 'quiet',
}

export function PilotChip({ state }: { state: PilotState }) {
  return <Chip meaning={meanings[state]}>{usePilotTexts().states[state]}</Chip>
}
