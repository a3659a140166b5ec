import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { FileDrop } from '~/design/file-drop'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { unpaidSince } from '~/orders/next-step'
import { findOrder, listDues } from '~/orders/queries.server'
import { payable } from '~/orders/lifecycle'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { Refreshing } from '~/web/refreshing'
import { withForm } from '~/web/with-form.server'
import { nextAmount } from '../due-amount'
import { payMoves, proofForm } from '../form'
import { OnlinePayment } from '../parts/online-payment'
import { ReceivedPayments } from '../parts/received-payments'
import { usePaymentsTexts } from '../parts/texts'
import { TransferSheet } from '../parts/transfer-sheet'
import { addProof, findUnapplied, listPayments, listProofs, listReceivingAccounts } from '../paying.server'
import { listAttempts } from '../stripe/attempts.server'
import { intendCheckout } from '../stripe/checkout.server'
import { stripeRail } from '../stripe/rail.server'

export const handle = page({ access: 'payment.pay', title: 'payments.pay', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  const dues = await listDues(db, order.id)
  const [payments, proofs] = [await listPayments(db, order.id), await listProofs(db, order.id)]
  const [account] = await listReceivingAccounts(db)
  const [unapplied, attempts] = [
    await findUnapplied(db, actor.organizationId),
    await listAttempts(db, order.id),
  ]
  return {
    order,
    dues,
    payments,
    proofs,
    account,
    unapplied,
    attempts,
    mode: stripeRail()?.mode ?? null,
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, payMoves, async (tx, wish) => {
    const here = `/orders/${params.orderId}/payment`
    if (wish.move === 'proof') {
      await addProof(tx, actor, params.orderId!, wish.file)
      return redirect(`${here}?done=proof-added`)
    }
    await intendCheckout(tx, actor, params.orderId!, stripeRail()?.mode ?? null)
    return redirect(`${here}/checkout`)
  })
}

export default function Payment() {
  const { order, dues, payments, proofs, account, unapplied, attempts, mode, now } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().pay
  const outstanding = order.total - order.canceled - order.received
  const takes = (payable as readonly string[]).includes(order.state) && outstanding > 0n
  const amount = nextAmount(dues, order.received, outstanding)
  const until = unpaidSince(dues, order.received)
  return (
    <>
      <PageHead
        trail={[
          { label: texts.orders, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={texts.title}
        sentence={
          takes ? (
            <>
              {texts.lead} {until && <Deadline at={until} now={now} />}
            </>
          ) : (
            texts.closed[order.received > 0n && outstanding <= 0n ? 'paid' : 'other']
          )
        }
      />
      <Refreshing while={takes} />
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                {
                  label: texts.total,
                  value: <Money fen={order.total - order.canceled} currency={order.currency} />,
                },
                { label: texts.received, value: <Money fen={order.received} currency={order.currency} /> },
                {
                  label: outstanding < 0n ? texts.above : texts.outstanding,
                  value: (
                    <Money
                      fen={outstanding < 0n ? -outstanding : outstanding}
                      currency={order.currency}
                      className="text-lg font-medium"
                    />
                  ),
                },
              ]}
            />
          </Section>
        }
      >
        {unapplied > 0n && (
          <div className="mb-6">
            <Notice meaning="info" title={texts.unapplied}>
              <Money fen={unapplied} /> {texts.unappliedWhy}
            </Notice>
          </div>
        )}
        {takes && (
          <TransferSheet
            account={account}
            code={order.paymentCode!}
            amount={amount}
            currency={order.currency}
          />
        )}
        {(takes || attempts.length > 0) && (
          <OnlinePayment
            order={order}
            amount={takes ? amount : null}
            attempts={attempts}
            mode={mode}
            answer={answer}
          />
        )}
        <ReceivedPayments payments={payments} />
        {(takes || proofs.length > 0) && (
          <Section title={texts.proofs} count={proofs.length} sentence={texts.proofsLead}>
            {proofs.length > 0 && (
              <ul className="mb-4 space-y-1">
                {proofs.map(({ id, fileId, name, at, person }) => (
                  <li key={id}>
                    <TextLink to={`/files/${fileId}`} reloadDocument>
                      {name}
                    </TextLink>{' '}
                    <span className="text-sm text-ink-soft">
                      {person} <Moment at={at} />
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {takes && (
              <CheckedForm
                form={proofForm}
                answer={answer?.values.move === 'online' ? undefined : answer}
                encType="multipart/form-data"
                className="max-w-md space-y-4"
              >
                {(field, busy) => (
                  <>
                    <input type="hidden" name="move" value="proof" />
                    <FileDrop
                      {...field('file')}
                      label={texts.proof}
                      hint={texts.proofHint}
                      accept=".pdf,.png,.jpg,.jpeg"
                    />
                    <Button busy={busy}>{texts.addProof}</Button>
                  </>
                )}
              </CheckedForm>
            )}
          </Section>
        )}
        {!takes && (
          <div className="mt-6">
            <LinkButton to={`/orders/${order.id}`}>{texts.back}</LinkButton>
          </div>
        )}
      </Columns>
    </>
  )
}
