import { scaleLinear } from 'd3-scale'
import { useFormat } from '../format'
import { ChartFrame, type ChartProps } from './chart-frame'
import { moneyAxis } from './money-axis'
import { Curve, pct, Plot, Tick, Words, XLabels, type Point } from './plot'
import { strokeOf } from './series'

export type TierCurve = {
  label: string
  /** Ascending; prices in fen. */
  tiers: readonly { from: number; unitPrice: bigint }[]
  /** What was awarded to this curve. */
  awarded?: { quantity: number; unitPrice: bigint }
}

type TierCurvesProps = ChartProps & {
  curves: readonly TierCurve[]
  /** Where the axis ends. */
  upTo: number
  /** Heads of the table: bidder, from quantity, unit price. */
  heads: readonly [string, string, string]
}

const [height, top] = [220, 24]

/** `<TierCurves title curves={[{ label, tiers, awarded }]} upTo heads />`: unit price over volume per bid, with the volume awarded. */
export function TierCurves({ curves, upTo, heads, ...frame }: TierCurvesProps) {
  const format = useFormat()
  const prices = curves.flatMap(({ tiers }) => tiers.map(({ unitPrice }) => Number(unitPrice)))
  const x = scaleLinear([0, upTo], [0, 100])
  const y = scaleLinear([Math.min(...prices) * 0.9, Math.max(...prices)], [height, top]).nice(4)
  return (
    <ChartFrame
      {...frame}
      legend={curves.map(({ label }, index) => ({
        label,
        mark: strokeOf(index),
        shape: index > 2 ? 'dashed' : 'line',
      }))}
      table={{
        head: heads,
        rows: curves.flatMap(({ label, tiers }) =>
          tiers.map(({ from, unitPrice }) => [label, format.number(from), format.money(unitPrice)]),
        ),
      }}
    >
      <Plot label={frame.title} height={height + 20} axis={moneyAxis(y, format)}>
        {curves.map(({ label, tiers }, index) => (
          <Curve
            key={label}
            points={stepsOf(tiers, upTo, x, y)}
            height={height}
            step
            dashed={index > 2}
            className={strokeOf(index)}
          />
        ))}
        {curves.map(
          ({ label, awarded }, index) =>
            awarded && (
              <g key={label}>
                <Tick
                  x={x(awarded.quantity)}
                  y1={y(Number(awarded.unitPrice))}
                  y2={height}
                  className={`${strokeOf(index)} opacity-60`}
                />
                <circle
                  cx={pct(x(awarded.quantity))}
                  cy={y(Number(awarded.unitPrice))}
                  r={5}
                  strokeWidth={2.5}
                  className={`fill-surface ${strokeOf(index)}`}
                />
                <Words
                  x={x(awarded.quantity)}
                  y={y(Number(awarded.unitPrice)) - 11}
                  lean
                  className="fill-ink text-xs font-semibold"
                >
                  {`${format.number(awarded.quantity)} × ${format.money(awarded.unitPrice)}`}
                </Words>
              </g>
            ),
        )}
        <XLabels
          y={height + 16}
          ticks={x.ticks(5).map((quantity) => ({ at: x(quantity), label: format.number(quantity) }))}
        />
      </Plot>
    </ChartFrame>
  )
}

type Scale = (value: number) => number

function stepsOf(tiers: TierCurve['tiers'], upTo: number, x: Scale, y: Scale): Point[] {
  const steps = tiers.map(({ from, unitPrice }): Point => [x(from), y(Number(unitPrice))])
  const last = tiers.at(-1)
  return last ? [...steps, [x(upTo), y(Number(last.unitPrice))]] : steps
}
