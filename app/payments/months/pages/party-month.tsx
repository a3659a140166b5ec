import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { monthFilter } from '../../form'
import { usePaymentsTexts } from '../../parts/texts'
import { findParty, listOfficeMonths } from '../office.server'
import { EnterpriseStatement } from '../parts/enterprise-statement'
import { MonthChoice } from '../parts/month-choice'
import { monthMore, monthPrimary } from '../parts/month-links'
import { VendorStatementOf } from '../parts/vendor-statement'
import { findPartyMonth } from '../party.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.party-month' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, url, now } = await enter(args, handle)
  const party = found(await findParty(db, params.organizationId!))
  const months = await listOfficeMonths(db, now)
  const month = monthFilter.parse(Object.fromEntries(url.searchParams)).month ?? months[0]!
  return { party, months, month, ...(await findPartyMonth(db, party, month)) }
}

export default function PartyMonth() {
  const { party, months, month, enterprise, vendor } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().months
  const named = useNamed()
  const path = `/office/month/${party.id}/statement`
  return (
    <>
      <PageHead
        trail={[{ label: texts.office.title, to: `/office/month?month=${month}` }]}
        title={`${named(party.name, party.nameEn)} ${month}`}
        sentence={<span className="figure">{party.uscc}</span>}
        primary={monthPrimary(path, month)}
        more={monthMore(path, month)}
      />
      <MonthChoice months={months} />
      {enterprise && <EnterpriseStatement its={enterprise} csv={`${path}.csv`} />}
      {vendor && <VendorStatementOf its={vendor} csv={`${path}.csv`} />}
    </>
  )
}
