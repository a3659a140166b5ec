import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Filters } from '~/design/filters'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { shownCode } from '../code'
import { monthFilter } from '../form'
import { usePaymentsTexts } from '../parts/texts'
import { findStatement, listMonths } from '../payouts/statement.server'

export const handle = page({ access: 'payment.receive', title: 'payments.vendor-statement' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const months = await listMonths(db, actor, now)
  const asked = monthFilter.parse(Object.fromEntries(url.searchParams)).month
  return { months, statement: await findStatement(db, actor, asked ?? months[0]!) }
}

export default function VendorStatement() {
  const { months, statement } = useLoaderData<typeof loader>()
  const { month, opening, closing, lines } = statement
  const all = usePaymentsTexts()
  const texts = all.monthly
  const { facts } = all.ledger
  const rows = lines.map((line, at) => ({ ...line, at_: at }))
  return (
    <>
      <PageHead
        trail={[{ label: all.own.title, to: '/payments' }]}
        title={`${texts.title} ${month}`}
        sentence={texts.lead}
        primary={
          <LinkButton to={`/vendor/statement.xlsx?month=${month}`} reloadDocument icon="download">
            XLSX
          </LinkButton>
        }
      />
      <Filters
        filters={[
          {
            name: 'month',
            label: texts.month,
            type: 'choice',
            any: months[0]!,
            options: months.slice(1).map((value) => ({ value, label: value })),
          },
        ]}
      />
      <Facts
        layout="strip"
        items={[
          { label: texts.opening, value: <Money fen={opening} /> },
          { label: texts.change, value: <Money fen={closing - opening} /> },
          { label: texts.closing, value: <Money fen={closing} /> },
        ]}
      />
      <Section title={texts.movements} count={rows.length}>
        <Table
          caption={texts.movements}
          rows={rows}
          rowKey={({ at_ }) => String(at_)}
          csv="/vendor/statement.csv"
          empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="card" />}
          columns={[
            { key: 'fact', head: texts.fact, cell: ({ kind }) => facts[kind as keyof typeof facts] ?? kind },
            {
              key: 'ref',
              head: texts.reference,
              cell: ({ number, code }) => <span className="figure">{code ? shownCode(code) : number}</span>,
            },
            { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
            {
              key: 'amount',
              head: texts.amount,
              type: 'money',
              narrow: 'end',
              cell: ({ amount }) => <Money fen={amount} />,
            },
            {
              key: 'balance',
              head: texts.balance,
              type: 'money',
              narrow: 'hidden',
              cell: ({ balance }) => <Money fen={balance} />,
            },
          ]}
        />
      </Section>
    </>
  )
}
