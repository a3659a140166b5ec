import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { CheckoutAttemptState } from '../lifecycle'
import { usePaymentsTexts } from './texts'

export const meaningOfAttempt: Record<CheckoutAttemptState, Meaning> = {
  intended: 'info',
  open: 'attention',
  processing: 'info',
  succeeded: 'ok',
  failed: 'risk',
  expired: 'quiet',
}

/** Whether something may still come of it. */
export const isAlive = (state: CheckoutAttemptState) => ['intended', 'open', 'processing'].includes(state)

export function AttemptChip({ state }: { state: CheckoutAttemptState }) {
  return <Chip meaning={meaningOfAttempt[state]}>{usePaymentsTexts().online.states[state]}</Chip>
}
