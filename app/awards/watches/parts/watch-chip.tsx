import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { PriceWatchState } from '../../lifecycle'
import { useWatchTexts } from '../../parts/watch-texts'

const meanings: Record<PriceWatchState, Meaning> = {
  raised: 'attention',
  answered: 'attention',
  granted: 'ok',
  rejected: 'quiet',
}

/** Where a lower price stands; one that was not answered in time waits for the office. */
export function WatchChip({ state, overdue }: { state: PriceWatchState; overdue: boolean }) {
  const texts = useWatchTexts()
  return (
    <Chip meaning={meanings[state]}>
      {state === 'raised' && overdue ? texts.overdue : texts.states[state]}
    </Chip>
  )
}
