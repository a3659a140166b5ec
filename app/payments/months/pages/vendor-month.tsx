import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { monthFilter } from '../../form'
import { usePaymentsTexts } from '../../parts/texts'
import { findStatement, listMonths } from '../../payouts/statement.server'
import { MonthChoice } from '../parts/month-choice'
import { monthMore, monthPrimary } from '../parts/month-links'
import { VendorStatementOf } from '../parts/vendor-statement'

export const handle = page({ access: 'payment.receive', title: 'payments.vendor-statement' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const months = await listMonths(db, actor, now)
  const asked = monthFilter.parse(Object.fromEntries(url.searchParams)).month
  return { months, statement: await findStatement(db, actor, asked ?? months[0]!) }
}

export default function VendorMonth() {
  const { months, statement } = useLoaderData<typeof loader>()
  const { own, monthly: texts } = usePaymentsTexts()
  return (
    <>
      <PageHead
        trail={[{ label: own.title, to: '/payments' }]}
        title={`${texts.title} ${statement.month}`}
        sentence={texts.lead}
        primary={monthPrimary('/vendor/statement', statement.month)}
        more={monthMore('/vendor/statement', statement.month)}
      />
      <MonthChoice months={months} />
      <VendorStatementOf its={statement} csv="/vendor/statement.csv" />
    </>
  )
}
