import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { usePaymentsTexts } from '../../parts/texts'
import { FeeInvoices } from '../parts/fee-invoices'
import { listFeeInvoices, listFeesDue } from '../queries.server'

export const handle = page({ access: 'payment.receive', title: 'payments.vendor-fees' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const [due] = await listFeesDue(db, actor.organizationId)
  return { due: due ?? null, invoices: await listFeeInvoices(db, actor) }
}

export default function VendorFees() {
  const { due, invoices } = useLoaderData<typeof loader>()
  const { fees: texts, own } = usePaymentsTexts()
  return (
    <>
      <PageHead
        trail={[{ label: own.title, to: '/payments' }]}
        title={texts.vendorTitle}
        sentence={texts.vendorLead}
      />
      <Facts
        layout="strip"
        items={[
          { label: texts.toInvoice, value: <Money fen={due?.toInvoice ?? 0n} /> },
          { label: texts.toTakeBack, value: <Money fen={due?.toTakeBack ?? 0n} /> },
        ]}
      />
      <FeeInvoices invoices={invoices} csv="/vendor/fees.csv" own />
    </>
  )
}
