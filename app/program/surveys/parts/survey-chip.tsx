import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { SurveyState } from '../../lifecycle'
import { useSurveyTexts } from './texts'

const meanings: Record<SurveyState, Meaning> = { draft: 'quiet', open: 'info', closed: 'ok' }

export const SurveyChip = ({ state }: { state: SurveyState }) => (
  <Chip meaning={meanings[state]}>{useSurveyTexts().states[state]}</Chip>
)
