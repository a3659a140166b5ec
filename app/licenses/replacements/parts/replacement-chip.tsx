import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { ReplacementState } from '../../lifecycle'
import { useLicensesTexts } from '../../parts/texts'

const meanings: Record<ReplacementState, Meaning> = { open: 'attention', delivered: 'ok', withdrawn: 'quiet' }

export function ReplacementChip({ state }: { state: ReplacementState }) {
  return <Chip meaning={meanings[state]}>{useLicensesTexts().replacements.states[state]}</Chip>
}
