import { Empty } from '~/design/empty'
import { Section } from '~/design/section'
import type { QuarterFigures } from '../statistics/quarters'
import { Shares } from './public-figures'
import { useMediationSiteTexts } from './texts'

/** The body's own figures, quarter by quarter, frozen with everybody's; fewer than five are not told here either. */
export function BodyFigures({ quarters }: { quarters: readonly QuarterFigures[] }) {
  const { about, body: texts, statistics } = useMediationSiteTexts()
  return (
    <Section title={texts.figures} sentence={statistics.few}>
      {quarters.length === 0 && <Empty title={about.noFigures} why={about.noFiguresWhy} icon="chart" />}
      {quarters.map((figures) => (
        <div key={figures.quarter} className="mt-4">
          <h3 className="mb-1 font-semibold">{figures.quarter}</h3>
          <Shares figures={figures} />
        </div>
      ))}
    </Section>
  )
}
