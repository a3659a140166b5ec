import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { Capability } from '../transfers/capability'
import { usePaymentsTexts } from './texts'

const meanings: Record<Capability, Meaning> = {
  asked: 'quiet',
  pending: 'info',
  active: 'ok',
  restricted: 'attention',
  unsupported: 'risk',
}

/** What the provider says that a vendor's account may receive. */
export function CapabilityChip({ capability }: { capability: Capability }) {
  return <Chip meaning={meanings[capability]}>{usePaymentsTexts().transfers.capabilities[capability]}</Chip>
}
