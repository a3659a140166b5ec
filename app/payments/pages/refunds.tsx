import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { LinkButton } from '~/design/link-button'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { shownCode } from '../code'
import { refundFilter } from '../form'
import { refundLifecycle } from '../lifecycle'
import { RefundChip } from '../parts/state-chip'
import { usePaymentsTexts } from '../parts/texts'
import { listRefunds } from '../refunds/queries.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.refunds' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const asked = refundFilter.parse(Object.fromEntries(url.searchParams))
  return { refunds: await listRefunds(db, asked) }
}

export default function Refunds() {
  const { refunds } = useLoaderData<typeof loader>()
  const all = usePaymentsTexts()
  const named = useNamed()
  const texts = all.refunds
  const { tabs } = texts
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          refunds.some(({ state, rail }) => state === 'approved' && rail === 'bank') && (
            <LinkButton to="/office/refunds/instruction.csv" reloadDocument icon="download">
              {texts.instruction}
            </LinkButton>
          )
        }
      />
      <Filters
        views={[
          { label: tabs.open, search: '?' },
          { label: tabs.way, search: '?view=way' },
          { label: tabs.done, search: '?view=done' },
          { label: tabs.all, search: '?view=all' },
        ]}
        filters={[
          {
            name: 'state',
            label: texts.state,
            type: 'choice',
            any: tabs.all,
            options: refundLifecycle.states.map((value) => ({ value, label: texts.states[value] })),
          },
        ]}
      />
      <Table
        caption={texts.title}
        rows={refunds}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/refunds/${id}`}
        total={refunds.length}
        csv="/office/refunds.csv"
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="undo" />}
        columns={[
          {
            key: 'code',
            head: texts.code,
            cell: ({ code }) => <code className="font-mono">{shownCode(code)}</code>,
          },
          { key: 'payer', head: texts.payer, cell: ({ payer, payerEn }) => named(payer, payerEn) },
          {
            key: 'order',
            head: texts.order,
            cell: ({ number }) => <span className="figure">{number ?? '—'}</span>,
          },
          { key: 'cause', head: texts.cause, cell: ({ cause }) => texts.causes[cause] },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <RefundChip state={state} />,
          },
          { key: 'by', head: texts.preparedBy, narrow: 'hidden', cell: ({ preparer }) => preparer },
          {
            key: 'at',
            head: texts.requestedAt,
            type: 'date',
            cell: ({ requestedAt }) => <Moment at={requestedAt} />,
          },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
          },
        ]}
      />
    </>
  )
}
