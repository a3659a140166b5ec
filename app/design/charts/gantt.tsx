import { scaleUtc } from 'd3-scale'
import type { ReactNode } from 'react'
import { useFormat } from '../format'
import { useDesignTexts } from '../texts'
import { ChartFrame, type ChartProps, type ChartTable } from './chart-frame'
import { Bar, pct, Tick, Words, XLabels } from './plot'
import { fillOf } from './series'

/** `series` is the place of the bar's kind in the legend; `open`: its end is not known yet; `paused`: nothing runs. */
export type GanttBar = {
  label: string
  series: number
  from: Date
  to: Date
  open: boolean
  paused?: boolean
}
export type GanttRow = { key: string; head: ReactNode; bars: readonly GanttBar[] }

type GanttProps = ChartProps & {
  rows: readonly GanttRow[]
  range: readonly [Date, Date]
  now: Date
  /** Names of the kinds of bars, in their order. */
  legend: readonly string[]
  /** Name of the time in which nothing runs, where there is any. */
  pause?: string | undefined
  table: ChartTable
}

const [height, top] = [30, 9]

/** `<Gantt title rows range now legend table />`: what runs when, a row each, on one axis of time with the present marked; what is ahead is pale. On narrow screens a row's head stands above its bars. */
export function Gantt({ rows, range, now, legend, pause, table, ...frame }: GanttProps) {
  const format = useFormat()
  const texts = useDesignTexts()
  const x = scaleUtc([range[0].getTime(), range[1].getTime()], [0, 100]).clamp(true)
  const ticks = x.ticks(5)
  const lines = ticks.map((tick) => x(tick))
  return (
    <ChartFrame
      {...frame}
      table={table}
      legend={[
        ...legend.map((label, series) => ({ label, mark: fillOf(series) })),
        ...(pause ? [{ label: pause, mark: paused }] : []),
      ]}
    >
      <div className={grid}>
        <span className="max-md:hidden" />
        <svg aria-hidden width="100%" height={18} className="block overflow-visible">
          <Words x={x(now)} y={13} lean className="fill-accent text-xs font-semibold">
            {`${texts.now} ${format.date(now)}`}
          </Words>
        </svg>
      </div>
      <ul className="border-y border-line">
        {rows.map(({ key, head, bars }) => (
          <li key={key} className={`${grid} border-b border-line last:border-0 max-md:pt-1.5`}>
            <div className="min-w-0 content-center md:py-1">{head}</div>
            <svg aria-hidden width="100%" height={height} className="block">
              {lines.map((at) => (
                <line key={at} x1={pct(at)} x2={pct(at)} y1={0} y2={height} className="stroke-line" />
              ))}
              {bars.map((bar) => (
                <GanttSpan key={`${bar.label} ${bar.from.getTime()}`} bar={bar} x={x} now={now} />
              ))}
              <Tick x={x(now)} y1={0} y2={height} className="stroke-accent" />
            </svg>
          </li>
        ))}
      </ul>
      <div className={grid}>
        <span className="max-md:hidden" />
        <svg aria-hidden width="100%" height={20} className="block overflow-visible">
          <XLabels y={15} ticks={ticks.map((at) => ({ at: x(at), label: format.dayShort(at) }))} />
        </svg>
      </div>
    </ChartFrame>
  )
}

const grid = 'md:grid md:grid-cols-[minmax(14rem,20rem)_1fr] md:gap-x-4'

type GanttSpanProps = { bar: GanttBar; x: (at: Date) => number; now: Date }

const paused = 'fill-attention-soft stroke-attention'

function GanttSpan({ bar: { label, series, from, to, open, paused: isPaused }, x, now }: GanttSpanProps) {
  const [start, end] = [x(from), x(to)]
  const passed = Math.max(0, Math.min(end, x(now)) - start)
  const fill = fillOf(series)
  return (
    <g>
      <title>{label}</title>
      {!isPaused && (
        <Bar x={start} width={end - start} y={top} height={12} round={1} className={`${fill} opacity-35`} />
      )}
      <Bar x={start} width={passed} y={top} height={12} round={1} className={isPaused ? paused : fill} />
      {open && (
        <Words x={end} y={top + 11} dx={4} className="fill-attention text-xs font-semibold">
          …
        </Words>
      )}
    </g>
  )
}
