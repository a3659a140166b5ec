import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { PayoutsTable } from '../parts/payouts-table'
import { usePaymentsTexts } from '../parts/texts'
import { listPayouts } from '../payouts/queries.server'

export const handle = page({ access: 'payment.receive', title: 'payments.vendor-payouts' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const payouts = await listPayouts(db, {
    vendorId: actor.organizationId,
    states: ['approved', 'sent', 'settled', 'failed', 'returned'],
  })
  return { payouts }
}

export default function VendorPayouts() {
  const { payouts } = useLoaderData<typeof loader>()
  const { payouts: texts, own } = usePaymentsTexts()
  return (
    <>
      <PageHead
        trail={[{ label: own.title, to: '/payments' }]}
        title={texts.vendorTitle}
        sentence={texts.vendorLead}
        primary={<LinkButton to="/vendor/payee-account">{own.payee}</LinkButton>}
      />
      <PayoutsTable payouts={payouts} own />
    </>
  )
}
