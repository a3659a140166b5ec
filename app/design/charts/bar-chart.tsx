import { ChartFrame, type ChartProps } from './chart-frame'
import { Bar } from './plot'
import { Rows } from './rows'

type BarChartProps = ChartProps & {
  bars: readonly { label: string; value: number; to?: string }[]
  /** Heads of the table: what is compared, and the figure. */
  heads: readonly [string, string]
  format: (value: number) => string
  /** What a bar over the whole width stands for; the largest figure when absent. */
  full?: number
}

/** `<BarChart title bars={[{ label, value }]} heads format full? />`: figures compared by length, in the order given. */
export function BarChart({ bars, heads, format, full = 0, ...frame }: BarChartProps) {
  const most = Math.max(...bars.map(({ value }) => value), full) || 1
  return (
    <ChartFrame
      {...frame}
      table={{ head: heads, rows: bars.map(({ label, value }) => [label, format(value)]) }}
    >
      <Rows
        rows={bars.map(({ label, value, to }) => ({
          key: label,
          label,
          to,
          value: format(value),
          bar: <Bar width={(100 * value) / most} className="fill-series-1" />,
        }))}
      />
    </ChartFrame>
  )
}
