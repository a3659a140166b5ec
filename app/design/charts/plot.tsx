import { curveLinear, curveStepAfter, area, line } from 'd3-shape'
import type { ReactNode } from 'react'

// Charts are drawn without a viewBox: across in percent, down in pixels. So they fill any width
// while their text keeps its size. Only curves need a nested viewBox, stretched across.

/** A place across, from 0 to 100. */
export const pct = (value: number) => `${Math.round(value * 100) / 100}%`

type Axis = {
  ticks: readonly number[]
  y: (value: number) => number
  format: (value: number) => string
}

type PlotProps = {
  label: string
  height: number
  /** Values up the left side, each with a line across. */
  axis?: Axis
  children: ReactNode
}

/** The room for a picture, named for screen readers by its finding; the table behind it has the figures. */
export function Plot({ label, height, axis, children }: PlotProps) {
  return (
    <div role="img" aria-label={label} className="flex gap-2">
      {axis && <AxisValues {...axis} height={height} />}
      <svg aria-hidden width="100%" height={height} className="block min-w-0 flex-1 overflow-visible">
        {axis && <AxisLines {...axis} />}
        {children}
      </svg>
    </div>
  )
}

function AxisValues({ ticks, y, format, height }: Axis & { height: number }) {
  return (
    <svg aria-hidden height={height} className="block w-12 shrink-0 overflow-visible">
      {ticks.map((tick) => (
        <text key={tick} x="100%" y={y(tick)} dy="0.35em" textAnchor="end" className="fill-ink-soft text-xs">
          {format(tick)}
        </text>
      ))}
    </svg>
  )
}

function AxisLines({ ticks, y }: Axis) {
  return (
    <>
      {ticks.map((tick) => (
        <line
          key={tick}
          x1="0%"
          x2="100%"
          y1={y(tick)}
          y2={y(tick)}
          className={tick === 0 ? 'stroke-edge' : 'stroke-line'}
        />
      ))}
    </>
  )
}

type XLabelsProps = { ticks: readonly { at: number; label: string }[]; y: number }

/** Words under the plot; those at its edges lean inwards, and one too near to the last is left out: a phone's width holds six of them. */
export function XLabels({ ticks, y }: XLabelsProps) {
  return (
    <g>
      {spaced(ticks).map(({ at, label }) => (
        <Words key={`${at} ${label}`} x={at} y={y} lean className="fill-ink-soft text-xs">
          {label}
        </Words>
      ))}
    </g>
  )
}

function spaced(ticks: XLabelsProps['ticks']) {
  const kept: { at: number; label: string }[] = []
  for (const tick of ticks)
    if (kept.length === 0 || middleOf(tick.at) - middleOf(kept.at(-1)!.at) >= 16) kept.push(tick)
  return kept
}

const leaningOf = (x: number) => (x < 8 ? 'start' : x > 92 ? 'end' : 'middle')
const middleOf = (x: number) => x + { start: 8, middle: 0, end: -8 }[leaningOf(x)]

type WordsProps = {
  x: number
  y: number
  /** Which side of x the words stand on; `lean` chooses so that they stay inside. */
  anchor?: 'start' | 'middle' | 'end'
  lean?: boolean
  dx?: number
  className?: string
  children: ReactNode
}

/** Text of the normal size at a place in percent, with a halo that lifts it off lines. */
export function Words({
  x,
  y,
  anchor = 'start',
  lean = false,
  dx = 0,
  className = 'fill-ink text-xs',
  children,
}: WordsProps) {
  return (
    <text
      x={pct(x)}
      y={y}
      dx={dx}
      textAnchor={lean ? leaningOf(x) : anchor}
      paintOrder="stroke"
      strokeWidth={5}
      strokeLinejoin="round"
      className={`stroke-surface ${className}`}
    >
      {children}
    </text>
  )
}

export type Point = readonly [x: number, y: number]
type CurveProps = {
  points: readonly Point[]
  height: number
  className: string
  step?: boolean
  dashed?: boolean
  width?: number
}

/** A line through points; across from 0 to 100, down in pixels. */
export function Curve({ points, height, className, step = false, dashed = false, width = 2 }: CurveProps) {
  const path = line<Point>().curve(step ? curveStepAfter : curveLinear)
  return (
    <Stretched height={height}>
      <path
        d={path([...points]) ?? ''}
        fill="none"
        strokeWidth={width}
        strokeDasharray={dashed ? '5 4' : undefined}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
        className={className}
      />
    </Stretched>
  )
}

type BetweenProps = {
  low: readonly Point[]
  high: readonly Point[]
  height: number
  className: string
  step?: boolean
}

/** The area between two lines over the same places across. */
export function Between({ low, high, height, className, step = false }: BetweenProps) {
  const shape = area<number>()
    .x((index) => low[index]![0])
    .y0((index) => low[index]![1])
    .y1((index) => high[index]![1])
    .curve(step ? curveStepAfter : curveLinear)
  return (
    <Stretched height={height}>
      <path d={shape(low.map((_, index) => index)) ?? ''} className={className} />
    </Stretched>
  )
}

function Stretched({ height, children }: { height: number; children: ReactNode }) {
  return (
    <svg
      width="100%"
      height={height}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      className="overflow-visible"
    >
      {children}
    </svg>
  )
}

type BarProps = { x?: number; width: number; y?: number; height?: number; className: string; round?: number }

/** A bar across; width in percent, never thinner than one pixel that can be seen. */
export function Bar({ x = 0, width, y = 0, height = 10, className, round = 2 }: BarProps) {
  if (width <= 0) return null
  return (
    <rect
      x={pct(x)}
      y={y}
      width={pct(Math.max(width, 0.3))}
      height={height}
      rx={round}
      className={className}
    />
  )
}

/** A vertical mark across the height of a bar. */
export function Tick({ x, y1, y2, className }: { x: number; y1: number; y2: number; className: string }) {
  return <line x1={pct(x)} x2={pct(x)} y1={y1} y2={y2} strokeWidth={2} className={className} />
}
