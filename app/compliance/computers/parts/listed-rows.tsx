import { Link, useLocation } from '@remix-run/react'
import { useFormat } from '~/design/format'
import { withParams } from '~/design/search-params'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useInventoryTexts } from '../../parts/texts'

type Listed = {
  row: number
  line: number | null
  name: string
  version: string | null
  publisherName: string | null
  class: string | null
  step: number | null
  rule: string | null
}

type ListedRowsProps = {
  counts: readonly { class: string | null; n: number }[]
  rows: readonly Listed[]
  kind: string | undefined
}

/** Every row of the newest list as it stood in the file, with how it was judged; by class on demand. */
export function ListedRows({ counts, rows, kind }: ListedRowsProps) {
  const all = useInventoryTexts()
  const texts = all.rows
  const format = useFormat()
  const { search } = useLocation()
  const words: Record<string, string> = all.classes
  const total = counts.reduce((sum, { n }) => sum + n, 0)
  return (
    <Section title={texts.title} count={total} sentence={texts.sentence} id="rows">
      <nav aria-label={texts.title} className="mb-3 flex flex-wrap gap-1 print:hidden">
        {[{ class: null, n: total }, ...counts].map(({ class: its, n }) => (
          <Link
            key={its ?? ''}
            to={`${withParams(search, { class: its })}#rows`}
            preventScrollReset
            aria-current={(kind ?? null) === its ? 'page' : undefined}
            className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line px-3 text-sm text-ink-soft hover:bg-sunken hover:text-ink aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink pointer-coarse:min-h-row"
          >
            {its === null ? texts.all : words[its]}
            <span className="figure">{format.number(n)}</span>
          </Link>
        ))}
      </nav>
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ row }) => String(row)}
        empty={null}
        columns={[
          { key: 'name', head: texts.name, cell: ({ name }) => name },
          { key: 'version', head: texts.version, cell: ({ version }) => version },
          { key: 'publisher', head: texts.publisher, narrow: 'hidden', cell: (row) => row.publisherName },
          {
            key: 'line',
            head: texts.line,
            type: 'number',
            narrow: 'hidden',
            cell: ({ line, row }) => line ?? row,
          },
          {
            key: 'class',
            head: texts.class,
            narrow: 'end',
            cell: ({ class: its }) => its && words[its],
          },
          {
            key: 'step',
            head: texts.how,
            narrow: 'hidden',
            cell: ({ step, rule }) => (
              <span title={rule ?? undefined} className="text-ink-soft">
                {step !== null && (texts.steps as Record<number, string>)[step]}
              </span>
            ),
          },
        ]}
      />
      {rows.length === 1_000 && <p className="mt-2 text-sm text-ink-soft">{texts.cut}</p>}
    </Section>
  )
}
