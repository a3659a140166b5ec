import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { dayOf } from '~/kernel/workdays'
import { BuyerFields } from '~/orders/invoices/parts/buyer-fields'
import { PaperFields } from '~/orders/invoices/parts/paper-fields'
import { useOrdersTexts } from '~/orders/parts/texts'
import { feeTaxOn } from '~/orders/taxes/rates.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { usePaymentsTexts } from '../../parts/texts'
import { feeInvoiceForm } from '../form'
import { feeLines } from '../invoicing'
import { issueFeeInvoice } from '../issue.server'
import { FeeLines } from '../parts/fee-lines'
import { findFeeBuyer, listFees } from '../queries.server'

export const handle = page({ access: 'fee.invoice', title: 'payments.fee-invoice-new', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const buyer = found(await findFeeBuyer(db, params.vendorId!))
  const today = dayOf(now)
  const lines = feeLines(await listFees(db, params.vendorId!))
  return { buyer, lines, taxBps: await feeTaxOn(db, today), today }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, feeInvoiceForm, async (tx, values) => {
    const id = await issueFeeInvoice(tx, entered.actor, entered.params.vendorId!, values)
    return redirect(`/fees/${id}?done=invoice-issued`)
  })
}

export default function FeeInvoiceNew() {
  const { buyer, lines, taxBps, today } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().fees
  const words = useOrdersTexts().invoices
  const named = useNamed()
  const { kind, address, phone, bank, account, mail } = buyer
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/fees' }]}
        title={named(buyer.title, buyer.titleEn)}
        sentence={texts.newLead}
      />
      {lines.length === 0 ? (
        <Empty title={texts.nothing} why={texts.nothingWhy} icon="check-circle" />
      ) : (
        <div className="max-w-4xl">
          <FeeLines {...{ lines, taxBps }} currency="CNY" />
          <CheckedForm
            form={feeInvoiceForm}
            answer={answer}
            encType="multipart/form-data"
            defaults={{
              ...{ medium: 'digital', issuedOn: today, kind },
              ...{ address: address ?? '', phone: phone ?? '', bank: bank ?? '' },
              ...{ account: account ?? '', mail: mail ?? '' },
            }}
          >
            {(field, busy) => (
              <>
                <Section title={words.buyer}>
                  <Facts
                    layout="row"
                    items={[
                      { label: words.title_, value: buyer.title },
                      { label: words.taxId, value: <span className="figure">{buyer.taxId}</span> },
                    ]}
                  />
                  <div className="mt-4 max-w-xl space-y-4">
                    <BuyerFields {...{ kind, field, answer }} />
                  </div>
                </Section>
                <Section title={words.paper} sentence={texts.paperLead}>
                  <div className="space-y-5">
                    <PaperFields field={field} />
                    <Button look="primary" busy={busy}>
                      {words.submitIssue}
                    </Button>
                  </div>
                </Section>
              </>
            )}
          </CheckedForm>
        </div>
      )}
    </>
  )
}
