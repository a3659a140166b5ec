import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { usePaymentsTexts } from '../../parts/texts'
import { FeeInvoices } from '../parts/fee-invoices'
import { type FeesDue, listFeeInvoices, listFeesDue } from '../queries.server'

export const handle = page({ access: 'fee.oversee', title: 'payments.fees' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const invoices = await listFeeInvoices(db, actor)
  return { due: await listFeesDue(db), invoices, books: mayEnter('fee.invoice', actor) }
}

/** What is to be invoiced has its form; what went back is taken back from an invoice. */
const placeOf = ({ vendorId, toInvoice, invoiceId }: FeesDue) =>
  toInvoice > 0n || !invoiceId ? `/office/fees/${vendorId}` : `/fees/${invoiceId}`

export default function OfficeFees() {
  const { due, invoices, books } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().fees
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Section title={texts.due} count={due.length} sentence={texts.dueLead}>
        <Table
          caption={texts.due}
          rows={due}
          rowKey={({ vendorId }) => vendorId}
          {...(books && { rowTo: placeOf })}
          empty={<Empty title={texts.dueEmpty} why={texts.dueEmptyWhy} icon="check-circle" />}
          columns={[
            {
              key: 'vendor',
              head: texts.vendor,
              narrow: 'title',
              cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
            },
            {
              key: 'orders',
              head: texts.orders,
              type: 'number',
              cell: ({ orders }) => format.number(orders),
            },
            {
              key: 'since',
              head: texts.since,
              type: 'date',
              named: true,
              cell: ({ since }) => <Moment at={since} day />,
            },
            {
              key: 'back',
              head: texts.toTakeBack,
              type: 'money',
              named: true,
              cell: ({ toTakeBack }) => (toTakeBack > 0n ? <Money fen={toTakeBack} /> : '—'),
            },
            {
              key: 'rest',
              head: texts.toInvoice,
              type: 'money',
              narrow: 'end',
              cell: ({ toInvoice }) => <Money fen={toInvoice} className="font-medium" />,
              foot: <Money fen={due.reduce((sum, { toInvoice }) => sum + toInvoice, 0n)} />,
            },
          ]}
        />
      </Section>
      <FeeInvoices invoices={invoices} csv="/office/fees.csv" />
    </>
  )
}
