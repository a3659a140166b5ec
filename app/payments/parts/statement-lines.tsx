import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { type Column, Table } from '~/design/table'
import type { BookedLine } from '../statement.server'
import type { PreviewLine } from '../statements/preview'
import { LineChip } from './state-chip'
import { usePaymentsTexts } from './texts'

type Problem = { row: number; column: string; code: string }

/** Every wrong cell by row and column, in words. */
export function StatementProblems({
  problems,
  importId,
}: {
  problems: readonly Problem[]
  importId: string
}) {
  const texts = usePaymentsTexts().statements
  const format = useFormat()
  const says: Record<string, string> = texts.problemsSay
  return (
    <Section title={texts.problems} count={problems.length} sentence={texts.problemsLead}>
      <Table
        caption={texts.problems}
        rows={problems}
        rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
        csv={`/office/statements/${importId}/problems.csv`}
        total={problems.length}
        empty={<Empty title={texts.problems} why="" />}
        columns={[
          {
            key: 'row',
            head: texts.row,
            type: 'number',
            cell: ({ row }) => (row > 0 ? format.number(row) : '—'),
          },
          { key: 'column', head: texts.column, cell: ({ column }) => column || '—' },
          { key: 'problem', head: texts.problem, narrow: 'title', cell: ({ code }) => says[code] ?? code },
        ]}
      />
    </Section>
  )
}

type Line = {
  key: string
  row: number
  at: Date
  direction: 'C' | 'D'
  amount: bigint
  balance: bigint | null
  counterparty: string | null
  remark: string | null
}

function useLineColumns(): Column<Line>[] {
  const texts = usePaymentsTexts().statements
  const format = useFormat()
  return [
    { key: 'row', head: texts.row, type: 'number', narrow: 'hidden', cell: ({ row }) => format.number(row) },
    { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
    {
      key: 'counterparty',
      head: texts.counterparty,
      narrow: 'title',
      cell: ({ counterparty, remark }) => (
        <>
          {counterparty || '—'}
          {remark && <span className="block text-sm text-ink-soft">{remark}</span>}
        </>
      ),
    },
    {
      key: 'in',
      head: texts.moneyIn,
      type: 'money',
      narrow: 'end',
      cell: ({ direction, amount }) => direction === 'C' && <Money fen={amount} />,
    },
    {
      key: 'out',
      head: texts.moneyOut,
      type: 'money',
      narrow: 'end',
      cell: ({ direction, amount }) => direction === 'D' && <Money fen={-amount} />,
    },
    {
      key: 'balance',
      head: texts.balance,
      type: 'money',
      narrow: 'hidden',
      cell: ({ balance }) => balance !== null && <Money fen={balance} />,
    },
  ]
}

/** The first lines of a file as they would be booked. */
export function PreviewLines({ lines, total }: { lines: readonly PreviewLine[]; total: number }) {
  const texts = usePaymentsTexts().statements
  const format = useFormat()
  const columns = useLineColumns()
  const rows = lines.map(({ at, amount, balance, ...line }) => ({
    ...line,
    key: String(line.row),
    at: new Date(at),
    amount: BigInt(amount),
    balance: balance === null ? null : BigInt(balance),
  }))
  return (
    <Section
      title={texts.preview}
      sentence={texts.previewLead(format.number(lines.length), format.number(total))}
    >
      <Table
        caption={texts.preview}
        rows={rows}
        rowKey={({ key }) => key}
        empty={<Empty title={texts.noLines} why={texts.noLinesWhy} icon="document" />}
        columns={[
          ...(columns as Column<(typeof rows)[number]>[]),
          {
            key: 'known',
            head: '',
            type: 'chip',
            cell: ({ known }) => known && <Chip meaning="quiet">{texts.known}</Chip>,
          },
        ]}
      />
    </Section>
  )
}

/** The lines that were booked, with what became of each. */
export function BookedLines({ lines, total }: { lines: readonly BookedLine[]; total: number }) {
  const texts = usePaymentsTexts().statements
  const columns = useLineColumns()
  const rows = lines.map(({ id, bookedAt, counterpartyName, ...line }) => ({
    ...line,
    key: id,
    at: bookedAt,
    counterparty: counterpartyName,
  }))
  return (
    <Section title={texts.booked} count={total}>
      <Table
        caption={texts.booked}
        rows={rows}
        rowKey={({ key }) => key}
        rowTo={({ key }) => `/office/matching/${key}`}
        empty={<Empty title={texts.noLines} why={texts.noLinesWhy} icon="document" />}
        columns={[
          ...(columns as Column<(typeof rows)[number]>[]),
          { key: 'state', head: texts.state, type: 'chip', cell: ({ state }) => <LineChip state={state} /> },
        ]}
      />
    </Section>
  )
}
