import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findAccount, listEntries } from '../ledger/explorer.server'
import { entriesFilter } from '../ledger/filters'
import { AccountLink, useAccountKind, useAccountSubject, useFactWord } from '../parts/account-name'
import { DrCr } from '../parts/dr-cr'
import { usePaymentsTexts } from '../parts/texts'

export const handle = page({ access: 'payment.oversee', title: 'payments.ledger-account' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, url } = await enter(args, handle)
  const account = found(await findAccount(db, params.account!))
  const { asOf, after } = entriesFilter.parse(Object.fromEntries(url.searchParams))
  return { account, ...(await listEntries(db, account.id, { asOf, before: after })) }
}

export default function LedgerAccount() {
  const { account, rows, next } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().ledger
  const format = useFormat()
  const kindOf = useAccountKind()
  const subjectOf = useAccountSubject()
  const factOf = useFactWord()
  const sign = account.mayDebit && account.mayCredit ? 'both' : account.mayDebit ? 'debit' : 'credit'
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/ledger' }]}
        title={[kindOf(account.kind), subjectOf(account)].filter(Boolean).join(' ')}
        sentence={texts.statementLead}
      />
      <Columns
        side={
          <Facts
            items={[
              {
                label: texts.balance,
                value: <DrCr fen={account.balance} currency={account.currency} />,
              },
              {
                label: texts.account,
                value: <code className="font-mono text-sm break-all">{account.id}</code>,
              },
              { label: texts.allows, value: texts.signs[sign] },
              { label: texts.entries, value: format.number(account.entries) },
              { label: texts.openedAt, value: <Moment at={account.openedAt} /> },
              ...(account.orderId
                ? [
                    {
                      label: texts.order,
                      value: <TextLink to={`/orders/${account.orderId}`}>{account.subject}</TextLink>,
                    },
                  ]
                : []),
            ]}
          />
        }
      >
        <Filters filters={[{ name: 'asOf', label: texts.asOf, type: 'date' }]} />
        <Section title={texts.statement}>
          <Table
            caption={texts.statement}
            rows={rows}
            rowKey={({ no }) => String(no)}
            rowTo={({ postingId }) => `/office/ledger/postings/${postingId}`}
            paging={{ after: next === null ? null : String(next) }}
            csv={`/office/ledger/${encodeURIComponent(account.id)}/entries.csv`}
            empty={<Empty title={texts.noEntries} why={texts.noEntriesWhy} icon="list" />}
            columns={[
              { key: 'fact', head: texts.fact, cell: ({ kind }) => factOf(kind) },
              { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
              {
                key: 'counter',
                head: texts.counter,
                cell: ({ counter }) => (
                  <span className="relative flex flex-wrap gap-x-2 text-sm">
                    {counter.map((id) => (
                      <AccountLink key={id} id={id} />
                    ))}
                  </span>
                ),
              },
              {
                key: 'order',
                head: texts.order,
                narrow: 'hidden',
                cell: ({ orderNumber }) => <span className="figure">{orderNumber}</span>,
              },
              {
                key: 'amount',
                head: texts.debit + ' / ' + texts.credit,
                type: 'money',
                narrow: 'end',
                cell: ({ amount }) => <DrCr fen={amount} currency={account.currency} />,
              },
              {
                key: 'after',
                head: texts.after,
                type: 'money',
                cell: ({ balanceAfter }) => <Money fen={balanceAfter} currency={account.currency} />,
              },
            ]}
          />
        </Section>
      </Columns>
    </>
  )
}
