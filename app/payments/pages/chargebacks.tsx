import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { ChargebackChip } from '../parts/chargeback-chip'
import { StripeBanner } from '../parts/stripe-banner'
import { usePaymentsTexts } from '../parts/texts'
import { listChargebacks } from '../stripe/office.server'
import { stripeRail } from '../stripe/rail.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.chargebacks' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await enter(args, handle)
  return { chargebacks: await listChargebacks(db), mode: stripeRail()?.mode ?? null, now }
}

export default function Chargebacks() {
  const { chargebacks, mode, now } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().chargebacks
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <div className="mb-5">
        <StripeBanner mode={mode} />
      </div>
      <Table
        caption={texts.title}
        rows={chargebacks}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/chargebacks/${id}`}
        total={chargebacks.length}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="flag" />}
        columns={[
          {
            key: 'order',
            head: texts.order,
            cell: ({ number }) => <span className="figure">{number ?? '—'}</span>,
          },
          { key: 'payer', head: texts.payer, cell: ({ payer, payerEn }) => named(payer, payerEn) },
          { key: 'reason', head: texts.reason, cell: ({ reason }) => texts.reasons[reason] ?? reason },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <ChargebackChip state={state} />,
          },
          {
            key: 'due',
            head: texts.due,
            type: 'date',
            cell: ({ dueAt, answeredAt, state }) =>
              answeredAt
                ? texts.answered
                : dueAt && (state === 'open' || state === 'warning') && <Deadline at={dueAt} now={now} />,
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
