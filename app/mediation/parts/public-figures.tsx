import { Facts } from '~/design/facts'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import type { QuarterFigures } from '../statistics/quarters'
import { useMediationSiteTexts } from './texts'

/** The newest quarter in one line; what would tell of fewer than five stays hidden. */
export function PublicFigures({ figures }: { figures: QuarterFigures | null }) {
  const { about: texts } = useMediationSiteTexts()
  return (
    <Section
      title={figures ? `${texts.figures} · ${figures.quarter}` : texts.figures}
      sentence={texts.figuresWhy}
      actions={figures && <TextLink to="/mediation/statistics">{texts.allFigures}</TextLink>}
    >
      {figures ? (
        <Shares figures={figures} />
      ) : (
        <Empty title={texts.noFigures} why={texts.noFiguresWhy} icon="chart" />
      )}
    </Section>
  )
}

export function Shares({ figures }: { figures: QuarterFigures }) {
  const { about: texts } = useMediationSiteTexts()
  const format = useFormat()
  const shown = (value: number | null, word: (value: number) => string) =>
    value === null ? texts.few : word(value)
  const share = (value: number | null) => shown(value, (percent) => format.percent(percent / 100))
  return (
    <Facts
      layout="strip"
      items={[
        { label: texts.total, value: shown(figures.totals.outcome, format.number) },
        { label: texts.answered, value: share(figures.answeredShare) },
        { label: texts.agreed, value: share(figures.settledShare) },
        { label: texts.median, value: shown(figures.medianDays, (days) => texts.days(String(days))) },
        { label: texts.challenged, value: share(figures.challengedShare) },
      ]}
    />
  )
}
