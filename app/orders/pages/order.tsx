import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { findCaseOver } from '~/mediation/queries.server'
import { mayEnter } from '~/people/access'
import { findHeldOfLines, findOrderMoney } from '~/payments/money.server'
import { listRefundTrail } from '~/payments/refunds/queries.server'
import { RebateList } from '~/payments/parts/rebate-list'
import { listRebatesOfOrder } from '~/payments/rebates/queries.server'
import { WhereTheMoneyIs } from '~/payments/parts/where-the-money-is'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { changesOpen } from '../changes/changing'
import { ChangesSection } from '../changes/parts/changes-section'
import { readDetail } from '../detail.server'
import { InvoicesSection } from '../invoices/parts/invoices-section'
import { nextStep } from '../next-step'
import { ContractSection } from '../parts/contract-section'
import { extendPayment } from '../dues/extend.server'
import { whyNotExtend } from '../dues/extending'
import { gateAmount } from '../dues/splitting'
import { extendForm } from '../form'
import { ExtendMove } from '../parts/extend-move'
import { DeliveryNotes } from '../parts/delivery-notes'
import { Dues } from '../parts/dues-section'
import { fee } from '~/orders/fee'
import { OrderFacts } from '../parts/order-facts'
import { OrderHistory } from '../parts/order-history'
import { OrderLines } from '../parts/order-lines'
import { OrderRail } from '../parts/order-rail'
import { OrderChip } from '../parts/state-chip'
import { StepSentence } from '../parts/step-sentence'
import { useOrdersTexts } from '../parts/texts'

export const handle = page({ access: 'order.read', title: 'orders.show' })

const shown = [
  'order.confirm',
  'order.seal',
  'order.change',
  'order.deliver',
  'order.accept',
  'invoice.request',
  'invoice.issue',
  'payment.book',
  'case.file',
] as const

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const read = found(await readDetail(db, actor, params.orderId!))
  const money = await findOrderMoney(db, read.order)
  const held = await findHeldOfLines(db, read.order.id)
  const may = shown.filter((name) => mayEnter(name, actor))
  const trail = [...read.trail, ...(await listRefundTrail(db, read.order.id))].toSorted((a, b) =>
    a.id < b.id ? 1 : -1,
  )
  const rebates = await listRebatesOfOrder(db, read.order.id)
  const dispute = await findCaseOver(db, read.order.id)
  return { ...read, trail, title: read.order.number, money, held, rebates, dispute, may, now }
}

/** The office gives a part-paid order more time. */
export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  const { orderId } = entered.params
  return withForm(entered, extendForm, async (tx) => {
    await extendPayment(tx, orderId!)
    return redirect(`/orders/${orderId}?done=order-extended`)
  })
}

export default function Order() {
  const {
    order,
    side,
    contract,
    framework,
    signed,
    lines,
    dues,
    notes,
    trail,
    changes,
    invoices,
    rest,
    issues,
    money,
    held,
    rebates,
    dispute,
    may,
    now,
  } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useOrdersTexts()
  const agreed = signed.map((by) => by.side)
  const step = nextStep(order, agreed, notes, dues)
  const gated = gateAmount(dues) > 0n
  const waiting = notes.find(({ state }) => state === 'sent')
  const proposes =
    may.includes('order.change') &&
    changesOpen({
      state: order.state,
      lines,
      noteWaits: waiting !== undefined,
      toInvoice: rest > 0n && !order.resellerId,
    }).length > 0
  const asks = may.includes('invoice.request') ? ('request' as const) : null
  const invoiceDeed = may.includes('invoice.issue') && issues ? ('issue' as const) : asks
  const to = (place: string) => `/orders/${order.id}/${place}`
  const deeds = {
    confirm: may.includes('order.confirm') && !agreed.includes(side) ? to('confirmation') : null,
    pay: side === 'enterprise' ? to('payment') : null,
    deliver: may.includes('order.deliver') ? to('deliveries/new') : null,
    decide: may.includes('order.accept') && waiting ? `/deliveries/${waiting.id}/acceptance` : null,
  }
  const deed = step && step.deed !== 'settle' ? step.deed : null
  const next = deed && deeds[deed]
  return (
    <>
      <PageHead
        trail={[{ label: texts.list.title, to: '/orders' }]}
        title={order.number}
        state={<OrderChip state={order.state} />}
        sentence={<StepSentence state={order.state} {...{ step, gated, now }} />}
        primary={
          next ? (
            <LinkButton to={next} look="primary">
              {texts.detail[deed]}
            </LinkButton>
          ) : (
            may.includes('payment.book') && whyNotExtend(order) === null && <ExtendMove answer={answer} />
          )
        }
      />
      <OrderRail order={order} step={step} gated={gated} />
      <Columns side={<OrderFacts order={order} fee={fee(order.total - order.canceled, order.feeBps)} />}>
        <OrderLines
          lines={lines}
          currency={order.currency}
          held={held}
          disputes={may.includes('case.file') && order.received > 0n}
        />
        {money && <WhereTheMoneyIs money={money} currency={order.currency} />}
        <RebateList rebates={rebates} />
        <Dues dues={dues} received={order.received} currency={order.currency} now={now} />
        <DeliveryNotes {...{ notes, lines, side, dispute, now }} decides={may.includes('order.accept')} />
        <InvoicesSection
          orderId={order.id}
          {...{ invoices, rest }}
          isResold={order.resellerId !== null}
          currency={order.currency}
          deed={invoiceDeed}
        />
        <ContractSection
          orderId={order.id}
          {...{ contract, framework, signed }}
          seals={may.includes('order.seal') && order.state === 'placed' && !agreed.includes(side)}
        />
        <ChangesSection orderId={order.id} {...{ changes, lines }} proposes={proposes} />
        <OrderHistory events={trail} order={order} changes={changes} />
      </Columns>
    </>
  )
}
