import type { ReactNode } from 'react'
import { Table } from '~/design/table'
import { useProblemSentence } from '~/texts/problems'
import { useDirectoryTexts } from '../../parts/texts'
import type { RegistrationColumn } from '../columns'
import type { RowOutcome } from '../outcomes'
import type { RowProblem } from '../reading'

export type ExtractRow = {
  line: number
  outcome: RowOutcome
  orgId: string | null
  record: Record<string, string>
  problems: RowProblem[]
  changes: string[]
}

type ExtractRowsProps = { rows: readonly ExtractRow[]; next: string | null; empty: ReactNode }

/** Rows of an extract with what became of each: what is wrong by column, or what it changed. */
export function ExtractRows({ rows, next, empty }: ExtractRowsProps) {
  const texts = useDirectoryTexts().import
  const sentence = useProblemSentence()
  const fieldOf = (column: string) => texts.fields[column as RegistrationColumn] ?? column
  return (
    <Table
      caption={texts.rows}
      rows={rows}
      rowKey={({ line }) => String(line)}
      {...(rows.every(({ orgId }) => orgId) && {
        rowTo: ({ orgId }: ExtractRow) => `/office/organizations/${orgId}`,
      })}
      paging={{ after: next }}
      empty={empty}
      columns={[
        { key: 'line', head: texts.line, type: 'number', narrow: 'end', cell: ({ line }) => String(line) },
        { key: 'name', head: texts.fields.name, narrow: 'title', cell: ({ record }) => record.name },
        {
          key: 'uscc',
          head: texts.fields.uscc,
          cell: ({ record }) => <code className="figure">{record.uscc}</code>,
        },
        {
          key: 'what',
          head: texts.what,
          cell: ({ record, problems, changes }) =>
            problems.length > 0 ? (
              <ul>
                {problems.map(({ column, code }) => (
                  <li key={`${column} ${code}`}>
                    {column && (
                      <>
                        <span className="font-medium">{fieldOf(column)}</span>{' '}
                        <code>{record[column]}</code>{' '}
                      </>
                    )}
                    <span className="text-risk">{sentence(code)}</span>
                  </li>
                ))}
              </ul>
            ) : (
              changes.length > 0 && texts.changes + changes.map(fieldOf).join(', ')
            ),
        },
      ]}
    />
  )
}
