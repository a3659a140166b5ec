import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { CaseState } from '../lifecycle'
import { useMediationTexts } from './texts'

/** The state of a case as a chip. */
export function CaseChip({ state }: { state: CaseState }) {
  const { states } = useMediationTexts()
  return <Chip meaning={meanings[state]}>{states[state]}</Chip>
}

const meanings: Record<CaseState, Meaning> = {
  draft: 'quiet',
  filed: 'attention',
  awaiting_response: 'attention',
  negotiation: 'info',
  mediator_selection: 'info',
  conflict_check: 'info',
  mediation: 'info',
  paused: 'quiet',
  settlement_draft: 'info',
  signing: 'attention',
  settled: 'ok',
  fulfillment: 'ok',
  cure: 'attention',
  breached: 'risk',
  impasse: 'attention',
  closed_rejected: 'quiet',
  closed_declined: 'quiet',
  closed_withdrawn: 'quiet',
  closed_no_response: 'quiet',
  closed_fulfilled: 'ok',
  closed_breached: 'risk',
  closed_impasse: 'quiet',
}
