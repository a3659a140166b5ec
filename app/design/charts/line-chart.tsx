import { scaleLinear, scaleUtc } from 'd3-scale'
import { useFormat } from '../format'
import { ChartFrame, type ChartProps } from './chart-frame'
import { Curve, Plot, Words, XLabels, type Point } from './plot'
import { strokeOf } from './series'

export type LineSeries = {
  label: string
  points: readonly { at: Date; value: number }[]
  step?: boolean
  dashed?: boolean
}

type LineChartProps = ChartProps & {
  series: readonly LineSeries[]
  /** Heads of the table: the date and the figure. */
  heads: readonly [string, string]
  format: (value: number) => string
  /** Start the axis at zero; off only where differences are small beside the level. */
  fromZero?: boolean
}

const [height, top] = [200, 24]

/** `<LineChart title series={[{ label, points: [{ at, value }] }]} heads format />`: figures over time. */
export function LineChart({ series, heads, format, fromZero = true, ...frame }: LineChartProps) {
  const formats = useFormat()
  const all = series.flatMap(({ points }) => points)
  const values = all.map(({ value }) => value)
  const times = all.map(({ at }) => at.getTime())
  const x = scaleUtc([Math.min(...times), Math.max(...times)], [0, 100])
  const y = scaleLinear(
    [fromZero ? Math.min(0, ...values) : Math.min(...values), Math.max(...values, 0)],
    [height, top],
  ).nice(4)
  const several = series.length > 1
  return (
    <ChartFrame
      {...frame}
      legend={
        several
          ? series.map(({ label, dashed }, index) => ({
              label,
              mark: strokeOf(index),
              shape: dashed ? 'dashed' : 'line',
            }))
          : undefined
      }
      table={{
        head: several ? ['', ...heads] : heads,
        rows: series.flatMap(({ label, points }) =>
          points.map(({ at, value }) => [...(several ? [label] : []), formats.date(at), format(value)]),
        ),
      }}
    >
      <Plot label={frame.title} height={height + 20} axis={{ ticks: y.ticks(4), y, format }}>
        {series.map(({ label, points, step, dashed }, index) => (
          <Curve
            key={label}
            points={points.map(({ at, value }): Point => [x(at), y(value)])}
            height={height}
            step={step}
            dashed={dashed}
            className={strokeOf(index)}
          />
        ))}
        {series.map(({ label, points }) => {
          const last = points.at(-1)
          return (
            last && (
              <Words
                key={label}
                x={x(last.at)}
                y={y(last.value) - 7}
                lean
                className="fill-ink text-xs font-semibold"
              >
                {format(last.value)}
              </Words>
            )
          )
        })}
        <XLabels
          y={height + 16}
          ticks={x.ticks(4).map((at) => ({ at: x(at), label: formats.dayShort(at) }))}
        />
      </Plot>
    </ChartFrame>
  )
}
