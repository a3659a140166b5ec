import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { ViewTabs } from '~/design/view-tabs'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { findInvoiceData } from '../../invoices/queries.server'
import { useOrdersTexts } from '../../parts/texts'
import { findOrder, listOrderLines, sideOf } from '../../queries.server'
import { proposeChange } from '../change.server'
import { actsAlone, changesOpen } from '../changing'
import { changeForm } from '../form'
import { ChangeFields } from '../parts/change-fields'
import { findChangeable, isVendorLate } from '../queries.server'

export const handle = page({ access: 'order.change', title: 'orders.change-new', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url, now } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  const [side, late] = [sideOf(actor, order), await isVendorLate(db, order.deliverDue, now)]
  const open = changesOpen(await findChangeable(db, order))
  const kinds = open.filter((kind) => side !== 'office' || actsAlone(kind, side, late))
  const kind = kinds.find((one) => one === url.searchParams.get('kind')) ?? kinds[0]
  const alone = kind !== undefined && actsAlone(kind, side, late)
  const invoice = await findInvoiceData(db, actor, order)
  return { order, side, kinds, kind, alone, invoice, lines: await listOrderLines(db, order.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, changeForm, async (tx, values) => {
    found(await findOrder(tx, actor, params.orderId!))
    const done = await proposeChange(tx, actor, params.orderId!, values)
    return redirect(`/orders/${params.orderId}?done=${done ? 'order-changed' : 'change-proposed'}#changes`)
  })
}

export default function NewChange() {
  const { order, side, kinds, kind, alone, invoice, lines } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.changes
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={texts.new}
        sentence={side === 'office' ? texts.leadOffice : texts.lead}
      />
      {kind === undefined ? (
        <Empty title={texts.closed} why={texts.closedWhy} icon="edit" />
      ) : (
        <>
          <ViewTabs
            label={texts.kind}
            name="kind"
            tabs={kinds.map((one) => ({ value: one, label: texts.kinds[one] }))}
          />
          <CheckedForm
            key={kind}
            form={changeForm}
            answer={answer}
            className="max-w-xl space-y-5"
            defaults={{
              endUser: order.endUser ?? '',
              ...Object.fromEntries(
                (['address', 'phone', 'bank', 'account', 'mail'] as const).map((name) => [
                  `invoice.${name}`,
                  invoice?.[name] ?? '',
                ]),
              ),
              ...Object.fromEntries(lines.map(({ id }, at) => [`lines.${at}.lineId`, id])),
            }}
          >
            {(field, busy) => (
              <>
                <input type="hidden" name="kind" value={kind} />
                <Notice meaning={alone ? 'attention' : 'info'}>
                  {texts.effects[kind]} {alone ? texts.alone : texts.both}
                </Notice>
                <ChangeFields {...{ kind, lines, field, answer }} invoiceKind={invoice?.kind ?? 'special'} />
                <TextArea {...field('reason')} label={texts.reason} hint={texts.reasonHint} rows={3} />
                <Button look={alone ? 'danger' : 'primary'} busy={busy}>
                  {alone ? texts.kinds[kind] : texts.submit}
                </Button>
              </>
            )}
          </CheckedForm>
        </>
      )}
    </>
  )
}
