import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useNamed } from '~/design/named'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Table, type Column } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useInspectionTexts } from '../../parts/texts'
import { inspectionFilter } from '../form'
import { InspectionState } from '../parts/inspection-state'
import { InspectionTabs } from '../parts/inspection-tabs'
import { listInspections } from '../queries.server'

export const handle = page({ access: 'campaign.read', title: 'compliance.inspections' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const rows = await listInspections(db, inspectionFilter(url.searchParams))
  return { rows, own: actor.kind === 'enterprise' }
}

export default function Inspections() {
  const { rows, own } = useLoaderData<typeof loader>()
  const all = useInspectionTexts()
  const texts = all.list
  const named = useNamed()
  const { search } = useLocation()
  type Row = (typeof rows)[number]
  const enterprise: Column<Row>[] = own
    ? []
    : [{ key: 'name', head: texts.enterprise, cell: ({ name, nameEn }) => named(name, nameEn) }]
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <InspectionTabs own={own} />
      {(rows.length > 0 || search) && (
        <div className="mt-4">
          <Filters
            keep={['campaign']}
            filters={[
              { name: 'q', label: texts.q, type: 'search' },
              {
                name: 'state',
                label: texts.state,
                type: 'choice',
                any: texts.any,
                options: Object.entries(all.visitState).map(([value, label]) => ({ value, label })),
              },
            ]}
          />
        </div>
      )}
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/inspections/${id}`}
        total={rows.length}
        csv="/inspections.csv"
        empty={search ? <NothingFound /> : <Empty title={texts.none} why={texts.noneWhy} icon="list" />}
        columns={[
          ...enterprise,
          { key: 'no', head: texts.no, cell: ({ no }) => <span className="figure">{no}</span> },
          {
            key: 'campaign',
            head: texts.campaign,
            narrow: 'hidden',
            cell: ({ campaign, campaignEn }) => named(campaign, campaignEn),
          },
          {
            key: 'visit',
            head: texts.visitOn,
            type: 'date',
            cell: ({ visitOn }) => visitOn && <Day on={visitOn} />,
          },
          {
            key: 'computers',
            head: texts.computers,
            type: 'number',
            narrow: 'hidden',
            cell: ({ computers }) => computers,
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
    </>
  )
}
