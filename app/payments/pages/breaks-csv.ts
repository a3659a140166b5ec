import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { breakFilter } from '../form'
import { daysOpen } from '../reconciliation/ageing'
import { listBreaks } from '../reconciliation/breaks.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.breaks' })

/** The differences of the list under the same filters. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const { state, kind } = breakFilter.parse(Object.fromEntries(url.searchParams))
  const { breaks: texts } = inLanguage(actor.locale, zh, en)
  const fen = (amount: bigint | null, currency: string | null) =>
    amount === null ? null : toDecimal(amount, currency ?? 'CNY')
  const rows = (await listBreaks(db, { state }, 20_000))
    .filter((one) => !kind || one.kind === kind)
    .map((one) => [
      texts.kinds[one.kind] ?? one.kind,
      one.name ?? one.subject,
      texts.states[one.state],
      fen(one.expected, one.currency),
      fen(one.found, one.currency),
      one.currency,
      one.openedAt.toISOString(),
      daysOpen(one, now),
      one.owner,
      one.explanation,
    ])
  return csvFile(`${texts.title}.csv`, texts.csv, rows)
}
