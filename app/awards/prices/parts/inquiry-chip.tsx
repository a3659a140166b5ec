import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { useAwardTexts } from '../../parts/texts'
import type { InquiryState } from '../inquiry'

const meanings: Record<InquiryState, Meaning> = {
  asked: 'attention',
  answered: 'info',
  overdue: 'risk',
  explained: 'ok',
  excluded: 'risk',
}

export function InquiryChip({ state }: { state: InquiryState }) {
  return <Chip meaning={meanings[state]}>{useAwardTexts().inquiry.states[state]}</Chip>
}
