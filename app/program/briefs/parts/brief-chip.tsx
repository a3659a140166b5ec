import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { BriefState } from '../../lifecycle'
import { useBriefTexts } from './texts'

const meanings: Record<BriefState, Meaning> = {
  draft: 'quiet',
  in_review: 'attention',
  published: 'ok',
  corrected: 'quiet',
}

export function BriefChip({ state }: { state: BriefState }) {
  return <Chip meaning={meanings[state]}>{useBriefTexts().states[state]}</Chip>
}
