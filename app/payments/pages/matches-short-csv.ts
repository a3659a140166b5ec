import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listShort } from '../matching/short.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.short' })

/** What is missing of dues since a transfer came that was short. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const { short: texts } = inLanguage(actor.locale, zh, en)
  const rows = (await listShort(db)).map((due) => [
    due.number,
    due.buyer,
    due.dueNo,
    due.receivedAt.toISOString(),
    toDecimal(due.amount, due.currency),
    toDecimal(due.missing, due.currency),
    due.currency,
    due.toldAt?.toISOString(),
  ])
  return csvFile(`${texts.title}.csv`, texts.csv, rows)
}
