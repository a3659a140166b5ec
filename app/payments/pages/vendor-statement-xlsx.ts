import type { LoaderFunctionArgs } from '@remix-run/node'
import { writeWorkbook } from '~/kernel/workbook.server'
import { dayOf } from '~/kernel/workdays'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'

import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { workbookFile } from '~/web/workbook.server'
import { monthFilter } from '../form'
import { statementRows } from '../payouts/statement-rows'
import { findStatement } from '../payouts/statement.server'

export const handle = page({ access: 'payment.receive', title: 'payments.vendor-statement' })

/** A vendor's account with the platform in one month, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const asked = monthFilter.parse(Object.fromEntries(url.searchParams)).month
  const statement = await findStatement(db, actor, asked ?? dayOf(now).slice(0, 7))
  const { monthly: words, ledger } = inLanguage(actor.locale, zh, en)
  const rows = statementRows(statement, { ...words, facts: ledger.facts })
  const sheet = { name: statement.month, head: words.head, rows }
  return workbookFile(`${words.title}-${statement.month}.xlsx`, await writeWorkbook([sheet]))
}
