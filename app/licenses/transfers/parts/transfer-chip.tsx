import { Chip } from '~/design/chip'
import { useLicensesTexts } from '../../parts/texts'
import type { TransferState } from '../../lifecycle'

const meanings = {
  offered: 'info',
  accepted: 'attention',
  approved: 'ok',
  declined: 'quiet',
  withdrawn: 'quiet',
  returned: 'quiet',
} as const satisfies Record<TransferState, string>

export function TransferChip({ state }: { state: TransferState }) {
  const texts = useLicensesTexts().transfers
  return <Chip meaning={meanings[state]}>{texts.state[state]}</Chip>
}
