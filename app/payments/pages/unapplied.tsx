import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { countBoard } from '../matching/board.server'
import { MatchingTabs } from '../parts/matching-tabs'
import { usePaymentsTexts } from '../parts/texts'
import { listUnapplied } from '../unapplied.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.unapplied' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { rows: await listUnapplied(db), counts: await countBoard(db) }
}

export default function UnappliedMoney() {
  const { rows, counts } = useLoaderData<typeof loader>()
  const { matching, unapplied: texts } = usePaymentsTexts()
  const format = useFormat()
  return (
    <>
      <PageHead title={matching.title} sentence={texts.lead} />
      <MatchingTabs counts={counts} />
      <Table
        caption={matching.tabs.unapplied}
        rows={rows}
        rowKey={({ orgId }) => orgId}
        rowTo={({ orgId }) => `/office/matching/unapplied/${orgId}`}
        total={rows.length}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="check-circle" />}
        columns={[
          { key: 'org', head: texts.org, cell: ({ name }) => name },
          {
            key: 'since',
            head: texts.since,
            type: 'date',
            cell: ({ since }) => since && <Moment at={since} />,
          },
          { key: 'orders', head: texts.orders, type: 'number', cell: ({ orders }) => format.number(orders) },
          {
            key: 'fen',
            head: texts.fen,
            type: 'money',
            narrow: 'end',
            cell: ({ fen }) => <Money fen={fen} />,
          },
        ]}
      />
    </>
  )
}
