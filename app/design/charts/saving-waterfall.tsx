import { useFormat } from '../format'
import { ChartFrame, type ChartProps } from './chart-frame'
import { Bar } from './plot'
import { Rows, type ChartRow } from './rows'

type SavingWaterfallProps = ChartProps & {
  /** From the dearest to what is paid: reference, stand-alone, group price, times the own quantity, in fen. */
  levels: readonly { label: string; fen: bigint }[]
  /** Word for the step from one level to the next. */
  stepWord: string
  heads: readonly [string, string]
}

/** `<SavingWaterfall title levels={[{ label, fen }]} stepWord heads />`: how the price falls from level to level, and by how much. */
export function SavingWaterfall({ levels, stepWord, heads, ...frame }: SavingWaterfallProps) {
  const format = useFormat()
  const most = levels.reduce((max, { fen }) => (fen > max ? fen : max), 1n)
  const x = (fen: bigint) => (100 * Number(fen)) / Number(most)
  const rows = levels.flatMap(({ label, fen }, index): ChartRow[] => {
    const before = levels[index - 1]?.fen
    const last = index === levels.length - 1
    const level: ChartRow = {
      key: label,
      label,
      value: <span className={last ? 'font-semibold' : ''}>{format.money(fen)}</span>,
      bar: <Bar width={x(fen)} className={last ? 'fill-accent' : 'fill-series-6'} />,
    }
    if (before === undefined || before === fen) return [level]
    const fallen = before > fen
    const [low, high] = fallen ? [fen, before] : [before, fen]
    return [
      {
        key: `${label} step`,
        label: stepWord,
        value: (
          <span className={fallen ? 'text-ok' : 'text-risk'}>
            {format.moneyChange(fen - before)} ({format.percent(Number(high - low) / Number(before || 1n))})
          </span>
        ),
        bar: (
          <Bar
            x={x(low)}
            width={x(high) - x(low)}
            className={fallen ? 'fill-ok-soft stroke-ok' : 'fill-risk-soft stroke-risk'}
          />
        ),
      },
      level,
    ]
  })
  return (
    <ChartFrame {...frame} table={{ head: heads, rows: rows.map(({ label, value }) => [label, value]) }}>
      <Rows rows={rows} />
    </ChartFrame>
  )
}
