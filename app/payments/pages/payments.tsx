import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { BuyerMoney } from '../parts/buyer-money'
import { VendorMoneyView } from '../parts/vendor-money'
import { usePaymentsTexts } from '../parts/texts'
import {
  findUnapplied,
  listOwedDues,
  listOwnPayments,
  listOwnRefunds,
  listVendorMoney,
} from '../paying.server'

export const handle = page({ access: 'payment.read', title: 'payments.own' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  if (actor.kind === 'vendor') return { side: 'vendor' as const, orders: await listVendorMoney(db, actor) }
  const [dues, payments] = [await listOwedDues(db, actor), await listOwnPayments(db, actor)]
  const refunds = await listOwnRefunds(db, actor)
  const unapplied = await findUnapplied(db, actor.organizationId)
  return { side: 'enterprise' as const, dues, payments, refunds, unapplied, now }
}

export default function Payments() {
  const data = useLoaderData<typeof loader>()
  const { own: texts, months } = usePaymentsTexts()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead[data.side]}
        {...(data.side === 'enterprise' && {
          primary: (
            <LinkButton to="/payments/statement" icon="document">
              {months.open}
            </LinkButton>
          ),
        })}
      />
      {data.side === 'vendor' ? <VendorMoneyView orders={data.orders} /> : <BuyerMoney {...data} />}
    </>
  )
}
