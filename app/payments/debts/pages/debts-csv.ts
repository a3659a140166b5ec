import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listDebts } from '../queries.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.debts' })

/** Vendors that owe, as the list shows them. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const { debts: texts } = inLanguage(actor.locale, zh, en)
  const head = [texts.vendor, texts.since, texts.owed, texts.payable, texts.writtenOff]
  const rows = (await listDebts(db)).map((debt) => [
    debt.vendor,
    debt.since?.toISOString(),
    toDecimal(debt.owed),
    toDecimal(debt.payable),
    toDecimal(debt.writtenOff),
  ])
  return csvFile(`${texts.title}.csv`, head, rows)
}
