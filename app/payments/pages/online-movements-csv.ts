import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listTransactions } from '../stripe/office.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.online' })

/** How the balance with the provider moved, as it was told. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const moved = await listTransactions(db, 20_000)
  const { explorer: texts, online } = inLanguage(actor.locale, zh, en)
  const methods: Record<string, string> = online.method
  const head = [
    'txn',
    texts.kind,
    texts.order,
    online.way,
    texts.created,
    texts.usable,
    texts.amount,
    texts.fee,
    texts.currency,
  ]
  return csvFile(
    `${texts.transactions}.csv`,
    head,
    moved.map((row) => [
      row.id,
      texts.kinds[row.type] ?? row.type,
      row.number,
      row.method && (methods[row.method] ?? row.method),
      row.created.toISOString(),
      row.availableOn?.toISOString(),
      toDecimal(row.amount, row.currency),
      toDecimal(row.fee, row.currency),
      row.currency,
    ]),
  )
}
