import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { orders as en } from '~/texts/en/orders'
import { inLanguage } from '~/texts/spoken'
import { orders as zh } from '~/texts/zh/orders'
import { fee } from '~/orders/fee'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { orderFilter } from '../listing'
import { type ListedOrder, listOrders } from '../listing.server'

export const handle = page({ access: 'order.read', title: 'orders.list' })

const most = 20_000

/** The orders of the list under the same filters, all pages of it. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { after: _, ...asked } = orderFilter.parse(Object.fromEntries(url.searchParams))
  const { rows } = await listOrders(db, actor, asked, most)
  const { csv, states, detail } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `${csv.name}.csv`,
    csv.head,
    rows.map((row) => cellsOf(row, states[row.state], detail.invoicingBy[row.invoiceModel])),
  )
}

const cellsOf = (row: ListedOrder, state: string, invoicing: string) => [
  row.number,
  state,
  row.enterpriseName,
  row.vendorName,
  (row.goods ?? []).map(({ zh: name, quantity }) => `${name} × ${quantity}`).join('; '),
  toDecimal(row.total - row.canceled),
  toDecimal(row.received),
  row.currency,
  row.reference === null ? null : toDecimal(row.reference),
  row.reference === null ? null : toDecimal(row.reference - row.compared!),
  toDecimal(fee(row.total - row.canceled, row.feeBps)),
  invoicing,
  row.dueAt?.toISOString(),
  row.roundNumber,
  row.placedAt.toISOString(),
]
