import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useOrdersTexts } from '~/orders/parts/texts'
import { usePaymentsTexts } from '../../parts/texts'
import type { FeeLine } from '../invoicing'

type FeeLinesProps = { lines: readonly FeeLine[]; taxBps: number; currency: string }

/** The fee order by order, with net and tax as the books hold them. */
export function FeeLines({ lines, taxBps, currency }: FeeLinesProps) {
  const texts = usePaymentsTexts().fees
  const words = useOrdersTexts().invoices
  const format = useFormat()
  const sum = (of: (line: FeeLine) => bigint) => (
    <Money fen={lines.reduce((total, line) => total + of(line), 0n)} currency={currency} />
  )
  return (
    <Section
      title={words.lines}
      count={lines.length}
      sentence={texts.linesLead(format.percent(taxBps / 10_000))}
    >
      <Table
        caption={words.lines}
        rows={lines}
        rowKey={({ orderId }) => orderId}
        rowTo={({ orderId }) => `/orders/${orderId}#money`}
        empty={null}
        columns={[
          {
            key: 'order',
            head: texts.order,
            narrow: 'title',
            cell: ({ number }) => <span className="figure">{number}</span>,
          },
          {
            key: 'net',
            head: words.net,
            type: 'money',
            narrow: 'hidden',
            cell: ({ net }) => <Money fen={net} currency={currency} />,
            foot: sum(({ net }) => net),
          },
          {
            key: 'tax',
            head: words.tax,
            type: 'money',
            narrow: 'hidden',
            cell: ({ tax }) => <Money fen={tax} currency={currency} />,
            foot: sum(({ tax }) => tax),
          },
          {
            key: 'gross',
            head: words.gross,
            type: 'money',
            narrow: 'end',
            cell: ({ gross }) => <Money fen={gross} currency={currency} />,
            foot: sum(({ gross }) => gross),
          },
        ]}
      />
    </Section>
  )
}
