import { LineChart } from '~/design/charts/line-chart'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { usePilotTexts } from '../../parts/texts'
import { shareLines } from '../maturity'
import { type Moment, shareOverTime } from '../progress'

/** The gap and the three computed shares at the start, at each quarter's beginning, and at the end or today. */
export function ProgressCharts({ moments }: { moments: readonly Moment[] }) {
  const all = usePilotTexts()
  const texts = all.progress
  const format = useFormat()
  if (moments.length < 2) return null
  const [first, last] = [moments[0]!.figures, moments.at(-1)!.figures]
  const shares = shareLines
    .map((line) => ({ label: all.figures.lines[line], points: shareOverTime(moments, line) }))
    .filter(({ points }) => points.length > 0)
  return (
    <Section title={texts.title} sentence={texts.lead}>
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-2">
        <LineChart
          title={texts.gap(format.number(first.gap), format.number(last.gap))}
          series={[
            {
              label: all.figures.lines.gap,
              points: moments.map(({ at, figures }) => ({ at, value: figures.gap })),
            },
          ]}
          heads={[texts.day, all.figures.lines.gap]}
          format={(value) => format.number(Math.round(value))}
        />
        {shares.length > 0 && (
          <LineChart
            title={texts.shares}
            series={shares}
            heads={[texts.day, texts.share]}
            format={(value) => format.percent(value)}
          />
        )}
      </div>
    </Section>
  )
}
