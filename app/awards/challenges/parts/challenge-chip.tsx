import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { ChallengeState } from '../../lifecycle'
import { useAwardTexts } from '../../parts/texts'

const meanings: Record<ChallengeState, Meaning> = {
  draft: 'quiet',
  filed: 'attention',
  admitted: 'attention',
  returned: 'attention',
  answered: 'info',
  withdrawn: 'quiet',
  complained: 'risk',
}

type ChallengeChipProps = { state: ChallengeState; outcome: 'upheld' | 'partly' | 'rejected' | null }

/** Where a challenge stands; an answered one by its outcome. */
export function ChallengeChip({ state, outcome }: ChallengeChipProps) {
  const texts = useAwardTexts().challenge
  return (
    <Chip meaning={meanings[state]}>
      {state === 'answered' && outcome ? texts.outcomes[outcome] : texts.states[state]}
    </Chip>
  )
}
