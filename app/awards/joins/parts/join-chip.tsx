import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { LateJoinState } from '../../lifecycle'
import { useJoinTexts } from '../../parts/join-texts'

const meanings: Record<LateJoinState, Meaning> = {
  requested: 'attention',
  approved: 'attention',
  confirmed: 'ok',
  refused: 'quiet',
}

export function JoinChip({ state }: { state: LateJoinState }) {
  return <Chip meaning={meanings[state]}>{useJoinTexts().states[state]}</Chip>
}
