import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { ordersSeenBy } from '../queries.server'
import { findAgreedData } from './agreed.server'
import type { RequestValues } from './form'
import { withRests } from './invoicing'
import { inLeg, type Leg, partiesOf, taxpayerOf } from './legs'

type Db = Kysely<Database>

const left = sql<bigint>`(invoices.gross + coalesce((select sum(r.gross) from invoices r where r.red_of = invoices.id), 0))::bigint`

/** Invoices of an order that the reader is a side of, or all, and the red letters among them, in the order in which they were asked for. */
export const listInvoices = (db: Db, orderId: string) =>
  db
    .selectFrom('invoices')
    .innerJoin('organizations as issuer', 'issuer.id', 'invoices.issuerId')
    .selectAll('invoices')
    .select(['issuer.name as issuer', 'issuer.nameEn as issuerEn'])
    .select(left.as('left'))
    .where('orderId', '=', orderId)
    .orderBy('invoices.id')
    .execute()

export type ListedInvoice = Awaited<ReturnType<typeof listInvoices>>[number]

/** An invoice with its lines, for both of its sides and the office. */
export async function findInvoice(db: Db, actor: Actor, orderId: string, invoiceId: string) {
  const invoice = await ordersSeenBy(db, actor)
    .innerJoin('invoices', 'invoices.orderId', 'orders.id')
    .innerJoin('organizations as issuer', 'issuer.id', 'invoices.issuerId')
    .where((invoice) =>
      invoice.or([
        invoice('invoices.issuerId', '=', actor.organizationId),
        invoice('invoices.buyerId', '=', actor.organizationId),
        invoice.lit(actor.kind === 'agency'),
      ]),
    )
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
      'issuer.nameEn as issuerEn',
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

export type InvoicedOrder = { id: string; feeBps: number } & Parameters<typeof taxpayerOf>[0]

/** Lines of an order with what was invoiced of each in a leg and what was given back of its price, fen. */
export const listInvoiceable = async (db: Db, order: InvoicedOrder, leg: Leg) =>
  withRests(inLeg(await invoiceable(db, order, leg).execute(), leg, order.feeBps))

/** The same with the rate that an invoice of a day has: the one of its date, not of the order's. */
export const listTaxed = async (db: Db, order: InvoicedOrder, leg: Leg, day: string) =>
  withRests(
    inLeg(
      await invoiceable(db, order, leg)
        .select(
          sql<
            number | null
          >`tax_rate_of(${taxpayerOf(order, leg)}::uuid, order_lines.tax_category, ${day}::date)`.as(
            'dayBps',
          ),
        )
        .execute(),
      leg,
      order.feeBps,
    ),
  )

const invoiceable = (db: Db, order: InvoicedOrder, leg: Leg) =>
  db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .where('orderLines.orderId', '=', order.id)
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
        where l.order_line_id = order_lines.id and i.issuer_id = ${partiesOf(order, leg).issuerId}::uuid and i.state <> 'refused'), 0)::bigint`.as(
        'invoiced',
      ),
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

/** What the vendor's invoices of a resold order say of their buyer, the platform: special ones once it has said all of itself. */
export async function findResellerProfile(db: Db, orderId: string) {
  const { rows } = await sql<Omit<RequestValues, 'kind'> & { title: string; taxId: string }>`
    select * from reseller_profile(${orderId}::uuid)`.execute(db)
  const said = rows[0]!
  const isWhole = said.address && said.phone && said.bank && said.account
  return { kind: isWhole ? ('special' as const) : ('ordinary' as const), ...said }
}

type Sold = { id: string; enterpriseName: string; enterpriseUscc: string }

/** Whom the next invoice of a leg is for, what was asked for, and what is said of the buyer besides its name. */
export async function buyerOn(db: Db, order: Sold, leg: Leg) {
  if (leg === 'supply') {
    const said = await findResellerProfile(db, order.id)
    return { asked: null, said, buyer: { title: said.title, taxId: said.taxId } }
  }
  const asked = (await listInvoices(db, order.id)).find(({ state }) => state === 'requested') ?? null
  const buyer = asked ?? { title: order.enterpriseName, taxId: order.enterpriseUscc }
  return { asked, said: asked ?? (await findAgreedData(db, order.id)), buyer }
}
