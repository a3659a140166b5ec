import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { BlacklistEntryState } from '../../lifecycle'
import { useBlacklistTexts } from '../../parts/texts'

const meanings: Record<BlacklistEntryState, Meaning> = {
  proposed: 'info',
  noticed: 'attention',
  listed: 'risk',
  dropped: 'quiet',
  removed: 'ok',
}

export function EntryChip({ state }: { state: BlacklistEntryState }) {
  return <Chip meaning={meanings[state]}>{useBlacklistTexts().state[state]}</Chip>
}
