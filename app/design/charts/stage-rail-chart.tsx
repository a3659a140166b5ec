import { scaleUtc } from 'd3-scale'
import { useFormat } from '../format'
import { useDesignTexts } from '../texts'
import { ChartFrame, type ChartProps } from './chart-frame'
import { Bar, pct, Plot, Tick, Words, XLabels } from './plot'

export type RailStage = {
  label: string
  from: Date
  to: Date
  /** Who acts. */
  who?: string
  /** Ends by a deadline that binds. */
  deadline?: boolean
}

type StageRailChartProps = ChartProps & {
  stages: readonly RailStage[]
  now: Date
  /** Heads of the table: stage, from, to, who. */
  heads: readonly [string, string, string, string]
}

const [row, top] = [36, 22]

/** `<StageRailChart title stages={[{ label, from, to, who, deadline }]} now heads />`: stages on a time axis with the present marked. */
export function StageRailChart({ stages, now, heads, ...frame }: StageRailChartProps) {
  const format = useFormat()
  const texts = useDesignTexts()
  const x = scaleUtc(
    [
      Math.min(...stages.map(({ from }) => from.getTime())),
      Math.max(...stages.map(({ to }) => to.getTime())),
    ],
    [0, 100],
  ).clamp(true)
  const bottom = top + stages.length * row
  const all = x.ticks(4)
  const ticks = all.filter((_, place) => place % Math.ceil(all.length / 4) === 0)
  return (
    <ChartFrame
      {...frame}
      table={{
        head: heads,
        rows: stages.map(({ label, from, to, who }) => [
          label,
          format.dateTime(from),
          format.dateTime(to),
          who ?? '',
        ]),
      }}
    >
      <Plot label={frame.title} height={bottom + 22}>
        <line x1="0%" x2="100%" y1={bottom} y2={bottom} className="stroke-line" />
        {ticks.map((tick) => (
          <line
            key={tick.getTime()}
            x1={pct(x(tick))}
            x2={pct(x(tick))}
            y1={top}
            y2={bottom}
            className="stroke-line"
          />
        ))}
        <Tick x={x(now)} y1={top - 4} y2={bottom} className="stroke-accent" />
        {stages.map((stage, index) => (
          <StageBar key={stage.label} stage={stage} y={top + index * row} x={x} now={now} />
        ))}
        <Words x={x(now)} y={top - 9} lean className="fill-accent text-xs font-semibold">
          {`${texts.now} ${format.dateTime(now)}`}
        </Words>
        <XLabels y={bottom + 16} ticks={ticks.map((at) => ({ at: x(at), label: format.dayShort(at) }))} />
      </Plot>
    </ChartFrame>
  )
}

type StageBarProps = { stage: RailStage; y: number; x: (at: Date) => number; now: Date }

function StageBar({ stage: { label, from, to, who, deadline }, y, x, now }: StageBarProps) {
  const [start, end, present] = [x(from), x(to), x(now)]
  const passed = Math.max(0, Math.min(end, present) - start)
  const under = now >= from && now < to
  const atEnd = start > 50
  return (
    <g>
      <Words
        x={atEnd ? end : start}
        y={y + 14}
        anchor={atEnd ? 'end' : 'start'}
        className={`text-xs ${under ? 'fill-ink font-semibold' : 'fill-ink-soft'}`}
      >
        {who ? `${label} · ${who}` : label}
      </Words>
      <Bar
        x={start}
        width={end - start}
        y={y + 20}
        height={8}
        className={under ? 'fill-accent-soft stroke-accent' : 'fill-quiet-soft stroke-quiet-line'}
      />
      <Bar
        x={start}
        width={passed}
        y={y + 20}
        height={8}
        className={under ? 'fill-accent' : 'fill-series-6'}
      />
      {deadline && (
        <Tick x={end} y1={y + 16} y2={y + 32} className={now < to ? 'stroke-ink' : 'stroke-series-6'} />
      )}
    </g>
  )
}
