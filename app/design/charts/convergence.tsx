import { scaleLinear } from 'd3-scale'
import { useFormat } from '../format'
import { ChartFrame, type ChartProps } from './chart-frame'
import { moneyAxis } from './money-axis'
import { Between, Curve, Plot, Words, XLabels, type Point } from './plot'

export type RunPoint = { seconds: number; incumbent: bigint; bound: bigint }

type ConvergenceProps = ChartProps & {
  /** Ascending in time; amounts in fen. */
  points: readonly RunPoint[]
  words: { seconds: string; incumbent: string; bound: string }
}

const [height, top] = [200, 24]

/** `<Convergence title points={[{ seconds, incumbent, bound }]} words />`: the best found and the proven limit closing in on each other. */
export function Convergence({ points, words, ...frame }: ConvergenceProps) {
  const format = useFormat()
  const amounts = points.flatMap(({ incumbent, bound }) => [Number(incumbent), Number(bound)])
  const x = scaleLinear([0, points.at(-1)?.seconds || 1], [0, 100])
  const y = scaleLinear([Math.min(...amounts), Math.max(...amounts)], [height, top]).nice(4)
  const incumbent = points.map(({ seconds, incumbent }): Point => [x(seconds), y(Number(incumbent))])
  const bound = points.map(({ seconds, bound }): Point => [x(seconds), y(Number(bound))])
  const last = points.at(-1)
  return (
    <ChartFrame
      {...frame}
      legend={[
        { label: words.bound, mark: 'stroke-series-3', shape: 'dashed' },
        { label: words.incumbent, mark: 'stroke-series-1', shape: 'line' },
      ]}
      table={{
        head: [words.seconds, words.incumbent, words.bound],
        rows: points.map((point) => [
          format.number(point.seconds),
          format.money(point.incumbent),
          format.money(point.bound),
        ]),
      }}
    >
      <Plot label={frame.title} height={height + 20} axis={moneyAxis(y, format)}>
        <Between low={incumbent} high={bound} height={height} step className="fill-accent-soft" />
        <Curve points={bound} height={height} step dashed className="stroke-series-3" />
        <Curve points={incumbent} height={height} step className="stroke-series-1" />
        {last && (
          <Words
            x={100}
            y={y(Number(last.incumbent)) + 16}
            anchor="end"
            className="fill-ink text-xs font-semibold"
          >
            {format.money(last.incumbent)}
          </Words>
        )}
        <XLabels
          y={height + 16}
          ticks={x.ticks(5).map((seconds) => ({ at: x(seconds), label: format.duration(seconds, true) }))}
        />
      </Plot>
    </ChartFrame>
  )
}
