import { useFormat } from '~/design/format'
import { Table } from '~/design/table'
import { usePackTexts } from '../../parts/texts'
import type { RowDifference } from '../queries.server'

type Named = { kind: string; product: string | null; edition: string | null; release: string | null }

/** Titles that become something else; those that need a license, before or after, come first. */
export function RowTable({
  rows,
  total,
  csv,
}: {
  rows: readonly RowDifference[]
  total: number
  csv: string
}) {
  const texts = usePackTexts()
  const format = useFormat()
  const named = ({ kind, product, edition, release }: Named) =>
    [product, edition, release].filter(Boolean).join(' ') || (texts.classes as Record<string, string>)[kind]
  return (
    <Table
      caption={texts.rowsOf}
      rows={rows}
      rowKey={(row) => Object.values(row).join('\n')}
      total={total}
      csv={csv}
      empty={null}
      columns={[
        {
          key: 'title',
          head: texts.name,
          narrow: 'title',
          cell: (row) => (
            <span className="break-words">
              {row.title}{' '}
              {row.publisher && <span className="font-normal text-ink-soft">{row.publisher}</span>}
            </span>
          ),
        },
        {
          key: 'from',
          head: texts.from,
          cell: (row) => (
            <span className="text-ink-soft">
              {named({
                kind: row.fromClass,
                product: row.fromProduct,
                edition: row.fromEdition,
                release: row.fromRelease,
              })}
            </span>
          ),
        },
        {
          key: 'to',
          head: texts.to,
          cell: (row) => (
            <>
              <span className="@list:hidden">→ </span>
              {named({
                kind: row.toClass,
                product: row.toProduct,
                edition: row.toEdition,
                release: row.toRelease,
              })}
            </>
          ),
        },
        {
          key: 'computers',
          head: texts.computers,
          type: 'number',
          narrow: 'end',
          cell: (row) => format.number(row.computers),
        },
        {
          key: 'organizations',
          head: texts.organizations,
          type: 'number',
          narrow: 'hidden',
          cell: (row) => format.number(row.organizations),
        },
      ]}
    />
  )
}
