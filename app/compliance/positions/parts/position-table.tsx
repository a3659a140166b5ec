import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Table } from '~/design/table'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { useComplianceTexts } from '../../parts/texts'
import type { PositionRow } from '../queries.server'
import { type AnyStatus, StatusChip } from './status-chip'

type PositionTableProps = {
  rows: readonly (PositionRow & { own?: AnyStatus })[]
  /** Where a product's page is; none for readers who see figures only. */
  to?: (row: PositionRow) => string
  csv: string
  /** Money and demand are the enterprise's own business. */
  own?: boolean
}

/** Every product with its figures; each sums up: installed = covered + gap, entitled = used + surplus. */
export function PositionTable({ rows, to, csv, own = false }: PositionTableProps) {
  const all = useComplianceTexts()
  const texts = all.figures
  const format = useFormat()
  const name = useSoftwareName()
  const categories: Record<string, string> = all.categories
  return (
    <Table
      caption={texts.caption}
      rows={rows}
      rowKey={({ productId }) => productId}
      {...(to && { rowTo: to })}
      csv={csv}
      empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="shield" />}
      columns={[
        { key: 'product', head: texts.product, cell: (row) => name(row) },
        {
          key: 'category',
          head: texts.category,
          narrow: 'hidden',
          cell: ({ category }) => categories[category] ?? category,
        },
        {
          key: 'status',
          head: texts.status,
          type: 'chip',
          narrow: 'end',
          cell: (row) => <StatusChip status={row.own ?? row.status} />,
        },
        {
          key: 'installed',
          head: texts.installed,
          type: 'number',
          cell: ({ installed }) => format.number(installed),
        },
        {
          key: 'covered',
          head: texts.covered,
          type: 'number',
          narrow: 'hidden',
          cell: ({ covered }) => format.number(covered),
        },
        {
          key: 'gap',
          head: texts.gap,
          type: 'number',
          cell: ({ gap }) =>
            gap > 0 ? <span className="font-semibold text-risk">{format.number(gap)}</span> : '0',
        },
        {
          key: 'entitled',
          head: texts.entitled,
          type: 'number',
          narrow: 'hidden',
          cell: ({ entitled }) => format.number(entitled),
        },
        {
          key: 'surplus',
          head: texts.surplus,
          type: 'number',
          narrow: 'hidden',
          cell: ({ surplus }) => format.number(surplus),
        },
        {
          key: 'unknown',
          head: texts.unknown,
          type: 'number',
          narrow: 'hidden',
          cell: ({ undetermined, unknown }) =>
            undetermined + unknown > 0 ? format.number(undetermined + unknown) : '',
        },
        ...(own
          ? [
              {
                key: 'asked',
                head: texts.asked,
                type: 'number' as const,
                narrow: 'hidden' as const,
                extra: true,
                cell: ({ asked, drafted }: PositionRow) => format.number(asked + drafted),
              },
              {
                key: 'value',
                head: texts.value,
                type: 'money' as const,
                narrow: 'hidden' as const,
                extra: true,
                cell: ({ gapValue }: PositionRow) =>
                  gapValue !== null && gapValue > 0n && <Money fen={gapValue} />,
              },
            ]
          : []),
      ]}
    />
  )
}
