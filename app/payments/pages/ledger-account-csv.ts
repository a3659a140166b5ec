import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findAccount, listEntries } from '../ledger/explorer.server'
import { entriesFilter } from '../ledger/filters'

export const handle = page({ access: 'payment.oversee', title: 'payments.ledger-account' })

const most = 100_000

/** The whole statement of an account, up to the day that the address asks for. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const account = found(await findAccount(db, params.account!))
  const { asOf } = entriesFilter.parse(Object.fromEntries(url.searchParams))
  const { ledger } = inLanguage(actor.locale, zh, en)
  const facts: Record<string, string> = ledger.facts
  const { rows } = await listEntries(db, account.id, { asOf }, most)
  return csvFile(
    `${account.id.replaceAll(':', '-')}.csv`,
    ledger.csv.entries,
    rows.map((row) => [
      row.at.toISOString(),
      row.factAt.toISOString(),
      facts[row.kind] ?? row.kind,
      row.key,
      row.orderNumber,
      row.counter.join(' '),
      toDecimal(row.amount, account.currency),
      toDecimal(row.balanceAfter, account.currency),
      row.no,
    ]),
  )
}
