import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { paperFile } from '~/web/paper-file.server'
import { monthFilter } from '../../form'
import { findStatement } from '../../payouts/statement.server'
import { findParty } from '../office.server'
import { filesOf } from '../paper'
import { vendorPaper } from '../papers'
import { statementPdf } from '../pdf.server'

export const handle = page({ access: 'payment.receive', title: 'payments.vendor-statement' })

/** A vendor's month as PDF, XLSX or CSV. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const month = monthFilter.parse(Object.fromEntries(url.searchParams)).month ?? dayOf(now).slice(0, 7)
  const party = found(await findParty(db, actor.organizationId))
  const texts = inLanguage(actor.locale, zh, en)
  const paper = vendorPaper(await findStatement(db, actor, month), party, texts, actor.locale)
  return paperFile(url, { ...filesOf(paper), pdf: () => statementPdf(paper, texts.months, actor.locale) })
}
