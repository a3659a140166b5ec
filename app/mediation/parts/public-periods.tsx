import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useMediationSiteTexts, useMediationTexts } from './texts'

type Period = { key: string; unit: 'wd' | 'cal'; least: number; most: number }

/** Every period of a case filed today. */
export function PublicPeriods({ periods }: { periods: readonly Period[] }) {
  const { about: texts } = useMediationSiteTexts()
  const { deadlines, units } = useMediationTexts()
  const spoken = ({ unit, least, most }: Period) =>
    least === most
      ? units[unit](String(most))
      : texts.span(units[unit](String(least)), units[unit](String(most)))
  return (
    <Section title={texts.periods} sentence={texts.periodsWhy}>
      <div className="max-w-2xl">
        <Table
          caption={texts.periods}
          rows={periods}
          rowKey={({ key, unit }) => `${key} ${unit}`}
          empty={null}
          columns={[
            { key: 'step', head: texts.step, cell: ({ key }) => deadlines[key] ?? key },
            { key: 'time', head: texts.time, type: 'number', cell: spoken, narrow: 'end' },
          ]}
        />
      </div>
    </Section>
  )
}
