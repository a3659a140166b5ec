import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { NothingFound } from '~/design/nothing-found'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { usePlaceOptions } from '~/people/parts/place-options'
import type { SelfInspectionState } from '../../lifecycle'
import { useCampaignTexts } from '../../parts/texts'
import { InspectionChip } from './inspection-chip'

type Unit = {
  id: string
  name: string
  nameEn: string | null
  districtZh: string | null
  districtEn: string | null
  state: SelfInspectionState
  dueOn: string
  late: boolean
  submittedAt: Date | null
  gap: number | null
  addedLater: boolean
}
type UnitListProps = {
  id: string
  units: { rows: readonly Unit[]; total: number; next: string | null }
  districts: readonly { code: string; nameZh: string; nameEn: string }[]
  /** nobody within reach is called at all */
  none: boolean
}

/** The enterprises called within one's reach: who handed in, who is late, what was found. */
export function UnitList({ id, units, districts, none }: UnitListProps) {
  const all = useCampaignTexts()
  const texts = all.campaign
  const places = usePlaceOptions()
  const zh = useLocale() === 'zh'
  if (none) return <Empty title={texts.noUnits} why={texts.noUnitsWhy} icon="building" />
  return (
    <Section title={texts.units} count={units.total}>
      <Filters
        filters={[
          { name: 'q', label: texts.q, type: 'search' },
          {
            name: 'state',
            label: all.list.state,
            type: 'choice',
            any: texts.any,
            options: [
              ...Object.entries(all.inspectionState).map(([value, label]) => ({ value, label })),
              { value: 'late', label: all.late },
            ],
          },
          {
            name: 'district',
            label: texts.district,
            type: 'choice',
            any: texts.any,
            options: places(districts),
          },
        ]}
      />
      <Table
        caption={texts.units}
        rows={units.rows}
        rowKey={(unit) => unit.id}
        rowTo={(unit) => `/self-inspections/${unit.id}`}
        total={units.total}
        paging={{ after: units.next }}
        csv={`/campaigns/${id}/enterprises.csv`}
        empty={<NothingFound />}
        columns={[
          {
            key: 'name',
            head: texts.enterprise,
            cell: ({ name, nameEn, addedLater }) => (
              <>
                {zh ? name : (nameEn ?? name)}
                {addedLater && <span className="block text-sm text-ink-soft">{texts.addedLater}</span>}
              </>
            ),
          },
          {
            key: 'district',
            head: texts.district,
            cell: ({ districtZh, districtEn }) => (zh ? districtZh : districtEn),
          },
          {
            key: 'due',
            head: texts.dueOn,
            type: 'date',
            narrow: 'hidden',
            cell: ({ dueOn }) => <Day on={dueOn} />,
          },
          {
            key: 'submitted',
            head: texts.submittedAt,
            type: 'date',
            narrow: 'hidden',
            cell: ({ submittedAt }) => submittedAt && <Moment at={submittedAt} day />,
          },
          { key: 'gap', head: texts.gap, type: 'number', cell: ({ gap }) => gap },
          {
            key: 'state',
            head: all.list.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state, late }) => <InspectionChip state={state} late={late} />,
          },
        ]}
      />
    </Section>
  )
}
