import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useOrdersTexts } from '../../parts/texts'
import { findOrder } from '../../queries.server'
import { issueForm } from '../form'
import { issueInvoice } from '../invoice.server'
import { taxCodeOf, withTax } from '../invoicing'
import { legOf } from '../legs'
import { InvoiceLines } from '../parts/invoice-lines'
import { PaperFields } from '../parts/paper-fields'
import { buyerOn, listTaxed } from '../queries.server'

export const handle = page({ access: 'invoice.issue', title: 'orders.invoice-issue', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  const leg = found(legOf(order, actor.organizationId) ?? undefined)
  const today = dayOf(now)
  const open = (await listTaxed(db, order, leg, today)).filter(({ rest }) => rest > 0n)
  return { order, leg, open, ...(await buyerOn(db, order, leg)), today }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, issueForm, async (tx, values) => {
    found(await findOrder(tx, actor, params.orderId!))
    const id = await issueInvoice(tx, actor, params.orderId!, values)
    return redirect(`/orders/${params.orderId}/invoices/${id}?done=invoice-issued`)
  })
}

export default function IssueInvoice() {
  const { order, leg, open, asked, said, buyer, today } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.invoices
  const computed = open.map((line) => ({
    ...withTax({ gross: line.rest, taxBps: line.dayBps ?? 0 }),
    no: line.no,
    text: `${line.nameZh} ${line.editionName}`,
    taxCode: null,
    quantity: line.quantity - line.canceled,
  }))
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={texts.issue}
        sentence={
          leg === 'supply'
            ? texts.supplyLead
            : asked
              ? texts.issueLead
              : said
                ? texts.issueAgreedLead
                : texts.issueOwnLead
        }
      />
      {open.length === 0 ? (
        <Empty title={texts.nothing} why={texts.nothingWhy} icon="document" />
      ) : (
        <div className="max-w-4xl">
          <Section title={texts.buyer}>
            <Facts
              layout="row"
              items={[
                { label: texts.kind, value: texts.kinds[said?.kind ?? 'ordinary'] },
                { label: texts.title_, value: buyer.title },
                {
                  label: texts.taxId,
                  value: <span className="figure">{buyer.taxId}</span>,
                },
                ...(said?.address
                  ? [{ label: texts.addressPhone, value: `${said.address} ${said.phone ?? ''}` }]
                  : []),
                ...(said?.bank
                  ? [
                      {
                        label: texts.bankAccount,
                        value: (
                          <span className="break-all">
                            {said.bank} {said.account}
                          </span>
                        ),
                      },
                    ]
                  : []),
                ...(said?.mail ? [{ label: texts.mail, value: said.mail }] : []),
              ]}
            />
          </Section>
          {leg === 'sale' && open.some(({ dayBps, taxBps }) => dayBps !== taxBps) && (
            <Notice meaning="info">{all.taxes.changed}</Notice>
          )}
          <InvoiceLines lines={computed} currency={order.currency} />
          <Section title={texts.paper} sentence={texts.paperLead}>
            <CheckedForm
              form={issueForm}
              answer={answer}
              encType="multipart/form-data"
              className="space-y-5"
              defaults={{
                medium: 'digital',
                issuedOn: today,
                ...Object.fromEntries(
                  open.flatMap(({ id, taxCategory }, at) => [
                    [`lines.${at}.lineId`, id],
                    [`lines.${at}.taxCode`, taxCodeOf[taxCategory]],
                  ]),
                ),
              }}
            >
              {(field, busy) => (
                <>
                  <PaperFields field={field} />
                  {open.map((line, at) => (
                    <div key={line.id}>
                      <input type="hidden" {...field(`lines.${at}.lineId`)} />
                      <TextField
                        {...field(`lines.${at}.taxCode`)}
                        label={`${texts.taxCode} · ${line.nameZh}`}
                        hint={texts.taxCodeHint}
                        inputMode="numeric"
                      />
                    </div>
                  ))}
                  <Button look="primary" busy={busy}>
                    {texts.submitIssue}
                  </Button>
                </>
              )}
            </CheckedForm>
          </Section>
        </div>
      )}
    </>
  )
}
