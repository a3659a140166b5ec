import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { FoundRefund } from '../refunds/queries.server'
import { usePaymentsTexts } from './texts'

/** Which units and money go back, and from which accounts it was taken once approved. */
export function RefundLines({ refund, parts }: FoundRefund) {
  const texts = usePaymentsTexts().refunds
  const format = useFormat()
  const named = useNamed()
  const sources = Array.isArray(refund.sources)
    ? (refund.sources as { from: keyof typeof texts.sourcesOf; amount: string }[])
    : []
  return (
    <>
      {parts.length > 0 && (
        <Section title={texts.lines} count={parts.length}>
          <Table
            caption={texts.lines}
            rows={parts}
            rowKey={({ orderLineId }) => orderLineId}
            empty={null}
            columns={[
              {
                key: 'line',
                head: texts.line,
                cell: (line) =>
                  `${named(line.nameZh, line.nameEn)} ${named(line.editionName, line.editionNameEn)}`,
              },
              {
                key: 'units',
                head: texts.units,
                type: 'number',
                cell: ({ quantity }) => (quantity > 0 ? format.number(quantity) : '—'),
              },
              {
                key: 'amount',
                head: texts.amount,
                type: 'money',
                narrow: 'end',
                cell: ({ amount }) => <Money fen={amount} currency={refund.currency} />,
                foot: <Money fen={refund.amount} currency={refund.currency} />,
              },
            ]}
          />
        </Section>
      )}
      {sources.length > 0 && (
        <Section title={texts.sources}>
          <Table
            caption={texts.sources}
            rows={sources}
            rowKey={({ from }) => from}
            empty={null}
            columns={[
              { key: 'from', head: texts.sources, cell: ({ from }) => texts.sourcesOf[from] },
              {
                key: 'amount',
                head: texts.amount,
                type: 'money',
                narrow: 'end',
                cell: ({ amount }) => <Money fen={BigInt(amount)} currency={refund.currency} />,
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}
