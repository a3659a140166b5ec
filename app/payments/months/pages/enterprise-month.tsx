import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { monthFilter } from '../../form'
import { usePaymentsTexts } from '../../parts/texts'
import { findEnterpriseMonth, listEnterpriseMonths } from '../enterprise.server'
import { EnterpriseStatement } from '../parts/enterprise-statement'
import { MonthChoice } from '../parts/month-choice'
import { monthMore, monthPrimary } from '../parts/month-links'

export const handle = page({ access: 'payment.pay', title: 'payments.month' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const months = await listEnterpriseMonths(db, actor.organizationId, now)
  const asked = monthFilter.parse(Object.fromEntries(url.searchParams)).month
  return { months, its: await findEnterpriseMonth(db, actor.organizationId, asked ?? months[0]!) }
}

export default function EnterpriseMonthPage() {
  const { months, its } = useLoaderData<typeof loader>()
  const { own, months: texts } = usePaymentsTexts()
  return (
    <>
      <PageHead
        trail={[{ label: own.title, to: '/payments' }]}
        title={`${texts.enterprise.title} ${its.month}`}
        sentence={texts.enterprise.lead}
        primary={monthPrimary('/payments/statement', its.month)}
        more={monthMore('/payments/statement', its.month)}
      />
      <MonthChoice months={months} />
      <EnterpriseStatement its={its} csv="/payments/statement.csv" />
    </>
  )
}
