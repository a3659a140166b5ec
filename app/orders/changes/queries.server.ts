import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { dayOf, nthWorkday, startOf } from '~/kernel/workdays'
import { findAgreedData } from '../invoices/agreed.server'
import { type InvoicedOrder, listInvoiceable } from '../invoices/queries.server'
import type { OrderState } from '../lifecycle'
import { workdays } from '../periods'
import type { Change, ChangedOrder } from './changing'

type Db = Kysely<Database>

/** Changes of an order, the newest first, with what each asks for. */
export async function listChanges(db: Db, orderId: string) {
  const rows = await db
    .selectFrom('orderChanges')
    .leftJoin('persons as proposer', 'proposer.id', 'orderChanges.proposedBy')
    .leftJoin('persons as decider', 'decider.id', 'orderChanges.decidedBy')
    .where('orderId', '=', orderId)
    .select([
      'orderChanges.id',
      'orderChanges.kind',
      'orderChanges.reason',
      'orderChanges.state',
      'orderChanges.proposedSide',
      'orderChanges.proposedAt',
      'orderChanges.decidedAt',
      'proposer.name as proposer',
      'decider.name as decider',
      sql<string>`order_changes.body::text`.as('body'),
    ])
    .orderBy('orderChanges.id', 'desc')
    .execute()
  return rows.map(({ body, kind, ...row }) => ({ ...row, kind, change: changeOf(kind, body) }))
}

export type ListedChange = Awaited<ReturnType<typeof listChanges>>[number]

/** A change as it was kept. */
export const changeOf = (kind: string, body: string) => ({ ...JSON.parse(body), kind }) as Change

/** What the rules need to know of an order. */
export async function findChangeable(
  db: Db,
  order: InvoicedOrder & { state: OrderState },
): Promise<ChangedOrder> {
  const lines = await db
    .selectFrom('orderLines')
    .select(['id', 'quantity', 'canceled', 'delivered', 'accepted'])
    .where('orderId', '=', order.id)
    .orderBy('no')
    .execute()
  const { rows } = await sql<{ noteWaits: boolean; changeWaits: boolean }>`
    select exists (select from delivery_notes where order_id = ${order.id} and state = 'sent') as note_waits,
      exists (select from order_changes where order_id = ${order.id} and state = 'proposed') as change_waits`.execute(
    db,
  )
  // What a resold order's invoices say is between the buyer and the platform, who is no side of its changes.
  const toInvoice =
    !order.resellerId && (await listInvoiceable(db, order, 'sale')).some(({ rest }) => rest > 0n)
  const invoiceData = await findAgreedData(db, order.id)
  return { state: order.state, lines, ...rows[0]!, toInvoice, invoiceData }
}

/** Whether the vendor is so late that its buyer may leave the contract alone. */
export async function isVendorLate(db: Db, deliverDue: Date | null, now: Date) {
  if (deliverDue === null || now < deliverDue) return false
  const lastDay = dayOf(new Date(deliverDue.getTime() - 1))
  return now >= startOf(nthWorkday(await loadCalendar(db), lastDay, workdays.vendorLate))
}
