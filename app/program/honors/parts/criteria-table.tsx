import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { Criterion } from '../form'
import { useHonorTexts } from './texts'

/** What reviewers score, and with how many points at most. */
export function CriteriaTable({ criteria }: { criteria: readonly Criterion[] }) {
  const texts = useHonorTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <Section title={texts.criteria} count={criteria.length}>
      <Table
        caption={texts.criteria}
        rows={criteria}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: 'criterion', head: texts.criterion, cell: ({ zh, en }) => named(zh, en || null) },
          {
            key: 'points',
            head: texts.points,
            type: 'number',
            narrow: 'end',
            cell: ({ points }) => format.number(points),
            foot: format.number(criteria.reduce((sum, { points }) => sum + points, 0)),
          },
        ]}
      />
    </Section>
  )
}
