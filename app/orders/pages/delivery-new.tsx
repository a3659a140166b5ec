import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { sendDelivery } from '../deliver.server'
import { openUnits } from '../delivering'
import { deliveryForm } from '../form'
import { DeliveryLineFields, deliveryDefaults } from '../parts/delivery-line-fields'
import { useOrdersTexts } from '../parts/texts'
import { listOtherVendors, readOrder } from '../queries.server'

export const handle = page({ access: 'order.deliver', title: 'orders.delivery-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const { order, lines } = found(await readOrder(db, actor, params.orderId!))
  const others = await listOtherVendors(db, order.vendorId)
  return { order, open: lines.filter((line) => openUnits(line) > 0), others, today: dayOf(now) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, deliveryForm, async (tx, values) => {
    await sendDelivery(tx, actor, params.orderId!, values)
    return redirect(`/orders/${params.orderId}?done=delivered#deliveries`)
  })
}

export default function NewDelivery() {
  const { order, open, others, today } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.delivery
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={texts.new}
        sentence={texts.lead}
      />
      {open.length === 0 ? (
        <Empty title={texts.noneOpen} why={texts.noneOpenWhy} icon="box" />
      ) : (
        <CheckedForm
          form={deliveryForm}
          answer={answer}
          defaults={deliveryDefaults(open, today)}
          className="max-w-4xl space-y-6"
        >
          {(field, busy) => (
            <>
              {open.map((line, at) => (
                <DeliveryLineFields key={line.id} line={line} at={at} field={field} />
              ))}
              <SelectField
                {...field('subcontractorId')}
                label={texts.subcontractor}
                hint={texts.subcontractorHint}
                optional
                empty={texts.ownDelivery}
                options={others.map(({ id, name, nameEn }) => ({ value: id, label: named(name, nameEn) }))}
              />
              <TextArea {...field('remark')} label={texts.remark} hint={texts.remarkHint} optional rows={2} />
              <Notice meaning="info" icon="key">
                {texts.keysAfter}
              </Notice>
              <Button look="primary" busy={busy}>
                {texts.submit}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
    </>
  )
}
