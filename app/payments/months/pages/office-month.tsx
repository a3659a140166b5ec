import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { monthFilter } from '../../form'
import { LedgerTabs } from '../../parts/ledger-tabs'
import { usePaymentsTexts } from '../../parts/texts'
import { findOfficeMonth, listOfficeMonths } from '../office.server'
import { MonthChoice } from '../parts/month-choice'
import { monthMore, monthPrimary } from '../parts/month-links'
import { OfficeStatement } from '../parts/office-statement'

export const handle = page({ access: 'payment.oversee', title: 'payments.office-month' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url, now } = await enter(args, handle)
  const months = await listOfficeMonths(db, now)
  const asked = monthFilter.parse(Object.fromEntries(url.searchParams)).month
  return { months, its: await findOfficeMonth(db, asked ?? months[0]!) }
}

export default function OfficeMonthPage() {
  const { months, its } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().months
  return (
    <>
      <PageHead
        title={`${texts.office.title} ${its.month}`}
        sentence={texts.office.lead}
        primary={monthPrimary('/office/month', its.month)}
        more={monthMore('/office/month', its.month)}
      />
      <LedgerTabs />
      <MonthChoice months={months} />
      <OfficeStatement its={its} />
    </>
  )
}
