import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { orders as enOrders } from '~/texts/en/orders'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { orders as zhOrders } from '~/texts/zh/orders'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listFeeInvoices } from '../queries.server'

export const handle = page({ access: 'fee.read', title: 'payments.fees' })

/** Invoices over fees as they are listed: a vendor's own, or all of the office. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const { fees: texts } = inLanguage(actor.locale, zh, en)
  const { invoices: words } = inLanguage(actor.locale, zhOrders, enOrders)
  const rows = (await listFeeInvoices(db, actor, 20_000)).map((one) => [
    one.code,
    one.number,
    words.kinds[one.kind],
    one.redOf ? words.red : null,
    one.issuedOn,
    one.vendor,
    toDecimal(one.net, one.currency),
    toDecimal(one.tax, one.currency),
    toDecimal(one.gross, one.currency),
    one.currency,
  ])
  return csvFile(`${texts.title}.csv`, texts.csv, rows)
}
