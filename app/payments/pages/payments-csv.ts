import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { type OwedDue, type VendorMoney, listOwedDues, listVendorMoney } from '../paying.server'

export const handle = page({ access: 'payment.read', title: 'payments.own' })

/** The buyer's open dues, or where the money of the vendor's orders is. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const { own } = inLanguage(actor.locale, zh, en)
  const name = `${own.title}.csv`
  if (actor.kind === 'vendor')
    return csvFile(name, own.csv.vendor, (await listVendorMoney(db, actor, 5_000)).map(vendorCells))
  return csvFile(name, own.csv.enterprise, (await listOwedDues(db, actor)).map(dueCells))
}

const dueCells = (due: OwedDue) => [
  due.number,
  due.vendor,
  due.no,
  due.dueAt?.toISOString(),
  due.code,
  toDecimal(due.amount, due.currency),
  toDecimal(due.paid, due.currency),
  due.currency,
]

const vendorCells = (order: VendorMoney) => [
  order.number,
  order.buyer,
  ...[
    order.received,
    order.unreleased,
    order.held,
    order.payable,
    order.inTransit,
    order.paidOut,
    order.fee,
  ].map((fen) => toDecimal(fen, order.currency)),
  order.currency,
]
