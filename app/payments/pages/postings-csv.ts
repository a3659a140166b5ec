import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listPostings } from '../ledger/explorer.server'
import { journalFilter } from '../ledger/filters'

export const handle = page({ access: 'payment.oversee', title: 'payments.postings' })

const most = 50_000

/** The journal under the same filters, one row per leg. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { after: _, ...asked } = journalFilter.parse(Object.fromEntries(url.searchParams))
  const { ledger } = inLanguage(actor.locale, zh, en)
  const facts: Record<string, string> = ledger.facts
  const { rows } = await listPostings(db, asked, most)
  return csvFile(
    `${ledger.journal}.csv`,
    ledger.csv.postings,
    rows.flatMap((row) =>
      row.legs.map(({ account, amount }) => [
        row.at.toISOString(),
        row.factAt.toISOString(),
        facts[row.kind] ?? row.kind,
        row.key,
        row.orderNumber,
        account,
        toDecimal(BigInt(amount), row.currency),
      ]),
    ),
  )
}
