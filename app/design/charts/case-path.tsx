import { scaleUtc } from 'd3-scale'
import { useFormat } from '../format'
import { useDesignTexts } from '../texts'
import { ChartFrame, type ChartProps } from './chart-frame'
import { lanesOf } from './lanes'
import { Bar, pct, Plot, Tick, Words, XLabels } from './plot'

export type PathState = { label: string; from: Date; to?: Date }
export type PathDeadline = {
  label: string
  from: Date
  due: Date
  /** When it was done, if it was. */
  done?: Date
}

type CasePathProps = ChartProps & {
  states: readonly PathState[]
  deadlines: readonly PathDeadline[]
  now: Date
  words: { met: string; missed: string; open: string }
  /** Heads of the table: deadline, due, done, outcome. */
  heads: readonly [string, string, string, string]
}

const [statesTop, row, line] = [18, 34, 14]

/** The first row of labels stands above the states, the others below. */
const heightOf = (lane: number) => (lane === 0 ? statesTop - 5 : statesTop + 12 + line * lane)

/** `<CasePath title states deadlines now words heads />`: the states passed through, and each deadline as met, missed or still open. */
export function CasePath({ states, deadlines, now, words, heads, ...frame }: CasePathProps) {
  const format = useFormat()
  const texts = useDesignTexts()
  const times = [
    now,
    ...states.map(({ from }) => from),
    ...deadlines.flatMap(({ from, due, done }) => [from, due, done ?? due]),
  ].map((at) => at.getTime())
  const x = scaleUtc([Math.min(...times), Math.max(...times)], [0, 100])
  const places = lanesOf(states.map(({ label, from }) => ({ x: x(from), text: label })))
  const top = statesTop + 30 + line * Math.max(0, ...places.map(({ lane }) => lane))
  const bottom = top + deadlines.length * row + line
  const outcomes = deadlines.map((deadline) => outcomeOf(deadline, now))
  return (
    <ChartFrame
      {...frame}
      table={{
        head: heads,
        rows: deadlines.map(({ label, due, done }, index) => [
          label,
          format.dateTime(due),
          done ? format.dateTime(done) : '–',
          words[outcomes[index]!],
        ]),
      }}
    >
      <Plot label={frame.title} height={bottom + 22}>
        {states.map(({ label, from, to = now }, index) => (
          <g key={index}>
            <Bar
              x={x(from)}
              width={x(to) - x(from)}
              y={statesTop}
              height={12}
              round={0}
              className={`stroke-surface stroke-2 ${index % 2 ? 'fill-series-6' : 'fill-series-1'}`}
            />
            <Words
              x={x(from)}
              y={heightOf(places[index]!.lane)}
              className="fill-ink text-xs font-medium"
              anchor={places[index]!.anchor}
            >
              {label}
            </Words>
          </g>
        ))}
        <line x1="0%" x2="100%" y1={bottom} y2={bottom} className="stroke-line" />
        <Tick x={x(now)} y1={statesTop - 4} y2={bottom} className="stroke-accent" />
        {deadlines.map((deadline, index) => (
          <DeadlineRow
            key={index}
            {...{ deadline, x, now }}
            y={top + index * row}
            word={words[outcomes[index]!]}
            outcome={outcomes[index]!}
          />
        ))}
        <XLabels
          y={bottom + 16}
          ticks={x.ticks(4).map((at) => ({ at: x(at), label: format.dayShort(at) }))}
        />
        <Words
          x={x(now)}
          y={bottom - 4}
          anchor={x(now) > 80 ? 'end' : 'start'}
          dx={x(now) > 80 ? -4 : 4}
          className="fill-accent text-xs font-semibold"
        >
          {texts.now}
        </Words>
      </Plot>
    </ChartFrame>
  )
}

type Outcome = 'met' | 'missed' | 'open'

function outcomeOf({ due, done }: PathDeadline, now: Date): Outcome {
  if (done) return done <= due ? 'met' : 'missed'
  return now <= due ? 'open' : 'missed'
}

type DeadlineRowProps = {
  deadline: PathDeadline
  x: (at: Date) => number
  y: number
  now: Date
  word: string
  outcome: Outcome
}

function DeadlineRow({ deadline: { label, from, due, done }, x, y, now, word, outcome }: DeadlineRowProps) {
  const end = done ?? now
  const atEnd = x(from) > 50
  return (
    <g>
      <Words
        x={atEnd ? x(due) : x(from)}
        y={y + 12}
        anchor={atEnd ? 'end' : 'start'}
        className={`text-xs ${words[outcome]}`}
      >
        {`${marks[outcome]} ${label} · ${word}`}
      </Words>
      <Bar
        x={x(from)}
        width={x(due) - x(from)}
        y={y + 18}
        height={6}
        className="fill-quiet-soft stroke-quiet-line"
      />
      <Bar
        x={x(from)}
        width={x(end < due ? end : due) - x(from)}
        y={y + 18}
        height={6}
        className={outcome === 'met' ? 'fill-ok' : 'fill-series-6'}
      />
      {outcome === 'missed' && (
        <Bar x={x(due)} width={x(end) - x(due)} y={y + 18} height={6} className="fill-risk" />
      )}
      <Tick x={x(due)} y1={y + 15} y2={y + 27} className="stroke-ink" />
      {done && (
        <circle
          cx={pct(x(done))}
          cy={y + 21}
          r={4.5}
          strokeWidth={2}
          className={`stroke-surface ${outcome === 'met' ? 'fill-ok' : 'fill-risk'}`}
        />
      )}
    </g>
  )
}

const marks = { met: '✓', missed: '✕', open: '○' }
const words = { met: 'fill-ok', missed: 'fill-risk font-semibold', open: 'fill-ink' }
