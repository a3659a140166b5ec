import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { PageHead } from '~/design/page-head'
import { dayOf } from '~/kernel/workdays'
import { redForm } from '~/orders/invoices/form'
import { RedForm } from '~/orders/invoices/parts/red-form'
import { useOrdersTexts } from '~/orders/parts/texts'
import { feeTaxOn } from '~/orders/taxes/rates.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { usePaymentsTexts } from '../../parts/texts'
import { redFeeLines } from '../invoicing'
import { issueRedFee } from '../issue.server'
import { FeeLines } from '../parts/fee-lines'
import { findFeeInvoice, listFees, listLeftOf } from '../queries.server'

export const handle = page({ access: 'fee.invoice', title: 'payments.fee-invoice-red', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const { invoice } = found(await findFeeInvoice(db, actor, params.feeInvoiceId!))
  const today = dayOf(now)
  const lines = redFeeLines(await listFees(db, invoice.vendorId), await listLeftOf(db, invoice.id))
  return { invoice, lines, taxBps: await feeTaxOn(db, today), today }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, redForm, async (tx, values) => {
    const id = await issueRedFee(tx, entered.actor, entered.params.feeInvoiceId!, values)
    return redirect(`/fees/${id}?done=invoice-issued`)
  })
}

export default function FeeInvoiceRed() {
  const { invoice, lines, taxBps, today } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().fees
  const words = useOrdersTexts().invoices
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/office/fees' },
          { label: `${texts.one} ${invoice.number}`, to: `/fees/${invoice.id}` },
        ]}
        title={words.issueRed}
        sentence={texts.redLead}
      />
      {lines.length === 0 ? (
        <Empty title={texts.nothingBack} why={texts.nothingBackWhy} icon="check-circle" />
      ) : (
        <div className="max-w-4xl">
          <FeeLines {...{ lines, taxBps }} currency={invoice.currency} />
          <RedForm {...{ today, answer }} medium={invoice.medium} sentence={texts.paperLead} />
        </div>
      )}
    </>
  )
}
