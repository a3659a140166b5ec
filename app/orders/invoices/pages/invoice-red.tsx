import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { PageHead } from '~/design/page-head'
import { dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useOrdersTexts } from '../../parts/texts'
import { redForm } from '../form'
import { issueRed } from '../invoice.server'
import { redLines, whyNotRedIssue } from '../invoicing'
import { InvoiceLines } from '../parts/invoice-lines'
import { RedForm } from '../parts/red-form'
import { findInvoice } from '../queries.server'

export const handle = page({ access: 'invoice.issue', title: 'orders.invoice-red', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const { invoice, lines } = found(await findInvoice(db, actor, params.orderId!, params.invoiceId!))
  const open = whyNotRedIssue(invoice) === null
  return { invoice, red: open ? redLines(lines, invoice.redGross!) : null, today: dayOf(now) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, redForm, async (tx, values) => {
    found(await findInvoice(tx, actor, params.orderId!, params.invoiceId!))
    const id = await issueRed(tx, actor, params.invoiceId!, values)
    return redirect(`/orders/${params.orderId}/invoices/${id}?done=invoice-reversed`)
  })
}

export default function RedInvoice() {
  const { invoice, red, today } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.invoices
  return (
    <>
      <PageHead
        trail={[
          { label: invoice.orderNumber, to: `/orders/${invoice.orderId}` },
          { label: invoice.number ?? texts.one, to: `/orders/${invoice.orderId}/invoices/${invoice.id}` },
        ]}
        title={texts.issueRed}
        sentence={texts.redLead}
      />
      {red === null ? (
        <Empty title={texts.noRed} why={texts.noRedWhy} icon="document" />
      ) : (
        <div className="max-w-4xl">
          <InvoiceLines lines={red} currency={invoice.currency} />
          <RedForm {...{ today, answer }} medium={invoice.medium} />
        </div>
      )}
    </>
  )
}
