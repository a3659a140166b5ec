import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { preparePayoutForm } from '../form'
import { PayableOrders } from '../parts/payable-orders'
import { PayoutTabs } from '../parts/payout-tabs'
import { PayoutsTable } from '../parts/payouts-table'
import { usePaymentsTexts } from '../parts/texts'
import { preparePayout } from '../payouts/payout.server'
import { whyNotPayOut } from '../payouts/paying-out'
import { listPayable, listPayouts } from '../payouts/queries.server'
import { transfersOn } from '../stripe/rail.server'
import { prepareTransfers } from '../transfers/prepare.server'
import { whyNotPayByTransfer } from '../transfers/transferring'

export const handle = page({ access: 'payment.oversee', title: 'payments.payouts' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const [payable, on] = [await listPayable(db), transfersOn()]
  const after = url.searchParams.get('after') ?? undefined
  return {
    payable: payable.map((order) => ({
      ...order,
      whyNot: whyNotPayOut(order, order, now),
      whyNotTransfer: whyNotPayByTransfer(order, { on }, now),
    })),
    on,
    payouts: await listPayouts(db, { after }),
    books: mayEnter('payment.book', actor),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  return withForm(entered, preparePayoutForm, async (tx, { orderIds, rail }) => {
    if (rail === 'stripe_transfer') {
      const [id, more] = await prepareTransfers(tx, entered.actor, orderIds, transfersOn())
      return redirect(`/office/payouts${more ? '' : `/${id}`}?done=transfers-prepared`)
    }
    const id = await preparePayout(tx, entered.actor, orderIds)
    return redirect(`/office/payouts/${id}?done=payout-prepared`)
  })
}

export default function Payouts() {
  const { payable, payouts, books, on } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().payouts
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          payouts.some(({ state, rail }) => state === 'approved' && rail === 'bank') && (
            <LinkButton to="/office/payouts/instruction.csv" reloadDocument icon="download">
              {texts.instruction}
            </LinkButton>
          )
        }
      />
      <PayoutTabs />
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
      />
      <Section title={texts.due} count={payable.length} sentence={texts.dueLead}>
        {payable.length === 0 ? (
          <Empty title={texts.dueEmpty} why={texts.dueEmptyWhy} icon="check-circle" />
        ) : (
          <PayableOrders orders={payable} books={books} transfers={on} />
        )}
      </Section>
      <Section title={texts.list} count={payouts.length}>
        <PayoutsTable payouts={payouts} rowTo={(id) => `/office/payouts/${id}`} />
      </Section>
    </>
  )
}
