import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { ChargebackState } from '../lifecycle'
import { usePaymentsTexts } from './texts'

const meaningOf: Record<ChargebackState, Meaning> = {
  warning: 'attention',
  open: 'risk',
  won: 'ok',
  lost: 'risk',
  closed: 'quiet',
}

export function ChargebackChip({ state }: { state: ChargebackState }) {
  return <Chip meaning={meaningOf[state]}>{usePaymentsTexts().chargebacks.states[state]}</Chip>
}
