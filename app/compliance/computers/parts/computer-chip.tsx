import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { ComputerState } from '../../lifecycle'
import { useInventoryTexts } from '../../parts/texts'

const meanings: Record<ComputerState, Meaning> = {
  in_use: 'ok',
  spare: 'quiet',
  scrapped: 'quiet',
  transferred: 'quiet',
}

/** Where a computer is; in use without a list of the last half-year, it says that first. */
export function ComputerChip({ state, fresh }: { state: ComputerState; fresh: boolean | null }) {
  const texts = useInventoryTexts()
  if (state === 'in_use' && fresh === null) return <Chip meaning="attention">{texts.age.never}</Chip>
  if (state === 'in_use' && !fresh) return <Chip meaning="attention">{texts.age.old}</Chip>
  return <Chip meaning={meanings[state]}>{texts.computerState[state]}</Chip>
}
