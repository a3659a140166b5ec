import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { ComputerState } from '../../lifecycle'
import { useInventoryTexts } from '../../parts/texts'
import type { ListAge } from '../age'

const meanings: Record<ComputerState, Meaning> = {
  in_use: 'ok',
  spare: 'quiet',
  scrapped: 'quiet',
  transferred: 'quiet',
}

/** Where a computer is; in use without lists of the last half-year, it says that first. */
export function ComputerChip({ state, age }: { state: ComputerState; age: ListAge }) {
  const texts = useInventoryTexts()
  if (state === 'in_use' && age !== 'fresh') return <Chip meaning="attention">{texts.age[age]}</Chip>
  return <Chip meaning={meanings[state]}>{texts.computerState[state]}</Chip>
}
