import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { paperFile } from '~/web/paper-file.server'
import { monthFilter } from '../../form'
import { findParty } from '../office.server'
import { filesOf } from '../paper'
import { enterprisePaper, vendorPaper } from '../papers'
import { findPartyMonth } from '../party.server'
import { statementPdf } from '../pdf.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.party-month' })

/** An organization's month for the office, as the organization itself gets it. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url, now } = await enter(args, handle)
  const party = found(await findParty(db, params.organizationId!))
  const month = monthFilter.parse(Object.fromEntries(url.searchParams)).month ?? dayOf(now).slice(0, 7)
  const texts = inLanguage(actor.locale, zh, en)
  const { enterprise, vendor } = await findPartyMonth(db, party, month)
  const paper = enterprise
    ? enterprisePaper(enterprise, party, texts, actor.locale)
    : vendorPaper(vendor, party, texts, actor.locale)
  return paperFile(url, { ...filesOf(paper), pdf: () => statementPdf(paper, texts.months, actor.locale) })
}
