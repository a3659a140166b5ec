import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { InspectionState } from '../../inspections/parts/inspection-state'
import type { InspectionState as State } from '../../lifecycle'
import { useInspectionTexts } from '../../parts/texts'
import { useStratum } from './stratum'

type VisitedListProps = {
  visited: readonly {
    id: string
    name: string
    nameEn: string | null
    stratum: string
    rank: number
    state: State
    conclusion: string | null
    visitOn: string | null
    replaces: string | null
    replacesEn: string | null
  }[]
  districts: readonly { code: string; nameZh: string; nameEn: string }[]
}

/** Who was drawn, by stratum and rank, and how far each visit is. */
export function VisitedList({ visited, districts }: VisitedListProps) {
  const texts = useInspectionTexts().draw
  const named = useNamed()
  const stratum = useStratum(districts)
  return (
    <Section title={texts.visits} count={visited.length}>
      <Table
        caption={texts.visits}
        rows={visited}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/inspections/${id}`}
        empty={<Empty title={texts.noVisits} why={texts.noVisitsWhy} icon="building" />}
        columns={[
          {
            key: 'name',
            head: texts.enterprise,
            cell: ({ name, nameEn, replaces, replacesEn }) => (
              <>
                {named(name, nameEn)}
                {replaces && (
                  <span className="block text-sm font-normal text-ink-soft">
                    {texts.replaces(named(replaces, replacesEn))}
                  </span>
                )}
              </>
            ),
          },
          { key: 'stratum', head: texts.stratum, cell: (row) => stratum(row.stratum) },
          { key: 'rank', head: texts.rank, type: 'number', narrow: 'hidden', cell: ({ rank }) => rank },
          {
            key: 'visit',
            head: texts.visitOn,
            type: 'date',
            narrow: 'hidden',
            cell: ({ visitOn }) => visitOn && <Day on={visitOn} />,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state, conclusion }) => <InspectionState state={state} conclusion={conclusion} />,
          },
        ]}
      />
    </Section>
  )
}
