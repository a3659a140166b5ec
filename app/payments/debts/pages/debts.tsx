import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { PayoutTabs } from '../../parts/payout-tabs'
import { usePaymentsTexts } from '../../parts/texts'
import { listDebts } from '../queries.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.debts' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { debts: await listDebts(db) }
}

export default function Debts() {
  const { debts } = useLoaderData<typeof loader>()
  const { debts: texts } = usePaymentsTexts()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <PayoutTabs />
      <Table
        caption={texts.title}
        rows={debts}
        rowKey={({ vendorId }) => vendorId}
        rowTo={({ vendorId }) => `/office/payouts/debts/${vendorId}`}
        total={debts.length}
        csv="/office/payouts/debts.csv"
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="check-circle" />}
        columns={[
          {
            key: 'vendor',
            head: texts.vendor,
            narrow: 'title',
            cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
          },
          {
            key: 'since',
            head: texts.since,
            type: 'date',
            named: true,
            cell: ({ since }) => (since ? <Moment at={since} day /> : '—'),
          },
          {
            key: 'payable',
            head: texts.payable,
            type: 'money',
            named: true,
            cell: ({ payable }) => <Money fen={payable} />,
          },
          {
            key: 'written',
            head: texts.writtenOff,
            type: 'money',
            named: true,
            cell: ({ writtenOff }) => <Money fen={writtenOff} />,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            cell: ({ isProposed }) => isProposed && <Chip meaning="attention">{texts.waits}</Chip>,
          },
          {
            key: 'owed',
            head: texts.owed,
            type: 'money',
            narrow: 'end',
            cell: ({ owed }) => <Money fen={owed} className="font-medium" />,
            foot: <Money fen={debts.reduce((sum, { owed }) => sum + owed, 0n)} />,
          },
        ]}
      />
    </>
  )
}
