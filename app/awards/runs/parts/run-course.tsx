import { Convergence } from '~/design/charts/convergence'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Notice } from '~/design/notice'
import { Progress } from '~/design/progress'
import { Section } from '~/design/section'
import { useAwardTexts } from '../../parts/texts'
import type { RunPoint } from '../progress'
import type { RunProgress } from '../progress.server'

/** How a computation goes or went: its phase, the best award found, and how far the proven bound lies above it. */
export function RunCourse({ run, now }: { run: RunProgress; now: Date }) {
  const texts = useAwardTexts().course
  const format = useFormat()
  const last = run.points.at(-1)
  const elapsed = run.startedAt ? ((run.finishedAt ?? now).getTime() - run.startedAt.getTime()) / 1000 : null
  const isGoing = run.state === 'queued' || run.state === 'running'
  return (
    <Section title={texts.title} sentence={texts.lead}>
      <div className="space-y-5">
        {isGoing && (
          <Progress
            phase={run.phase ? texts.phases[run.phase] : texts.states[run.state]}
            {...(elapsed !== null && { elapsed: Math.max(0, elapsed) })}
          />
        )}
        {run.state === 'failed' && <Notice meaning="risk">{texts.states.failed}</Notice>}
        <Facts
          layout="row"
          items={[
            ...(isGoing ? [] : [{ label: texts.phase, value: texts.states[run.state] }]),
            ...(last ? [{ label: texts.incumbent, value: <Money fen={last.incumbent} /> }] : []),
            ...(last?.bound != null ? [{ label: texts.bound, value: <Money fen={last.bound} /> }] : []),
            ...(last?.bound != null && last.incumbent > 0n
              ? [{ label: texts.gap, value: gapOf(last.incumbent, last.bound) }]
              : []),
            ...(elapsed !== null && !isGoing
              ? [{ label: texts.took, value: format.duration(elapsed, true) }]
              : []),
            ...(run.engine ? [{ label: texts.engine, value: <code>{run.engine}</code> }] : []),
          ]}
        />
        <Course points={run.points} />
      </div>
    </Section>
  )

  function gapOf(incumbent: bigint, bound: bigint) {
    if (bound <= incumbent) return texts.proven
    return format.percent(Number(bound - incumbent) / Number(incumbent))
  }
}

function Course({ points }: { points: readonly RunPoint[] }) {
  const texts = useAwardTexts().course
  const format = useFormat()
  const bounded = points.flatMap(({ seconds, incumbent, bound }) =>
    bound === null ? [] : [{ seconds, incumbent, bound }],
  )
  const last = bounded.at(-1)
  if (bounded.length < 2 || !last) return <p className="text-ink-soft">{texts.atOnce}</p>
  const open = last.bound - last.incumbent
  return (
    <Convergence
      title={
        open > 0n ? texts.openTitle(format.money(open)) : texts.closedTitle(format.money(last.incumbent))
      }
      points={bounded}
      words={{ seconds: texts.secondsHead, incumbent: texts.incumbent, bound: texts.bound }}
    />
  )
}
