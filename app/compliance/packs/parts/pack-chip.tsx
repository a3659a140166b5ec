import { Chip } from '~/design/chip'
import type { RecognitionPackState } from '../../lifecycle'
import { usePackTexts } from '../../parts/texts'

const meanings = { loaded: 'attention', active: 'ok', retired: 'quiet' } as const

export function PackChip({ state }: { state: RecognitionPackState }) {
  return <Chip meaning={meanings[state]}>{usePackTexts().state[state]}</Chip>
}
