import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { EntitlementState } from '../../lifecycle'
import { useLicensesTexts } from '../../parts/texts'

type Standing = {
  state: EntitlementState
  timing: 'scheduled' | 'running' | 'expired'
  daysLeft: number | null
  disputed?: boolean
}

const meanings: Record<EntitlementState, Meaning> = {
  active: 'ok',
  claimed: 'info',
  rejected: 'risk',
  suspended: 'attention',
  revoked: 'quiet',
  superseded: 'quiet',
  retired: 'quiet',
}

/** How a right stands: its state, unless its dates say more. */
export function EntitlementChip({ state, timing, daysLeft, disputed = false }: Standing) {
  const texts = useLicensesTexts()
  if (disputed) return <Chip meaning="attention">{texts.disputed}</Chip>
  if (state !== 'active') return <Chip meaning={meanings[state]}>{texts.state[state]}</Chip>
  if (timing === 'expired') return <Chip meaning="risk">{texts.timing.expired}</Chip>
  if (timing === 'scheduled') return <Chip meaning="info">{texts.timing.scheduled}</Chip>
  if (daysLeft !== null && daysLeft <= 90)
    return <Chip meaning={daysLeft <= 30 ? 'risk' : 'attention'}>{texts.daysLeft(daysLeft)}</Chip>
  return <Chip meaning="ok">{texts.timing.running}</Chip>
}
