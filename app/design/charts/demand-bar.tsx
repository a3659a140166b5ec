import { useFormat } from '../format'
import { ChartFrame, type ChartProps } from './chart-frame'
import { Bar, Plot, Tick, Words } from './plot'

type DemandBarProps = ChartProps & {
  /** Pooled quantity; a band while the exact figure is sealed. */
  pooled: { low: number; high: number }
  /** Volumes from which a better price holds, ascending. */
  milestones: readonly {
    quantity: number
    label: string
    /** Word beside the tick where the label would be too long. */ mark?: string
  }[]
  /** Words for the two parts of the bar, and heads of the table: milestone, quantity. */
  words: { certain: string; possible: string }
  heads: readonly [string, string]
}

/** `<DemandBar title pooled={{ low: 400, high: 600 }} milestones words heads />`: demand pooled so far against the milestones. */
export function DemandBar({ pooled, milestones, words, heads, ...frame }: DemandBarProps) {
  const format = useFormat()
  const end = Math.max(pooled.high, ...milestones.map(({ quantity }) => quantity)) * 1.06 || 1
  const x = (quantity: number) => (100 * quantity) / end
  const band = pooled.high > pooled.low
  return (
    <ChartFrame
      {...frame}
      legend={[
        { label: `${words.certain} ${format.number(pooled.low)}`, mark: 'fill-accent' },
        ...(band
          ? [
              {
                label: `${words.possible} ${format.number(pooled.high)}`,
                mark: 'fill-accent-soft stroke-accent',
              },
            ]
          : []),
      ]}
      table={{ head: heads, rows: milestones.map(({ label, quantity }) => [label, format.number(quantity)]) }}
    >
      <Plot label={frame.title} height={66}>
        <Bar width={100} y={20} height={16} className="fill-quiet-soft" round={4} />
        {band && (
          <Bar
            width={x(pooled.high)}
            y={20}
            height={16}
            className="fill-accent-soft stroke-accent"
            round={4}
          />
        )}
        <Bar width={x(pooled.low)} y={20} height={16} className="fill-accent" round={4} />
        {milestones.map(({ quantity, label, mark = label }, index) => {
          const reached = pooled.low >= quantity
          const [at, previous] = [x(quantity), index === 0 ? -100 : x(milestones[index - 1]!.quantity)]
          const below = index % 2 === 0 || at - previous > 25
          return (
            <g key={quantity}>
              <Tick x={at} y1={below ? 16 : 12} y2={below ? 44 : 40} className="stroke-ink" />
              <Words
                x={at}
                y={below ? 58 : 8}
                lean
                className={`text-xs ${reached ? 'fill-ink font-semibold' : 'fill-ink-soft'}`}
              >
                {`${reached ? '✓ ' : ''}${[format.number(quantity), mark].filter(Boolean).join(' · ')}`}
              </Words>
            </g>
          )
        })}
      </Plot>
    </ChartFrame>
  )
}
