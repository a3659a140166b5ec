import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { ListProposalState } from '../../lifecycle'
import { useListingTexts } from './texts'

const meanings: Record<ListProposalState, Meaning> = {
  submitted: 'attention',
  in_review: 'info',
  accepted: 'ok',
  rejected: 'risk',
  removed: 'quiet',
}

export const ProposalChip = ({ state }: { state: ListProposalState }) => (
  <Chip meaning={meanings[state]}>{useListingTexts().states[state]}</Chip>
)
