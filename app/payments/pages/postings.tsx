import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listPostings } from '../ledger/explorer.server'
import { journalFilter } from '../ledger/filters'
import { useAccountKind, useFactWord } from '../parts/account-name'
import { LedgerTabs } from '../parts/ledger-tabs'
import { usePaymentsTexts } from '../parts/texts'

export const handle = page({ access: 'payment.oversee', title: 'payments.postings' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  return listPostings(db, journalFilter.parse(Object.fromEntries(url.searchParams)))
}

export default function Postings() {
  const { rows, next } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().ledger
  const kindOf = useAccountKind()
  const factOf = useFactWord()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <LedgerTabs />
      <Filters
        filters={[
          {
            name: 'kind',
            label: texts.fact,
            type: 'choice',
            any: texts.anyFact,
            options: Object.entries(texts.facts).map(([value, label]) => ({ value, label })),
          },
          { name: 'order', label: texts.order, type: 'search' },
          { name: 'from', label: texts.from, type: 'date' },
          { name: 'to', label: texts.to, type: 'date' },
        ]}
      />
      <Table
        caption={texts.journal}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/ledger/postings/${id}`}
        paging={{ after: next }}
        csv="/office/ledger/postings.csv"
        empty={<Empty title={texts.noEntries} why={texts.noEntriesWhy} icon="list" />}
        columns={[
          { key: 'fact', head: texts.fact, cell: ({ kind }) => factOf(kind) },
          { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
          {
            key: 'order',
            head: texts.order,
            cell: ({ orderNumber }) => <span className="figure">{orderNumber}</span>,
          },
          {
            key: 'legs',
            head: texts.legs,
            cell: ({ legs }) => (
              <span className="text-sm text-ink-soft">
                {sidesOf(legs, kindOf, 1)} → {sidesOf(legs, kindOf, -1)}
              </span>
            ),
          },
          { key: 'by', head: texts.by, narrow: 'hidden', cell: ({ person }) => person ?? texts.clock },
          {
            key: 'volume',
            head: texts.total,
            type: 'money',
            narrow: 'end',
            cell: ({ volume, currency }) => <Money fen={volume} currency={currency} />,
          },
        ]}
      />
    </>
  )
}

const sidesOf = (
  legs: readonly { account: string; amount: string }[],
  kindOf: (id: string) => string,
  side: 1 | -1,
) =>
  [
    ...new Set(
      legs.filter(({ amount }) => amount.startsWith('-') === side < 0).map(({ account }) => kindOf(account)),
    ),
  ].join(' + ')
