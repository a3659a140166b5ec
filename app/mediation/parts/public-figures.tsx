import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { CaseState } from '../lifecycle'
import { useMediationSiteTexts, useMediationTexts } from './texts'

type Figures = {
  total: number | null
  cells: Record<string, number | null>
  answeredShare: number | null
  agreedShare: number | null
  medianDays: number | null
}

/** How cases ended; what would tell of fewer than five stays hidden. */
export function PublicFigures({ figures }: { figures: Figures }) {
  const { about: texts } = useMediationSiteTexts()
  const { states } = useMediationTexts()
  const format = useFormat()
  const shown = <T,>(value: T | null, word: (value: T) => string) =>
    value === null ? texts.few : word(value)
  const number = (value: number | null) => shown(value, format.number)
  const share = (value: number | null) => shown(value, (percent) => format.percent(percent / 100))
  return (
    <Section title={texts.figures} sentence={texts.figuresWhy}>
      <Facts
        layout="strip"
        items={[
          { label: texts.total, value: number(figures.total) },
          { label: texts.answered, value: share(figures.answeredShare) },
          { label: texts.agreed, value: share(figures.agreedShare) },
          { label: texts.median, value: shown(figures.medianDays, (days) => texts.days(String(days))) },
        ]}
      />
      {figures.total !== null && (
        <div className="mt-4 max-w-2xl">
          <Table
            caption={texts.outcome}
            rows={Object.entries(figures.cells)}
            rowKey={([outcome]) => outcome}
            empty={null}
            columns={[
              { key: 'outcome', head: texts.outcome, cell: ([outcome]) => states[outcome as CaseState] },
              {
                key: 'cases',
                head: texts.cases,
                type: 'number',
                narrow: 'end',
                cell: ([, cases]) => number(cases),
              },
            ]}
          />
        </div>
      )}
    </Section>
  )
}
