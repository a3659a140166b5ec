import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { paperFile } from '~/web/paper-file.server'
import { monthFilter } from '../../form'
import { findOfficeMonth } from '../office.server'
import { filesOf } from '../paper'
import { officePaper } from '../papers'
import { statementPdf } from '../pdf.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.office-month' })

/** The platform's month as PDF, XLSX or CSV. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const month = monthFilter.parse(Object.fromEntries(url.searchParams)).month ?? dayOf(now).slice(0, 7)
  const texts = inLanguage(actor.locale, zh, en)
  const paper = officePaper(await findOfficeMonth(db, month), texts, actor.locale)
  return paperFile(url, { ...filesOf(paper), pdf: () => statementPdf(paper, texts.months, actor.locale) })
}
