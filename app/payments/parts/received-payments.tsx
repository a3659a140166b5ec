import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { ReceivedPayment } from '../paying.server'
import { usePaymentsTexts } from './texts'

/** What has come in, by rail and payer. */
export function ReceivedPayments({ payments }: { payments: readonly ReceivedPayment[] }) {
  const { pay: texts, rails } = usePaymentsTexts()
  const railOf: Record<string, string> = rails
  return (
    <Section title={texts.came} count={payments.length}>
      <Table
        caption={texts.came}
        rows={payments}
        rowKey={({ id }) => id}
        empty={<Empty title={texts.cameEmpty} why={texts.cameEmptyWhy} icon="card" />}
        columns={[
          { key: 'at', head: texts.at, type: 'date', cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
          { key: 'payer', head: texts.payer, cell: ({ payerName }) => payerName ?? '—' },
          { key: 'rail', head: texts.rail, cell: ({ rail }) => railOf[rail] ?? rail },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            narrow: 'end',
            cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
          },
        ]}
      />
    </Section>
  )
}
