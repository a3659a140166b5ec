import { scaleBand, scaleLinear } from 'd3-scale'
import { ChartFrame, type ChartProps } from './chart-frame'
import { pct, Plot, XLabels } from './plot'
import { fillOf } from './series'

type ColumnChartProps = ChartProps & {
  /** One value per series, stacked. */
  columns: readonly { label: string; values: readonly number[] }[]
  series: readonly string[]
  /** Head of the first table column. */
  head: string
  format: (value: number) => string
}

const [height, top] = [200, 20]

/** `<ColumnChart title columns={[{ label: '2026-10', values: [3, 1] }]} series head format />`: figures over periods, stacked by series. */
export function ColumnChart({ columns, series, head, format, ...frame }: ColumnChartProps) {
  const totals = columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0))
  const x = scaleBand(
    columns.map(({ label }) => label),
    [0, 100],
  )
    .paddingInner(0.3)
    .paddingOuter(0.1)
  const y = scaleLinear([0, Math.max(...totals, 0) || 1], [height, top]).nice(4)
  const every = Math.ceil(columns.length / 7)
  return (
    <ChartFrame
      {...frame}
      legend={series.length > 1 ? series.map((label, index) => ({ label, mark: fillOf(index) })) : undefined}
      table={{
        head: [head, ...series],
        rows: columns.map(({ label, values }) => [label, ...values.map(format)]),
      }}
    >
      <Plot label={frame.title} height={height + 20} axis={{ ticks: y.ticks(4), y, format }}>
        {columns.map(({ label, values }) =>
          values.map((value, index) => {
            const below = values.slice(0, index).reduce((sum, lower) => sum + lower, 0)
            return (
              <rect
                key={`${label} ${index}`}
                x={pct(x(label)!)}
                width={pct(x.bandwidth())}
                y={y(below + value)}
                height={Math.max(0, y(below) - y(below + value))}
                className={fillOf(index)}
              />
            )
          }),
        )}
        <XLabels
          y={height + 16}
          ticks={columns
            .filter((_, index) => index % every === 0)
            .map(({ label }) => ({ at: x(label)! + x.bandwidth() / 2, label }))}
        />
      </Plot>
    </ChartFrame>
  )
}
