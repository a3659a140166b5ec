import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listAccounts } from '../ledger/explorer.server'
import { accountFilter } from '../ledger/filters'

export const handle = page({ access: 'payment.oversee', title: 'payments.ledger' })

const most = 100_000

/** The accounts of the list under the same filters. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { after: _, ...asked } = accountFilter.parse(Object.fromEntries(url.searchParams))
  const { ledger } = inLanguage(actor.locale, zh, en)
  const kinds: Record<string, string> = ledger.kinds
  const { rows } = await listAccounts(db, asked, most)
  return csvFile(
    `${ledger.title}.csv`,
    ledger.csv.accounts,
    rows.map((row) => [
      row.id,
      kinds[row.kind],
      row.subject,
      row.currency,
      toDecimal(row.balance, row.currency),
      row.entries,
    ]),
  )
}
