import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { MoneyStatus } from '../money-status'
import { usePaymentsTexts } from './texts'

const meanings: Record<MoneyStatus, Meaning> = {
  awaiting: 'attention',
  processing: 'info',
  part_paid: 'attention',
  paid: 'info',
  payout_due: 'info',
  payout_sent: 'info',
  settled: 'ok',
  refund_pending: 'attention',
  part_refunded: 'quiet',
  refunded: 'quiet',
}

/** The money status of an order with its flags. */
export function MoneyChips({
  status,
  flags,
}: {
  status: MoneyStatus
  flags: readonly ('hold' | 'chargeback')[]
}) {
  const texts = usePaymentsTexts().status
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Chip meaning={meanings[status]}>{texts[status]}</Chip>
      {flags.map((flag) => (
        <Chip key={flag} meaning="risk">
          {texts[flag]}
        </Chip>
      ))}
    </span>
  )
}
