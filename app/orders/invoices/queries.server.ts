import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { ordersSeenBy } from '../queries.server'
import { findAgreedData } from './agreed.server'

type Db = Kysely<Database>

const left = sql<bigint>`(invoices.gross + coalesce((select sum(r.gross) from invoices r where r.red_of = invoices.id), 0))::bigint`

/** Invoices of an order and the red letters among them, in the order in which they were asked for. */
export const listInvoices = (db: Db, orderId: string) =>
  db
    .selectFrom('invoices')
    .selectAll()
    .select(left.as('left'))
    .where('orderId', '=', orderId)
    .orderBy('id')
    .execute()

export type ListedInvoice = Awaited<ReturnType<typeof listInvoices>>[number]

/** An invoice with its lines, for both sides of its order and the office. */
export async function findInvoice(db: Db, actor: Actor, orderId: string, invoiceId: string) {
  const invoice = await ordersSeenBy(db, actor)
    .innerJoin('invoices', 'invoices.orderId', 'orders.id')
    .innerJoin('organizations as issuer', 'issuer.id', 'invoices.issuerId')
    .leftJoin('invoices as red', 'red.id', 'invoices.redOf')
    .where('orders.id', '=', orderId)
    .where('invoices.id', '=', invoiceId)
    .selectAll('invoices')
    .select([
      left.as('left'),
      'orders.number as orderNumber',
      'orders.enterpriseId',
      'orders.vendorId',
      'issuer.name as issuer',
      'issuer.uscc as issuerUscc',
      'red.number as redNumber',
    ])
    .executeTakeFirst()
  if (!invoice) return undefined
  const lines = await db
    .selectFrom('invoiceLines')
    .selectAll()
    .where('invoiceId', '=', invoiceId)
    .orderBy('no')
    .execute()
  return { invoice, lines }
}

export type FoundInvoice = NonNullable<Awaited<ReturnType<typeof findInvoice>>>['invoice']

/** What a change of an order's invoice data starts from: as agreed, else as last asked for, else the buyer's own profile. */
export async function findInvoiceData(db: Db, actor: Actor, order: { id: string; enterpriseId: string }) {
  const agreed = await findAgreedData(db, order.id)
  if (agreed) return agreed
  if (actor.organizationId === order.enterpriseId) return findProfile(db, actor)
  const asked = await db
    .selectFrom('invoices')
    .select(['kind', 'address', 'phone', 'bank', 'account', 'mail'])
    .where('orderId', '=', order.id)
    .where('redOf', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return asked ?? null
}

/** Lines of an order with what was invoiced of each and what was given back of its price, fen. */
export async function listInvoiceable(db: Db, orderId: string) {
  return invoiceable(db, orderId).execute()
}

/** The same with the rate that an invoice of a day has: the one of its date, not of the order's. */
export const listTaxed = (db: Db, orderId: string, day: string) =>
  invoiceable(db, orderId)
    .select(
      sql<
        number | null
      >`tax_rate_of((select vendor_id from orders where id = order_lines.order_id), order_lines.tax_category, ${day}::date)`.as(
        'dayBps',
      ),
    )
    .execute()

const invoiceable = (db: Db, orderId: string) =>
  db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .where('orderLines.orderId', '=', orderId)
    .select([
      'orderLines.id',
      'orderLines.no',
      'orderLines.quantity',
      'orderLines.canceled',
      'orderLines.unitPrice',
      'orderLines.taxBps',
      'orderLines.taxCategory',
      'products.nameZh',
      'products.nameEn',
      'editions.nameZh as editionName',
      'editions.nameEn as editionNameEn',
    ])
    .select([
      sql<bigint>`line_corrections(order_lines.id)`.as('corrected'),
      sql<bigint>`coalesce((select sum(l.gross) from invoice_lines l join invoices i on i.id = l.invoice_id
        where l.order_line_id = order_lines.id and i.state <> 'refused'), 0)::bigint`.as('invoiced'),
    ])
    .orderBy('orderLines.no')

export type InvoiceableLine = Awaited<ReturnType<typeof listInvoiceable>>[number]

/** What stands in a buyer's invoices: as it was last asked for, else from its contact data. */
export async function findProfile(db: Db, actor: Actor) {
  const own = await db
    .selectFrom('organizations')
    .leftJoin('contacts', 'contacts.orgId', 'organizations.id')
    .select([
      'organizations.name as title',
      'organizations.uscc as taxId',
      'contacts.address',
      'contacts.phone',
      'contacts.bank',
      'contacts.bankAccount as account',
      'contacts.mail',
    ])
    .where('organizations.id', '=', actor.organizationId)
    .executeTakeFirstOrThrow()
  const last = await db
    .selectFrom('invoices')
    .select(['kind', 'address', 'phone', 'bank', 'account', 'mail'])
    .where('buyerId', '=', actor.organizationId)
    .where('redOf', 'is', null)
    .where('requestedBy', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return { kind: 'special' as 'special' | 'ordinary', ...own, ...last }
}
