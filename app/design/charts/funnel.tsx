import { useFormat } from '../format'
import { ChartFrame, type ChartProps } from './chart-frame'
import { Bar } from './plot'
import { Rows } from './rows'

type FunnelProps = ChartProps & {
  steps: readonly { label: string; count: number; to?: string }[]
  /** Heads of the table: step, count, share of the step before. */
  heads: readonly [string, string, string]
}

/** `<Funnel title steps={[{ label, count }]} heads />`: how many are left at each step, and which share of the one before. */
export function Funnel({ steps, heads, ...frame }: FunnelProps) {
  const format = useFormat()
  const most = Math.max(...steps.map(({ count }) => count), 1)
  const share = (index: number) => {
    const before = steps[index - 1]?.count
    return before ? format.percent(steps[index]!.count / before) : ''
  }
  return (
    <ChartFrame
      {...frame}
      table={{
        head: heads,
        rows: steps.map(({ label, count }, index) => [label, format.number(count), share(index)]),
      }}
    >
      <Rows
        height={18}
        rows={steps.map(({ label, count, to }, index) => ({
          key: label,
          label,
          to,
          value: (
            <>
              {share(index) && <span className="mr-3 text-sm text-ink-soft">→ {share(index)}</span>}
              <span className="font-semibold">{format.number(count)}</span>
            </>
          ),
          bar: <Bar width={(100 * count) / most} height={18} className="fill-series-1" />,
        }))}
      />
    </ChartFrame>
  )
}
