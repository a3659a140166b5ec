import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { EnrollmentState, TrainingState } from '../../lifecycle'
import { useTrainingTexts } from './texts'

const meanings: Record<TrainingState | 'full', Meaning> = {
  draft: 'quiet',
  open: 'info',
  full: 'attention',
  held: 'attention',
  closed: 'ok',
  canceled: 'risk',
}

type Seats = { state: TrainingState; seats: number; taken: number }

/** Full is computed, not stored. */
export const shownState = ({ state, seats, taken }: Seats) =>
  state === 'open' && taken >= seats ? 'full' : state

export function TrainingChip({ training }: { training: Seats }) {
  const shown = shownState(training)
  return <Chip meaning={meanings[shown]}>{useTrainingTexts().states[shown]}</Chip>
}

const personMeanings: Record<EnrollmentState, Meaning> = {
  enrolled: 'info',
  waiting: 'attention',
  attended: 'ok',
  absent: 'risk',
  withdrawn: 'quiet',
}

export const PersonChip = ({ state }: { state: EnrollmentState }) => (
  <Chip meaning={personMeanings[state]}>{useTrainingTexts().personStates[state]}</Chip>
)
