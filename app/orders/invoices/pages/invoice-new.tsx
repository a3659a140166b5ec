import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useOrdersTexts } from '../../parts/texts'
import { findOrder } from '../../queries.server'
import { findAgreedData } from '../agreed.server'
import { requestForm } from '../form'
import { requestInvoice } from '../invoice.server'
import { AgreedData } from '../parts/agreed-data'
import { BuyerFields } from '../parts/buyer-fields'
import { findProfile, listInvoiceable } from '../queries.server'

export const handle = page({ access: 'invoice.request', title: 'orders.invoice-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  const lines = await listInvoiceable(db, order, 'sale')
  const rest = lines.reduce((sum, line) => sum + line.rest, 0n)
  const agreed = await findAgreedData(db, order.id)
  return { order, rest, agreed, profile: await findProfile(db, actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, requestForm, async (tx, values) => {
    await requestInvoice(tx, actor, params.orderId!, values)
    return redirect(`/orders/${params.orderId}?done=invoice-requested#invoices`)
  })
}

export default function NewInvoice() {
  const { order, rest, agreed, profile } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.invoices
  const { address, phone, bank, account, mail } = profile
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={texts.request}
        sentence={agreed ? texts.agreedLead : texts.requestLead}
      />
      <Columns
        side={
          <Section title={texts.fixed}>
            <Facts
              items={[
                {
                  label: texts.gross,
                  value: <Money fen={rest} currency={order.currency} className="text-lg font-medium" />,
                },
                { label: texts.buyer, value: profile.title, hint: profile.taxId },
              ]}
            />
          </Section>
        }
      >
        <CheckedForm
          form={requestForm}
          answer={answer}
          className="max-w-xl space-y-5"
          defaults={{
            address: address ?? '',
            phone: phone ?? '',
            bank: bank ?? '',
            account: account ?? '',
            mail: mail ?? '',
          }}
        >
          {(field, busy) => (
            <>
              {agreed ? (
                <AgreedData data={agreed} />
              ) : (
                <BuyerFields {...{ field, answer }} kind={profile.kind} />
              )}
              <Button look="primary" busy={busy}>
                {texts.submitRequest}
              </Button>
            </>
          )}
        </CheckedForm>
      </Columns>
    </>
  )
}
