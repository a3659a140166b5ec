import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useInspectionTexts } from '../../parts/texts'
import { InspectionTabs } from '../../inspections/parts/inspection-tabs'
import { DrawChip } from '../parts/draw-chip'
import { listDraws } from '../queries.server'

export const handle = page({ access: 'compliance.oversee', title: 'compliance.draws' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { rows: await listDraws(db), manages: is(actor, 'officer') }
}

export default function Draws() {
  const { rows, manages } = useLoaderData<typeof loader>()
  const texts = useInspectionTexts().draws
  const named = useNamed()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          manages && (
            <LinkButton to="/inspection-campaigns/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
      />
      <InspectionTabs own={false} />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/inspection-campaigns/${id}`}
        total={rows.length}
        empty={<Empty title={texts.none} why={texts.noneWhy} icon="list" />}
        columns={[
          { key: 'title', head: texts.name, cell: ({ title, titleEn }) => named(title, titleEn) },
          {
            key: 'period',
            head: texts.period,
            type: 'date',
            cell: ({ startsOn, endsOn }) => (
              <>
                <Day on={startsOn} /> – <Day on={endsOn} />
              </>
            ),
          },
          {
            key: 'framed',
            head: texts.framed,
            type: 'number',
            narrow: 'hidden',
            cell: ({ framed }) => framed,
          },
          { key: 'drawn', head: texts.drawn, type: 'number', narrow: 'hidden', cell: ({ drawn }) => drawn },
          {
            key: 'concluded',
            head: texts.concluded,
            type: 'number',
            narrow: 'hidden',
            cell: ({ concluded }) => concluded,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <DrawChip state={state} />,
          },
        ]}
      />
    </>
  )
}
