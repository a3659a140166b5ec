import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { HonorApplicationState, HonorCallState } from '../../lifecycle'
import { useHonorTexts } from './texts'

const callMeanings: Record<HonorCallState, Meaning> = {
  draft: 'quiet',
  open: 'info',
  scoring: 'attention',
  noticed: 'attention',
  closed: 'ok',
}

export const CallChip = ({ state }: { state: HonorCallState }) => (
  <Chip meaning={callMeanings[state]}>{useHonorTexts().states[state]}</Chip>
)

const meanings: Record<HonorApplicationState, Meaning> = {
  draft: 'quiet',
  submitted: 'info',
  eligible: 'info',
  ineligible: 'risk',
  scored: 'info',
  noticed: 'attention',
  recommended: 'ok',
  rejected: 'risk',
}

export const ApplicationChip = ({ state }: { state: HonorApplicationState }) => (
  <Chip meaning={meanings[state]}>{useHonorTexts().applicationStates[state]}</Chip>
)
