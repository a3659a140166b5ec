import { BarChart } from '~/design/charts/bar-chart'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Table } from '~/design/table'
import { useBudgetTexts } from './texts'

type Line = { id: string; name: string; planned: bigint; spent: bigint }

/** What a year's lines planned and spent, as shares and as a table with totals. */
export function BudgetLines({ lines, year }: { lines: readonly Line[]; year: number }) {
  const texts = useBudgetTexts()
  const format = useFormat()
  const total = (of: (line: Line) => bigint) => lines.reduce((sum, line) => sum + of(line), 0n)
  const [planned, spent] = [total((line) => line.planned), total((line) => line.spent)]
  const shareOf = (part: bigint, whole: bigint) => (whole === 0n ? 0 : Number(part) / Number(whole))
  if (lines.length === 0) return <Empty icon="card" title={texts.empty} why={texts.emptyWhy} />
  return (
    <>
      <div className="mb-6 max-w-3xl">
        <BarChart
          title={texts.chart(format.percent(shareOf(spent, planned)))}
          heads={[texts.line, texts.share]}
          format={(value) => format.percent(value)}
          full={1}
          bars={lines.map((line) => ({ label: line.name, value: shareOf(line.spent, line.planned) }))}
        />
      </div>
      <Table
        caption={texts.titleOf(year)}
        rows={lines}
        rowKey={({ id }) => id}
        csv="/office/budget.csv"
        empty={null}
        columns={[
          { key: 'name', head: texts.line, cell: ({ name }) => name },
          {
            key: 'planned',
            head: texts.planned,
            type: 'money',
            cell: (line) => <Money fen={line.planned} />,
            foot: <Money fen={planned} />,
          },
          {
            key: 'spent',
            head: texts.spent,
            type: 'money',
            cell: (line) => <Money fen={line.spent} />,
            foot: <Money fen={spent} />,
          },
          {
            key: 'left',
            head: texts.left,
            type: 'money',
            cell: (line) => <Money fen={line.planned - line.spent} />,
            foot: <Money fen={planned - spent} />,
          },
          {
            key: 'over',
            head: '',
            type: 'chip',
            narrow: 'end',
            cell: (line) => line.spent > line.planned && <Chip meaning="risk">{texts.over}</Chip>,
          },
        ]}
      />
    </>
  )
}
