import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { listChanges } from './changes/queries.server'
import { restOf, whyNotInvoice } from './invoices/invoicing'
import { listInvoiceable, listInvoices } from './invoices/queries.server'
import { readOrder } from './queries.server'

/** An order with its changes, its invoices, and what of it no invoice covers (`rest`, fen); undefined for a foreign one. */
export async function readDetail(db: Kysely<Database>, actor: Actor, orderId: string) {
  const read = await readOrder(db, actor, orderId)
  if (!read) return undefined
  const invoiceable = await listInvoiceable(db, orderId)
  return {
    ...read,
    changes: await listChanges(db, orderId),
    invoices: await listInvoices(db, orderId),
    rest:
      whyNotInvoice(read.order, invoiceable) === null
        ? invoiceable.reduce((sum, line) => sum + restOf(line), 0n)
        : 0n,
  }
}
