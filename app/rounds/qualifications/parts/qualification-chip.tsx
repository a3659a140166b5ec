import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { QualificationState } from '../../lifecycle'
import { useQualificationTexts } from './texts'

const meanings: Record<QualificationState, Meaning> = {
  applied: 'attention',
  in_review: 'attention',
  qualified: 'ok',
  returned: 'attention',
  rejected: 'risk',
  suspended: 'risk',
  expired: 'quiet',
  banned: 'risk',
}

export function QualificationChip({ state }: { state: QualificationState }) {
  return <Chip meaning={meanings[state]}>{useQualificationTexts().states[state]}</Chip>
}
