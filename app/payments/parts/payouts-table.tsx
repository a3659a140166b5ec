import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import { shownCode } from '../code'
import type { ListedPayout } from '../payouts/queries.server'
import { PayoutChip } from './state-chip'
import { usePaymentsTexts } from './texts'

type PayoutsTableProps = {
  payouts: readonly ListedPayout[]
  rowTo?: (payoutId: string) => string
  /** The vendor's own list: without its name and without who prepared. */
  own?: boolean
}

/** Payouts with their code, state and amount. */
export function PayoutsTable({ payouts, rowTo, own = false }: PayoutsTableProps) {
  const { payouts: texts, transfers } = usePaymentsTexts()
  const named = useNamed()
  return (
    <Table
      caption={texts.list}
      rows={payouts}
      rowKey={({ id }) => id}
      {...(rowTo && { rowTo: ({ id }: ListedPayout) => rowTo(id) })}
      empty={
        own ? (
          <Empty title={texts.vendorEmpty} why={texts.vendorEmptyWhy} icon="card" />
        ) : (
          <Empty title={texts.empty} why={texts.emptyWhy} icon="card" />
        )
      }
      columns={[
        {
          key: 'code',
          head: texts.code,
          cell: ({ code }) => <code className="font-mono">{shownCode(code)}</code>,
        },
        ...(own
          ? []
          : [
              {
                key: 'vendor',
                head: texts.vendor,
                cell: ({ vendor, vendorEn }: ListedPayout) => named(vendor, vendorEn),
              },
            ]),
        {
          key: 'payee',
          head: texts.payee,
          cell: ({ bank, account }) => (account ? `${bank} ${account.slice(-4)}` : '—'),
        },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: ({ state }) => <PayoutChip state={state} />,
        },
        ...(own
          ? []
          : [
              {
                key: 'by',
                head: texts.preparedBy,
                narrow: 'hidden' as const,
                cell: ({ preparer, approver, secondApprover }: ListedPayout) =>
                  [preparer, approver, secondApprover].filter(Boolean).join(' → '),
              },
            ]),
        {
          key: 'at',
          head: texts.preparedAt,
          type: 'date',
          cell: ({ settledAt, sentAt, preparedAt }) => <Moment at={settledAt ?? sentAt ?? preparedAt} />,
        },
        {
          key: 'amount',
          head: texts.amount,
          type: 'money',
          cell: ({ gross, clawback, currency, reversed }) => (
            <>
              <Money fen={gross - clawback} currency={currency} />
              {reversed > 0n && (
                <span className="ml-2 text-sm text-ink-soft md:ml-0 md:block">
                  {transfers.reversed} <Money fen={reversed} currency={currency} />
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
