import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { countBoard } from '../matching/board.server'
import { listLinesAside } from '../matching/other-lines.server'
import { MatchingTabs } from '../parts/matching-tabs'
import { usePaymentsTexts } from '../parts/texts'

export const handle = page({ access: 'payment.oversee', title: 'payments.matching' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { lines: await listLinesAside(db), counts: await countBoard(db) }
}

export default function LinesAside() {
  const { lines, counts } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().matching
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <MatchingTabs counts={counts} />
      <Table
        caption={texts.tabs.aside}
        rows={lines}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/matching/${id}`}
        total={lines.length}
        empty={<Empty title={texts.asideEmpty} why={texts.asideEmptyWhy} icon="archive" />}
        columns={[
          {
            key: 'counterparty',
            head: texts.counterparty,
            cell: ({ counterpartyName, remark }) => (
              <>
                {counterpartyName ?? '—'}
                <span className="block text-sm font-normal text-ink-soft">{remark}</span>
              </>
            ),
          },
          { key: 'reason', head: texts.asideReason, cell: ({ asideReason }) => asideReason },
          { key: 'at', head: texts.at, type: 'date', cell: ({ bookedAt }) => <Moment at={bookedAt} /> },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            narrow: 'end',
            cell: ({ direction, amount, currency }) => (
              <Money fen={direction === 'C' ? amount : -amount} currency={currency} />
            ),
          },
        ]}
      />
    </>
  )
}
