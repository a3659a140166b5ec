import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useOrdersTexts } from '../../parts/texts'

type Line = {
  no: number
  text: string
  taxCode: string | null
  quantity: number
  taxBps: number | null
  net: bigint
  tax: bigint
  gross: bigint
}

/** Net, tax and gross, line by line, with the sums of the head. */
export function InvoiceLines({ lines, currency }: { lines: readonly Line[]; currency: string }) {
  const texts = useOrdersTexts().invoices
  const format = useFormat()
  const sum = (of: (line: Line) => bigint) => (
    <Money fen={lines.reduce((total, line) => total + of(line), 0n)} currency={currency} />
  )
  return (
    <Section title={texts.lines} count={lines.length}>
      <Table
        caption={texts.lines}
        rows={lines}
        rowKey={({ no }) => String(no)}
        empty={<Empty title={texts.nothing} why={texts.nothingWhy} icon="document" />}
        columns={[
          { key: 'text', head: texts.text, cell: ({ text }) => text },
          {
            key: 'code',
            head: texts.taxCode,
            cell: ({ taxCode }) => taxCode && <span className="figure text-sm text-ink-soft">{taxCode}</span>,
          },
          {
            key: 'quantity',
            head: texts.quantity,
            type: 'number',
            narrow: 'hidden',
            cell: ({ quantity }) => (quantity === 0 ? '—' : format.number(quantity)),
          },
          {
            key: 'rate',
            head: texts.rate,
            type: 'number',
            cell: ({ taxBps }) => (taxBps === null ? '—' : format.percent(taxBps / 10_000)),
          },
          {
            key: 'net',
            head: texts.net,
            type: 'money',
            narrow: 'hidden',
            cell: ({ net }) => <Money fen={net} currency={currency} />,
            foot: sum(({ net }) => net),
          },
          {
            key: 'tax',
            head: texts.tax,
            type: 'money',
            narrow: 'hidden',
            cell: ({ tax }) => <Money fen={tax} currency={currency} />,
            foot: sum(({ tax }) => tax),
          },
          {
            key: 'gross',
            head: texts.gross,
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
