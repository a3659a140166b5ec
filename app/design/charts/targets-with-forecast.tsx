import { Chip } from '../chip'
import { useFormat } from '../format'
import type { Meaning } from '../meaning'
import { ChartFrame, type ChartProps } from './chart-frame'
import { Bar, Tick } from './plot'
import { Rows } from './rows'

export type TargetRow = {
  label: string
  to?: string
  target: number
  today: number
  /** Where it will stand on the due date if it goes on like this. */
  forecast: number
  state: { meaning: Meaning; word: string }
}

type TargetsProps = ChartProps & {
  targets: readonly TargetRow[]
  words: { measure: string; today: string; forecast: string; target: string }
}

/** `<TargetsWithForecast title targets={[{ label, target, today, forecast, state }]} words />`: today and forecast against each target. */
export function TargetsWithForecast({ targets, words, ...frame }: TargetsProps) {
  const format = useFormat()
  return (
    <ChartFrame
      {...frame}
      legend={[
        { label: words.today, mark: 'fill-accent' },
        { label: words.forecast, mark: 'fill-accent-soft stroke-accent' },
        { label: words.target, mark: 'fill-ink', shape: 'tick' },
      ]}
      table={{
        head: [words.measure, words.today, words.forecast, words.target],
        rows: targets.map(({ label, today, forecast, target }) => [
          label,
          format.number(today),
          format.number(forecast),
          format.number(target),
        ]),
      }}
    >
      <Rows
        height={16}
        rows={targets.map(({ label, to, target, today, forecast, state }) => {
          // Each row has a scale of its own: the question is how far from its target, not which is largest.
          const x = (value: number) => (100 * value) / (Math.max(target, today, forecast) * 1.02 || 1)
          return {
            key: label,
            label,
            to,
            value: (
              <>
                <span className="font-semibold">{format.number(today)}</span>
                <span className="mr-2 text-ink-soft"> / {format.number(target)}</span>
                <Chip meaning={state.meaning}>{state.word}</Chip>
              </>
            ),
            bar: (
              <>
                <Bar width={100} y={3} className="fill-quiet-soft" />
                <Bar width={x(forecast)} y={3} className="fill-accent-soft stroke-accent" />
                <Bar width={x(today)} y={3} className="fill-accent" />
                <Tick x={x(target)} y1={0} y2={16} className="stroke-ink" />
              </>
            ),
          }
        })}
      />
    </ChartFrame>
  )
}
