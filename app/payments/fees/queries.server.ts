import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import type { Fee, FeeLine } from './invoicing'

type Db = Kysely<Database>

/** Of each order of a vendor the fee in the books and what of it is invoiced; its own for a vendor, all for the office. */
export async function listFees(db: Db, vendorId: string): Promise<Fee[]> {
  const { rows } = await sql<Fee>`
    select order_id, number, net, tax, invoiced_net, invoiced_tax from fees_of(${vendorId}::uuid) order by number`.execute(
    db,
  )
  return rows
}

export type FeesDue = {
  vendorId: string
  vendor: string
  vendorEn: string | null
  orders: number
  toInvoice: bigint
  toTakeBack: bigint
  since: Date
  /** its latest invoice, from which something may be taken back */
  invoiceId: string | null
}

/** Vendors of whose fees some is not invoiced, or went back and is not taken back by a red letter. */
export async function listFeesDue(db: Db, vendorId: string | null = null): Promise<FeesDue[]> {
  const { rows } = await sql<FeesDue>`
    with rest as (select f.*, net + tax - invoiced_net - invoiced_tax as gross from fees_of(${vendorId}::uuid) f)
    select r.vendor_id, (select max(i.id::text) from fee_invoices i where i.vendor_id = r.vendor_id and i.red_of is null) as invoice_id, g.name as vendor, g.name_en as vendor_en, count(*)::int as orders, min(r.last_at) as since,
      coalesce(sum(r.gross) filter (where r.gross > 0), 0)::bigint as to_invoice,
      coalesce(-sum(r.gross) filter (where r.gross < 0), 0)::bigint as to_take_back
    from rest r join organizations g on g.id = r.vendor_id where r.gross <> 0
    group by r.vendor_id, g.name, g.name_en order by to_invoice desc, g.name`.execute(db)
  return rows
}

const feeInvoicesSeenBy = (db: Db, actor: Actor) =>
  db
    .selectFrom('feeInvoices')
    .innerJoin('organizations as vendor', 'vendor.id', 'feeInvoices.vendorId')
    .innerJoin('organizations as issuer', 'issuer.id', 'feeInvoices.issuerId')
    .leftJoin('feeInvoices as blue', 'blue.id', 'feeInvoices.redOf')
    .leftJoin('persons', 'persons.id', 'feeInvoices.issuedBy')
    .$if(!is(actor, 'officer', 'auditor'), (query) =>
      query.where('feeInvoices.vendorId', '=', actor.organizationId),
    )
    .selectAll('feeInvoices')
    .select([
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'issuer.name as issuer',
      'issuer.nameEn as issuerEn',
      'issuer.uscc as issuerUscc',
      'blue.number as redNumber',
      'persons.name as person',
    ])

/** Invoices over fees, the newest first: a vendor's own, or all of the office. */
export const listFeeInvoices = (db: Db, actor: Actor, limit = 500) =>
  feeInvoicesSeenBy(db, actor).orderBy('feeInvoices.id', 'desc').limit(limit).execute()

export type ListedFeeInvoice = Awaited<ReturnType<typeof listFeeInvoices>>[number]

/** One of them with its lines; undefined for a foreign one. */
export async function findFeeInvoice(db: Db, actor: Actor, feeInvoiceId: string) {
  const invoice = await feeInvoicesSeenBy(db, actor)
    .where('feeInvoices.id', '=', feeInvoiceId)
    .executeTakeFirst()
  if (!invoice) return undefined
  const lines = await db
    .selectFrom('feeInvoiceLines')
    .innerJoin('orders', 'orders.id', 'feeInvoiceLines.orderId')
    .selectAll('feeInvoiceLines')
    .select('orders.number')
    .where('invoiceId', '=', feeInvoiceId)
    .orderBy('no')
    .execute()
  return { invoice, lines }
}

/** What red letters have not taken back of the lines of an invoice. */
export async function listLeftOf(db: Db, feeInvoiceId: string): Promise<Omit<FeeLine, 'no'>[]> {
  const { rows } = await sql<Omit<FeeLine, 'no'>>`
    select l.order_id, o.number, sum(l.net)::bigint as net, sum(l.tax)::bigint as tax, sum(l.gross)::bigint as gross
    from fee_invoice_lines l join fee_invoices i on i.id = l.invoice_id join orders o on o.id = l.order_id
    where i.id = ${feeInvoiceId} or i.red_of = ${feeInvoiceId} group by l.order_id, o.number order by o.number`.execute(
    db,
  )
  return rows
}

/** What a vendor's invoices over fees say of it: as last issued, else from its contact data. */
export async function findFeeBuyer(db: Db, vendorId: string) {
  const own = await db
    .selectFrom('organizations')
    .leftJoin('contacts', 'contacts.orgId', 'organizations.id')
    .select([
      'organizations.name as title',
      'organizations.nameEn as titleEn',
      'organizations.uscc as taxId',
      'contacts.address',
      'contacts.phone',
      'contacts.bank',
      'contacts.bankAccount as account',
      'contacts.mail',
    ])
    .where('organizations.id', '=', vendorId)
    .where('organizations.kind', '=', 'vendor')
    .executeTakeFirst()
  if (!own) return undefined
  const last = await db
    .selectFrom('feeInvoices')
    .select(['kind', 'address', 'phone', 'bank', 'account', 'mail'])
    .where('vendorId', '=', vendorId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const isWhole = own.address && own.phone && own.bank && own.account
  return { kind: isWhole ? ('special' as const) : ('ordinary' as const), ...own, ...last }
}
