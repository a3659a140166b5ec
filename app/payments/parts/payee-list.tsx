import { Chip } from '~/design/chip'
import { Facts } from '~/design/facts'
import type { Meaning } from '~/design/meaning'
import { Moment } from '~/design/moment'
import { usePaymentsTexts } from './texts'

export type Payee = {
  id: string
  state: 'proposed' | 'checked' | 'active' | 'replaced' | 'refused'
  holder: string
  bank: string
  number: string
  cnaps: string | null
  proposedAt: Date
  usableFrom: Date | null
  refusedReason: string | null
}

const meanings: Record<Payee['state'], Meaning> = {
  proposed: 'attention',
  checked: 'info',
  active: 'ok',
  replaced: 'quiet',
  refused: 'risk',
}

export function PayeeChip({ state }: { state: Payee['state'] }) {
  return <Chip meaning={meanings[state]}>{usePaymentsTexts().payee.states[state]}</Chip>
}

/** A vendor's accounts as they are on the bank's card. */
export function PayeeList({ payees }: { payees: readonly Payee[] }) {
  const texts = usePaymentsTexts().payee
  return (
    <ul className="divide-y divide-line border-y border-line">
      {payees.map((payee) => (
        <li key={payee.id} className="py-3">
          <p className="mb-2 flex flex-wrap items-center gap-3">
            <PayeeChip state={payee.state} />
            <span className="text-sm text-ink-soft">
              <Moment at={payee.proposedAt} />
            </span>
            {payee.refusedReason && <span>{payee.refusedReason}</span>}
          </p>
          <Facts
            layout="strip"
            items={[
              { label: texts.holder, value: payee.holder },
              { label: texts.bank, value: payee.bank },
              { label: texts.number, value: payee.number },
              { label: texts.cnaps, value: payee.cnaps ?? '—' },
              ...(payee.usableFrom
                ? [{ label: texts.usableFrom, value: <Moment at={payee.usableFrom} /> }]
                : []),
            ]}
          />
        </li>
      ))}
    </ul>
  )
}
