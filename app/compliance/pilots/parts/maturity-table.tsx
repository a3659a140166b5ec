import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { usePilotTexts } from '../../parts/texts'
import { areas, mostPoints, pointsOf, totalOf, type Area, type Score, type Scores } from '../maturity'

type Phase = Record<Area, Score> | undefined

/** The checklist at the start beside that at the end, with the reason of each. */
export function MaturityTable({ scores }: { scores: Scores }) {
  const texts = usePilotTexts()
  const format = useFormat()
  const { start, end } = scores
  const sum = (phase: Phase) => phase && format.number(totalOf(pointsOf(phase)))
  return (
    <Section title={texts.checklist.title} sentence={texts.checklist.lead}>
      <Table
        caption={texts.checklist.title}
        rows={areas.map((area) => ({ area, start: start?.[area], end: end?.[area] }))}
        rowKey={({ area }) => area}
        empty={null}
        columns={[
          { key: 'area', head: texts.checklist.area, cell: ({ area }) => texts.areas[area], foot: texts.checklist.sum },
          { key: 'start', head: texts.checklist.start, type: 'number', cell: (row) => points(row.start), foot: sum(start) },
          { key: 'end', head: texts.checklist.end, type: 'number', cell: (row) => points(row.end), foot: sum(end) },
          {
            key: 'why',
            head: texts.checklist.why,
            narrow: 'detail',
            cell: (row) => [row.start?.reason, row.end?.reason].filter(Boolean).join(' → ') || texts.checklist.byFacts,
          },
        ]}
      />
    </Section>
  ) // oxfmt-ignore
}

const points = (score: Score | undefined) => (score ? `${score.points} / ${mostPoints}` : '–')
