import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useMarketTexts } from '../../parts/market-texts'
import { CaseChip } from '../parts/case-chip'
import { askedState, listCases } from '../queries.server'

export const handle = page({ access: 'market.read', title: 'program.market-cases' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  return { cases: await listCases(db, askedState(url.searchParams)) }
}

export default function MarketCases() {
  const { cases } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const texts = useMarketTexts().case
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {(cases.length > 0 || search) && (
        <Filters
          filters={[
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
        rows={cases}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/market-cases/${id}`}
        total={cases.length}
        empty={search ? <NothingFound /> : <Empty icon="flag" title={texts.none} why={texts.noneWhy} />}
        columns={[
          { key: 'no', head: texts.no, cell: ({ no }) => <span className="figure">{no}</span> },
          { key: 'seller', head: texts.seller, cell: ({ seller }) => seller },
          { key: 'at', head: texts.openedAt, type: 'date', cell: ({ openedAt }) => <Moment at={openedAt} /> },
          { key: 'decision', head: texts.decisionNo, narrow: 'hidden', cell: ({ decisionNo }) => decisionNo },
          {
            key: 'fine',
            head: texts.fine,
            type: 'money',
            narrow: 'hidden',
            cell: ({ fine }) => fine !== null && <Money fen={fine} />,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <CaseChip state={state} />,
          },
        ]}
      />
    </>
  )
}
