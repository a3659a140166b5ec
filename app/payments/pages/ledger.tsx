import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listAccounts, trialBalance } from '../ledger/explorer.server'
import { accountFilter } from '../ledger/filters'
import { useAccountKind, useAccountSubject } from '../parts/account-name'
import { DrCr } from '../parts/dr-cr'
import { LedgerTabs } from '../parts/ledger-tabs'
import { usePaymentsTexts } from '../parts/texts'
import { TrialBalance } from '../parts/trial-balance'

export const handle = page({ access: 'payment.oversee', title: 'payments.ledger' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const asked = accountFilter.parse(Object.fromEntries(url.searchParams))
  return { ...(await listAccounts(db, asked)), kinds: await trialBalance(db, asked.asOf), asked }
}

export default function Ledger() {
  const { rows, next, kinds, asked } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().ledger
  const format = useFormat()
  const kindOf = useAccountKind()
  const subjectOf = useAccountSubject()
  return (
    <>
      <PageHead title={texts.title} sentence={asked.asOf ? texts.asOfNote(asked.asOf) : texts.lead} />
      <LedgerTabs />
      <Filters
        filters={[
          { name: 'q', label: texts.search, type: 'search', placeholder: texts.searchHint },
          {
            name: 'kind',
            label: texts.kind,
            type: 'choice',
            any: texts.anyKind,
            options: Object.entries(texts.kinds).map(([value, label]) => ({ value, label })),
          },
          {
            name: 'empty',
            label: texts.balance,
            type: 'choice',
            any: texts.notEmpty,
            options: [{ value: 'shown', label: texts.alsoEmpty }],
          },
          { name: 'asOf', label: texts.asOf, type: 'date' },
        ]}
      />
      {!asked.q && !asked.kind && !asked.after && <TrialBalance kinds={kinds} />}
      <Section title={texts.accounts}>
        <Table
          caption={texts.accounts}
          rows={rows}
          rowKey={({ id }) => id}
          rowTo={({ id }) =>
            `/office/ledger/${encodeURIComponent(id)}${asked.asOf ? `?asOf=${asked.asOf}` : ''}`
          }
          paging={{ after: next }}
          csv="/office/ledger.csv"
          empty={<Empty title={texts.nothing} why={texts.nothingWhy} icon="layers" />}
          columns={[
            { key: 'kind', head: texts.kind, cell: ({ kind }) => kindOf(kind) },
            { key: 'subject', head: texts.subject, cell: subjectOf },
            {
              key: 'id',
              head: texts.account,
              narrow: 'hidden',
              cell: ({ id }) => <code className="font-mono text-sm text-ink-soft">{shortened(id)}</code>,
            },
            {
              key: 'entries',
              head: texts.entries,
              type: 'number',
              narrow: 'hidden',
              cell: ({ entries }) => format.number(entries),
            },
            {
              key: 'balance',
              head: texts.balance,
              type: 'money',
              narrow: 'end',
              cell: ({ balance, currency }) => <DrCr fen={balance} currency={currency} />,
            },
          ]}
        />
      </Section>
    </>
  )
}

const shortened = (id: string) => id.replace(/([0-9a-f]{8})-[0-9a-f-]{21}([0-9a-f]{6})/, '$1…$2')
