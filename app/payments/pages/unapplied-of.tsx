import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { MoneyField } from '~/design/money-field'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { toDecimal } from '~/kernel/money'
import { mayEnter } from '~/people/access'
import { findOrganization } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { shownCode } from '../code'
import { applyForm, unappliedMoves } from '../form'
import { listPayableOf } from '../matching/board.server'
import { RefundChip } from '../parts/state-chip'
import { usePaymentsTexts } from '../parts/texts'
import { findUnapplied } from '../paying.server'
import { listUnappliedRefunds } from '../refunds/queries.server'
import { applyUnapplied, listLeftPayments, refundUnapplied } from '../unapplied.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.unapplied' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const organization = found(await findOrganization(db, actor, params.organizationId!))
  const [fen, orders] = [await findUnapplied(db, organization.id), await listPayableOf(db, organization.id)]
  const payments = await listLeftPayments(db, organization.id)
  const refunds = await listUnappliedRefunds(db, organization.id)
  return { organization, fen, orders, payments, refunds, books: mayEnter('payment.book', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  const enterpriseId = entered.params.organizationId!
  return withForm(entered, unappliedMoves, async (tx, values) => {
    if (values.move === 'apply') await applyUnapplied(tx, { enterpriseId, ...values })
    else await refundUnapplied(tx, enterpriseId, values.paymentId)
    const done = values.move === 'apply' ? 'applied' : 'refund-asked'
    return redirect(`/office/matching/unapplied/${enterpriseId}?done=${done}`)
  })
}

export default function UnappliedOf() {
  const { organization, fen, orders, payments, refunds, books } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { matching, unapplied: texts, pay, own } = usePaymentsTexts()
  const format = useFormat()
  const [first] = orders
  const most = first && (first.outstanding < fen ? first.outstanding : fen)
  return (
    <>
      <PageHead
        trail={[
          { label: matching.title, to: '/office/matching' },
          { label: matching.tabs.unapplied, to: '/office/matching/unapplied' },
        ]}
        title={organization.name}
        sentence={<Money fen={fen} className="text-lg font-medium text-ink" />}
      />
      {(payments.length > 0 || refunds.length === 0) && (
        <Section title={texts.payments} count={payments.length}>
          <Table
            caption={texts.payments}
            rows={payments}
            rowKey={({ id }) => id}
            empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="check-circle" />}
            columns={[
              { key: 'payer', head: pay.payer, cell: ({ payerName }) => payerName ?? '—' },
              { key: 'at', head: pay.at, type: 'date', cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
              {
                key: 'amount',
                head: pay.amount,
                type: 'money',
                narrow: 'hidden',
                cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
              },
              {
                key: 'left',
                head: texts.left,
                type: 'money',
                narrow: 'end',
                cell: ({ left, currency }) => <Money fen={left} currency={currency} />,
              },
              {
                key: 'refund',
                head: '',
                cell: ({ id }) =>
                  books && (
                    <MoveForm move="refund" hidden={{ paymentId: id }} className="text-right">
                      <Button size="small">{texts.refund}</Button>
                    </MoveForm>
                  ),
              },
            ]}
          />
        </Section>
      )}
      {refunds.length > 0 && (
        <Section title={texts.goingBack} count={refunds.length}>
          <ul className="divide-y divide-line border-y border-line">
            {refunds.map(({ id, code, state, amount, currency, requestedAt }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
                <TextLink to={`/office/refunds/${id}`} className="font-mono">
                  {shownCode(code)}
                </TextLink>
                <RefundChip state={state} />
                <span className="text-sm text-ink-soft">
                  <Moment at={requestedAt} />
                </span>
                <span className="ml-auto">
                  <Money fen={amount} currency={currency} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {books && payments.length > 0 && (
        <Section title={texts.apply} sentence={orders.length > 0 ? texts.applyLead : texts.noOrder}>
          {orders.length > 0 && (
            <CheckedForm
              form={applyForm}
              answer={answer}
              defaults={{ orderId: first!.id, amount: toDecimal(most!) }}
              className="max-w-md space-y-4"
            >
              {(field, busy) => (
                <>
                  <input type="hidden" name="move" value="apply" />
                  <SelectField
                    {...field('orderId')}
                    label={texts.order}
                    options={orders.map(({ id, number, outstanding, currency }) => ({
                      value: id,
                      label: `${number} · ${own.rest} ${format.money(outstanding, currency)}`,
                    }))}
                  />
                  <MoneyField {...field('amount')} label={pay.amount} />
                  <Button look="primary" busy={busy}>
                    {texts.submit}
                  </Button>
                </>
              )}
            </CheckedForm>
          )}
        </Section>
      )}
    </>
  )
}
