import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { PaperFacts } from '~/orders/invoices/parts/paper-facts'
import { useOrdersTexts } from '~/orders/parts/texts'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { usePaymentsTexts } from '../../parts/texts'
import { redFeeLines } from '../invoicing'
import { FeeLines } from '../parts/fee-lines'
import { findFeeInvoice, listFees, listLeftOf } from '../queries.server'

export const handle = page({ access: 'fee.read', title: 'payments.fee-invoice' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const { invoice, lines } = found(await findFeeInvoice(db, actor, params.feeInvoiceId!))
  const books = mayEnter('fee.invoice', actor) && invoice.redOf === null
  const red = books ? redFeeLines(await listFees(db, invoice.vendorId), await listLeftOf(db, invoice.id)) : []
  const history = await listHistory(db, invoice.id)
  return { invoice, lines, isReturnable: red.length > 0, office: actor.kind === 'agency', history, now }
}

export default function FeeInvoice() {
  const { invoice, lines, isReturnable, office, history, now } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().fees
  const words = useOrdersTexts().invoices
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: office ? '/office/fees' : '/vendor/fees' }]}
        title={`${invoice.redOf ? words.redTitle : texts.one} ${invoice.number}`}
        sentence={invoice.redOf ? texts.redSentence : texts.sentence}
        primary={
          isReturnable && (
            <LinkButton to={`/fees/${invoice.id}/red`} look="primary">
              {words.issueRed}
            </LinkButton>
          )
        }
      />
      <Columns side={<PaperFacts {...{ invoice, now }} placeOf={(id) => `/fees/${id}`} />}>
        <FeeLines lines={lines} taxBps={lines[0]?.taxBps ?? 0} currency={invoice.currency} />
        <History events={history} />
      </Columns>
    </>
  )
}
