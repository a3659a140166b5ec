import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { InvoiceState } from '../../lifecycle'
import { useOrdersTexts } from '../../parts/texts'

const meanings: Record<InvoiceState, Meaning> = {
  requested: 'attention',
  issued: 'info',
  delivered: 'ok',
  used: 'ok',
  red_requested: 'attention',
  red_confirmed: 'attention',
  red_issued: 'quiet',
  refused: 'risk',
}

export function InvoiceChip({ state }: { state: InvoiceState }) {
  return <Chip meaning={meanings[state]}>{useOrdersTexts().invoices.states[state]}</Chip>
}
