import { useFormat } from '../format'
import type { Meaning } from '../meaning'
import { ChartFrame, type ChartProps } from './chart-frame'
import { Bar, Plot } from './plot'
import { fillOf } from './series'

export type Segment = {
  label: string
  fen: bigint
  /** Without one, the segments take the series' colors. */ meaning?: Meaning
}

type StackedBarProps = ChartProps & {
  segments: readonly Segment[]
  /** Heads of the table: place, amount, share. */
  heads: readonly [string, string, string]
}

/** `<StackedBar title segments={[{ label, fen }]} heads />`: where a sum is, as one bar with its parts listed under it. */
export function StackedBar({ segments, heads, ...frame }: StackedBarProps) {
  const format = useFormat()
  const total = Number(segments.reduce((sum, { fen }) => sum + fen, 0n)) || 1
  const share = (fen: bigint) => Number(fen) / total
  const starts = segments.map((_, index) =>
    segments.slice(0, index).reduce((sum, { fen }) => sum + share(fen), 0),
  )
  return (
    <ChartFrame
      {...frame}
      table={{
        head: heads,
        rows: segments.map(({ label, fen }) => [label, format.money(fen), format.percent(share(fen))]),
      }}
    >
      <Plot label={frame.title} height={20}>
        {segments.map(({ label, fen, meaning }, index) => (
          <Bar
            key={label}
            x={100 * starts[index]!}
            width={100 * share(fen)}
            height={20}
            round={0}
            className={`stroke-surface stroke-2 ${markOf(index, meaning)}`}
          />
        ))}
      </Plot>
      <dl className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-6 gap-y-2">
        {segments.map(({ label, fen, meaning }, index) => (
          <div key={label}>
            <dt className="flex items-center gap-1.5 text-sm text-ink-soft">
              <svg aria-hidden width={10} height={10} className="shrink-0">
                <rect width={10} height={10} rx={2} className={markOf(index, meaning)} />
              </svg>
              {label}
            </dt>
            <dd className="figure">
              <span className="font-medium">{format.money(fen)}</span>
              <span className="ml-1.5 text-sm text-ink-soft">{format.percent(share(fen))}</span>
            </dd>
          </div>
        ))}
      </dl>
    </ChartFrame>
  )
}

const meaningFill: Record<Meaning, string> = {
  ok: 'fill-ok',
  attention: 'fill-attention',
  risk: 'fill-risk',
  info: 'fill-info',
  quiet: 'fill-series-6',
}

const markOf = (index: number, meaning?: Meaning) => (meaning ? meaningFill[meaning] : fillOf(index))
