import { Chip } from '~/design/chip'
import { Code } from '~/design/code'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import type { Meaning } from '~/design/meaning'
import { Table } from '~/design/table'
import { useInventoryTexts } from '../../parts/texts'
import type { Severity } from '../../record'
import type { ImportProblem } from '../imports.server'

const meanings: Record<Severity, Meaning> = {
  ignored: 'quiet',
  warning: 'attention',
  refused: 'risk',
  fatal: 'risk',
}

/** Row by row what did not become a record, or did so with a doubt: file, line, what and why. */
export function Problems({ problems, importId }: { problems: readonly ImportProblem[]; importId: string }) {
  const texts = useInventoryTexts()
  const all = texts.report
  const words: Record<string, string> = texts.problems
  const columns: Record<string, string> = all.columns
  const last = problems.at(-1)
  return (
    <>
      <Filters
        filters={[
          {
            name: 'severity',
            label: all.severity,
            type: 'choice',
            any: texts.filters.any,
            options: (['refused', 'warning', 'ignored'] as const).map((value) => ({
              value,
              label: texts.severities[value],
            })),
          },
        ]}
      />
      <Table
        caption={all.caption}
        rows={problems}
        rowKey={({ id }) => String(id)}
        csv={`/inventory/imports/${importId}/report.csv`}
        paging={{ after: problems.length === 100 && last ? String(last.id) : null }}
        empty={<Empty title={all.empty} why={all.emptyWhy} icon="check-circle" />}
        columns={[
          { key: 'what', head: all.what, cell: ({ code }) => words[code] ?? code },
          {
            key: 'line',
            head: all.line,
            type: 'number',
            cell: ({ line, row }) => (line !== null ? all.lineOf(line) : row !== null ? all.rowOf(row) : ''),
          },
          { key: 'column', head: all.column, cell: ({ field }) => field && (columns[field] ?? field) },
          { key: 'file', head: all.file, cell: ({ file }) => file },
          { key: 'computer', head: all.computer, narrow: 'hidden', cell: ({ computer }) => computer },
          {
            key: 'excerpt',
            head: all.excerpt,
            cell: ({ excerpt }) => excerpt && <Code>{excerpt}</Code>,
          },
          {
            key: 'severity',
            head: all.severity,
            type: 'chip',
            narrow: 'end',
            cell: ({ severity }) => <Chip meaning={meanings[severity]}>{texts.severities[severity]}</Chip>,
          },
        ]}
      />
    </>
  )
}
