import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Table, type Column } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useCampaignTexts } from '../../parts/texts'
import { orderFilter } from '../form'
import { OrderChip } from '../parts/order-chip'
import { listOrders } from '../queries.server'

export const handle = page({ access: 'campaign.read', title: 'compliance.rectifications' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  return { rows: await listOrders(db, orderFilter(url.searchParams)), own: actor.kind === 'enterprise' }
}

export default function Orders() {
  const { rows, own } = useLoaderData<typeof loader>()
  const texts = useCampaignTexts().orders
  const zh = useLocale() === 'zh'
  const { search } = useLocation()
  type Row = (typeof rows)[number]
  const enterprise: Column<Row>[] = own
    ? []
    : [{ key: 'name', head: texts.enterprise, cell: ({ name, nameEn }) => (zh ? name : (nameEn ?? name)) }]
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {(rows.length > 0 || search) && (
        <Filters
          filters={[
            { name: 'q', label: texts.q, type: 'search' },
            {
              name: 'state',
              label: texts.state,
              type: 'choice',
              any: texts.any,
              options: Object.entries(texts.states).map(([value, label]) => ({ value, label })),
            },
          ]}
        />
      )}
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/rectifications/${id}`}
        total={rows.length}
        csv="/rectifications.csv"
        empty={search ? <NothingFound /> : <Empty title={texts.none} why={texts.noneWhy} icon="list" />}
        columns={[
          { key: 'no', head: texts.no, cell: ({ no }) => <span className="figure">{no}</span> },
          ...enterprise,
          { key: 'items', head: texts.items, type: 'number', narrow: 'hidden', cell: ({ items }) => items },
          {
            key: 'issued',
            head: texts.issuedAt,
            type: 'date',
            narrow: 'hidden',
            cell: ({ issuedAt }) => issuedAt && <Moment at={issuedAt} day />,
          },
          { key: 'due', head: texts.dueOn, type: 'date', cell: ({ dueOn }) => <Day on={dueOn} /> },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state, overdue }) => <OrderChip state={state} overdue={overdue} />,
          },
        ]}
      />
    </>
  )
}
