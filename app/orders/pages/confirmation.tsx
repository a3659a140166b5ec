import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { Columns } from '~/design/columns'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { TextArea } from '~/design/text-area'
import { Refused } from '~/kernel/refusal'
import { refusalSentence } from '~/texts/refusals.server'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { confirmOrder, declineOrder } from '../confirm.server'
import { whyNotConfirm } from '../confirming'
import { gateAmount } from '../dues/splitting'
import { confirmationForm, declineForm } from '../form'
import { BindingTerms } from '../parts/binding-terms'
import { Agreements } from '../parts/contract-section'
import { fee } from '~/orders/fee'
import { OrderFacts } from '../parts/order-facts'
import { OrderLines } from '../parts/order-lines'
import { OrderChip } from '../parts/state-chip'
import { StepSentence } from '../parts/step-sentence'
import { useOrdersTexts } from '../parts/texts'
import { nextStep } from '../next-step'
import { readOrder } from '../queries.server'

export const handle = page({ access: 'order.confirm', title: 'orders.confirmation', stepUp: true })

const form = z.discriminatedUnion('move', [
  confirmationForm.extend({ move: z.literal('confirm') }),
  declineForm.extend({ move: z.literal('decline') }),
])

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const read = found(await readOrder(db, actor, params.orderId!))
  const { order, contract, lines, signed } = read
  const side = read.side === 'vendor' ? 'vendor' : 'enterprise'
  const own = signed.some((by) => by.side === side)
  const code = whyNotConfirm(order, contract, lines, signed, side, contract.hash, now)
  return { ...read, side, own, whyNot: code && refusalSentence(new Refused(code), actor.locale), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, form, async (tx, values) => {
    if (values.move === 'decline') await declineOrder(tx, actor, params.orderId!, values.reason)
    else await confirmOrder(tx, actor, params.orderId!, values.hash)
    return redirect(
      `/orders/${params.orderId}?done=${values.move === 'decline' ? 'order-declined' : 'order-confirmed'}`,
    )
  })
}

export default function Confirmation() {
  const { order, side, contract, signed, lines, dues, notes, own, whyNot, now } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.confirmation
  const step = nextStep(
    order,
    signed.map((by) => by.side),
    notes,
    dues,
  )
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={texts.title}
        state={<OrderChip state={order.state} />}
        sentence={<StepSentence state={order.state} {...{ step, now }} gated={gateAmount(dues) > 0n} />}
      />
      <Columns side={<OrderFacts order={order} fee={fee(order.total - order.canceled, order.feeBps)} />}>
        <BindingTerms {...{ order, contract, lines, dues }} />
        <OrderLines lines={lines} currency={order.currency} held={{}} />
        <Section title={texts.bySide}>
          <Agreements signed={signed} />
        </Section>
        <Section title={texts.submit} sentence={texts.lead}>
          {whyNot ? (
            <Notice meaning={own ? 'ok' : 'attention'}>{own ? texts.own : whyNot}</Notice>
          ) : (
            <CheckedForm
              form={confirmationForm}
              answer={answer?.values.move === 'decline' ? undefined : answer}
              defaults={{ hash: contract.hash }}
              className="max-w-xl space-y-4"
            >
              {(field, busy) => (
                <>
                  <input type="hidden" name="move" value="confirm" />
                  <input type="hidden" name="hash" value={contract.hash} />
                  <CheckField {...field('agreed')} value="yes" defaultValue={undefined} label={texts.agree} />
                  <Button look="primary" busy={busy}>
                    {texts.submit}
                  </Button>
                </>
              )}
            </CheckedForm>
          )}
          {!whyNot && (
            <TextLink to={`/orders/${order.id}/sealed-scan`} className="mt-3 inline-block">
              {texts.bySeal}
            </TextLink>
          )}
        </Section>
        {order.state === 'placed' && (
          <div className="mt-6 border-t border-line pt-4">
            <ConfirmMove
              move="decline"
              look="danger"
              verb={texts.decline}
              title={texts.declineTitle}
              answer={answer}
              consequences={[
                texts.declineConsequences.ends,
                side === 'vendor' ? texts.declineConsequences.vendorVolume : texts.declineConsequences.volume,
              ]}
              undo={{ possible: false, words: texts.declineUndo }}
            >
              <TextArea
                name="reason"
                label={texts.declineReason}
                defaultValue={valueOf(answer, 'reason')}
                error={problemOf(answer, 'reason')}
              />
            </ConfirmMove>
          </div>
        )}
      </Columns>
    </>
  )
}
