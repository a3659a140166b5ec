import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { BriefState } from '../../lifecycle'
import { useAnnouncementTexts } from './texts'

const meanings: Record<BriefState, Meaning> = {
  draft: 'quiet',
  in_review: 'attention',
  published: 'ok',
  corrected: 'quiet',
}

export function AnnouncementChip({ state, scheduled = false }: { state: BriefState; scheduled?: boolean }) {
  const texts = useAnnouncementTexts()
  if (scheduled) return <Chip meaning="info">{texts.scheduled}</Chip>
  return <Chip meaning={meanings[state]}>{texts.states[state]}</Chip>
}
