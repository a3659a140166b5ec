import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { Standing } from '../../forecast'
import type { TargetState } from '../../lifecycle'
import { useProgramTexts } from '../../parts/texts'
import { usePlanTexts } from './texts'

const ofState: Record<TargetState, Meaning> = {
  proposed: 'info',
  returned: 'attention',
  accepted: 'ok',
  superseded: 'quiet',
}
export const ofStanding: Record<Standing, Meaning> = {
  met: 'ok',
  on_track: 'info',
  at_risk: 'attention',
  late: 'risk',
  missed: 'risk',
}

export function TargetChip({ state }: { state: TargetState }) {
  return <Chip meaning={ofState[state]}>{usePlanTexts().states[state]}</Chip>
}

export function StandingChip({ standing }: { standing: Standing }) {
  return <Chip meaning={ofStanding[standing]}>{useProgramTexts().standings[standing]}</Chip>
}
