import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { warningForm } from '../form'
import { ChargebackChip } from '../parts/chargeback-chip'
import { FraudWarnings } from '../parts/fraud-warnings'
import { StripeBanner } from '../parts/stripe-banner'
import { usePaymentsTexts } from '../parts/texts'
import { listFraudWarnings, reviewFraudWarning } from '../stripe/fraud.server'
import { listChargebacks } from '../stripe/office.server'
import { stripeRail } from '../stripe/rail.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.chargebacks' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const [chargebacks, warnings] = [await listChargebacks(db), await listFraudWarnings(db)]
  const books = mayEnter('payment.book', actor)
  return { chargebacks, warnings, books, mode: stripeRail()?.mode ?? null, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  return withForm(entered, warningForm, async (tx, { warningId, finding }) => {
    await reviewFraudWarning(tx, entered.actor, warningId, finding)
    return redirect('/office/chargebacks?done=warning-reviewed')
  })
}

export default function Chargebacks() {
  const { chargebacks, warnings, books, mode, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { chargebacks: texts, warnings: warned } = usePaymentsTexts()
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
        csv="/office/chargebacks.csv"
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
      <Section id="warnings" title={warned.title} count={warnings.length} sentence={warned.lead}>
        <FraudWarnings warnings={warnings} books={books} answer={answer} />
      </Section>
    </>
  )
}
