import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { findOrder } from '~/orders/queries.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { Refreshing } from '~/web/refreshing'
import { isAlive, meaningOfAttempt } from '../parts/attempt-chip'
import { StripeBanner } from '../parts/stripe-banner'
import { usePaymentsTexts } from '../parts/texts'
import { listAttempts } from '../stripe/attempts.server'
import { stripeRail } from '../stripe/rail.server'

export const handle = page({ access: 'payment.pay', title: 'payments.return' })

/** Believes nothing that the browser brings back: it shows what Stripe has said so far, and waits for the rest. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  const [attempt] = await listAttempts(db, order.id)
  return { order, attempt: found(attempt), mode: stripeRail()?.mode ?? null }
}

export default function PaymentReturn() {
  const { order, attempt, mode } = useLoaderData<typeof loader>()
  const { online, pay } = usePaymentsTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: pay.orders, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
          { label: pay.title, to: `/orders/${order.id}/payment` },
        ]}
        title={online.returned}
        sentence={online.returnedLead}
      />
      <Refreshing while={isAlive(attempt.state)} />
      <div className="max-w-xl space-y-4">
        <StripeBanner mode={mode} />
        <div aria-live="polite">
          <Notice
            meaning={meaningOfAttempt[attempt.state]}
            title={online.states[attempt.state]}
            actions={
              <>
                <LinkButton to={`/orders/${order.id}`}>{pay.back}</LinkButton>
                <LinkButton to={`/orders/${order.id}/payment`}>{online.toPayment}</LinkButton>
              </>
            }
          >
            <Money fen={attempt.amount} currency={attempt.currency} /> {online.meanings[attempt.state]}
          </Notice>
        </div>
      </div>
    </>
  )
}
