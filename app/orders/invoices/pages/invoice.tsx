import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { refuseIf } from '~/kernel/refusal'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useOrdersTexts } from '../../parts/texts'
import { invoiceMoves } from '../form'
import { standsTo } from '../invoice.server'
import { whyNotMove, whyNotRedIssue } from '../invoicing'
import { moveInvoice } from '../move.server'
import { InvoiceChip } from '../parts/invoice-chip'
import { InvoiceLines } from '../parts/invoice-lines'
import { InvoiceMoves } from '../parts/invoice-moves'
import { PaperFacts } from '../parts/paper-facts'
import { findInvoice } from '../queries.server'

export const handle = page({ access: 'order.read', title: 'orders.invoice' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const { invoice, lines } = found(await findInvoice(db, actor, params.orderId!, params.invoiceId!))
  const side = standsTo(actor, invoice)
  const may = mayEnter('invoice.request', actor) || mayEnter('invoice.issue', actor)
  const moves = (['deliver', 'use', 'confirm_red', 'request_red', 'refuse'] as const).filter(
    (move) => may && whyNotMove(invoice, move, side) === null,
  )
  const issues = mayEnter('invoice.issue', actor) && side === 'issuer'
  return { invoice, lines, side, moves, issues, history: await listHistory(db, invoice.id), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, invoiceMoves, async (tx, values) => {
    const may = mayEnter('invoice.request', actor) || mayEnter('invoice.issue', actor)
    refuseIf(may ? null : 'not-your-side')
    found(await findInvoice(tx, actor, params.orderId!, params.invoiceId!))
    await moveInvoice(tx, actor, params.invoiceId!, values)
    return redirect(`/orders/${params.orderId}/invoices/${params.invoiceId}?done=invoice-${values.move}`)
  })
}

export default function Invoice() {
  const { invoice, lines, moves, issues, history, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.invoices
  const here = `/orders/${invoice.orderId}/invoices`
  const next =
    issues &&
    ((invoice.state === 'requested' && { to: `${here}/issue`, label: texts.issue }) ||
      (whyNotRedIssue(invoice) === null && { to: `${here}/${invoice.id}/red`, label: texts.issueRed }))
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/orders' },
          { label: invoice.orderNumber, to: `/orders/${invoice.orderId}` },
        ]}
        title={`${invoice.redOf ? texts.redTitle : texts.one} ${invoice.number ?? ''}`.trim()}
        state={<InvoiceChip state={invoice.state} />}
        sentence={
          <>
            {texts.sentences[invoice.state]} {invoice.reason && `${texts.reason}: ${invoice.reason}`}
          </>
        }
        primary={
          next && (
            <LinkButton to={next.to} look="primary">
              {next.label}
            </LinkButton>
          )
        }
      />
      <Columns side={<PaperFacts {...{ invoice, now }} placeOf={(id) => `${here}/${id}`} />}>
        {lines.length > 0 && <InvoiceLines lines={lines} currency={invoice.currency} />}
        {moves.length > 0 && (
          <InvoiceMoves moves={moves} left={invoice.left} used={invoice.used} answer={answer} />
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
