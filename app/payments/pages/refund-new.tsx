import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { MoneyField } from '~/design/money-field'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { findOrder, listOrderLines } from '~/orders/queries.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { refundWishForm } from '../form'
import { usePaymentsTexts } from '../parts/texts'
import { listBackOfLines } from '../refunds/queries.server'
import { requestRefund } from '../refunds/request.server'

export const handle = page({ access: 'payment.give_back', title: 'payments.refund-new', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  return { order, lines: await listOrderLines(db, order.id), back: await listBackOfLines(db, order.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, refundWishForm, async (tx, { lines }) => {
    const order = found(await findOrder(tx, actor, params.orderId!))
    const cause = actor.kind === 'agency' ? 'ruling' : 'consent'
    await requestRefund(tx, { orderId: order.id, cause, lines })
    return redirect(`/orders/${order.id}?done=refund-asked#money`)
  })
}

export default function NewRefund() {
  const { order, lines, back } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { refunds: texts, pay } = usePaymentsTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[
          { label: pay.orders, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={texts.ask}
        sentence={texts.askLead}
      />
      <CheckedForm
        form={refundWishForm}
        answer={answer}
        className="max-w-3xl space-y-6"
        defaults={Object.fromEntries(lines.map(({ id }, at) => [`lines.${at}.lineId`, id]))}
      >
        {(field, busy) => (
          <>
            {lines.map((line, at) => (
              <fieldset key={line.id} className="rounded border border-line px-4 pt-2 pb-4">
                <legend className="px-1 font-medium">
                  {named(line.nameZh, line.nameEn)} {named(line.editionName, line.editionNameEn)}
                </legend>
                <input type="hidden" {...field(`lines.${at}.lineId`)} />
                <div className="grid gap-4 sm:grid-cols-2">
                  <MoneyField
                    {...field(`lines.${at}.amount`)}
                    label={texts.askAmount}
                    hint={texts.left(format.money(line.amount - (back[line.id] ?? 0n), order.currency))}
                    currency={order.currency}
                    optional
                  />
                  <NumberField
                    {...field(`lines.${at}.quantity`)}
                    label={texts.askUnits}
                    hint={texts.askHint}
                    optional
                  />
                </div>
              </fieldset>
            ))}
            <Button look="primary" busy={busy}>
              {texts.askSubmit}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
