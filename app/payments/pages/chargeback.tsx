import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { chargebackMoves } from '../form'
import { ChargebackChip } from '../parts/chargeback-chip'
import { ChargebackMoves } from '../parts/chargeback-moves'
import { StripeBanner } from '../parts/stripe-banner'
import { usePaymentsTexts } from '../parts/texts'
import { answerChargeback } from '../stripe/answering.server'
import { findChargeback } from '../stripe/office.server'
import { stripeRail } from '../stripe/rail.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.chargeback', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const chargeback = found(await findChargeback(db, params.chargebackId!))
  const history = await listHistory(db, chargeback.id)
  return { chargeback, history, books: mayEnter('payment.book', actor), mode: stripeRail()?.mode ?? null }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  const { actor, params } = entered
  return withForm(entered, chargebackMoves, async (tx, wish) => {
    const statement = wish.move === 'answer' ? wish.statement : null
    await answerChargeback(tx, actor, params.chargebackId!, statement)
    const done = statement === null ? 'chargeback-conceded' : 'chargeback-answered'
    return redirect(`/office/chargebacks/${params.chargebackId}?done=${done}`)
  })
}

export default function Chargeback() {
  const { chargeback, history, books, mode } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = usePaymentsTexts()
  const texts = all.chargebacks
  const named = useNamed()
  const { state, currency, orderId, number, dueAt, now, answeredAt, answerer, withdrawn, fee } = chargeback
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/chargebacks' }]}
        title={texts.one(number ?? '')}
        state={<ChargebackChip state={state} />}
        sentence={texts.meanings[state]}
      />
      {answer?.refusal && answer.refusal.field === undefined && (
        <div className="mb-4">
          <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />
        </div>
      )}
      <div className="mb-5">
        <StripeBanner mode={mode} />
      </div>
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                { label: texts.amount, value: <Money fen={chargeback.amount} currency={currency} /> },
                { label: texts.withdrawn, value: <Money fen={withdrawn} currency={currency} /> },
                { label: texts.fee, value: <Money fen={fee} currency={currency} /> },
                { label: texts.paid, value: <Money fen={chargeback.paid} currency={currency} /> },
                { label: texts.payer, value: named(chargeback.payer, chargeback.payerEn) },
                {
                  label: texts.order,
                  value: orderId ? <TextLink to={`/orders/${orderId}`}>{number}</TextLink> : '—',
                },
                { label: texts.reason, value: texts.reasons[chargeback.reason] ?? chargeback.reason },
                { label: texts.opened, value: <Moment at={chargeback.openedAt} /> },
                ...(dueAt && !answeredAt
                  ? [{ label: texts.due, value: <Deadline at={dueAt} now={now} /> }]
                  : []),
                ...(chargeback.closedAt
                  ? [{ label: texts.closed, value: <Moment at={chargeback.closedAt} /> }]
                  : []),
              ]}
            />
          </Section>
        }
      >
        {answeredAt && (
          <Section title={texts.answered} sentence={chargeback.sentAt ? texts.sent : texts.sending}>
            <p className="whitespace-pre-line">{chargeback.answer ?? texts.conceded}</p>
            <p className="mt-1 text-sm text-ink-soft">
              {answerer} <Moment at={answeredAt} />
            </p>
          </Section>
        )}
        {books && <ChargebackMoves chargeback={chargeback} answer={answer} />}
        <History events={history} />
      </Columns>
    </>
  )
}
