import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { listChanges } from './changes/queries.server'
import { legOf } from './invoices/legs'
import { whyNotInvoice } from './invoices/invoicing'
import { listInvoiceable, listInvoices } from './invoices/queries.server'
import { readOrder } from './queries.server'

/**
 * An order with its changes, its invoices, and what of it no invoice covers (`rest`, fen) of those that the reader
 * issues (`issues`) or else gets; undefined for a foreign one.
 */
export async function readDetail(db: Kysely<Database>, actor: Actor, orderId: string) {
  const read = await readOrder(db, actor, orderId)
  if (!read) return undefined
  const leg = legOf(read.order, actor.organizationId)
  const invoiceable = await listInvoiceable(db, read.order, leg ?? 'sale')
  return {
    ...read,
    changes: await listChanges(db, orderId),
    invoices: await listInvoices(db, orderId),
    issues: leg !== null,
    rest:
      whyNotInvoice(read.order, invoiceable) === null
        ? invoiceable.reduce((sum, line) => sum + line.rest, 0n)
        : 0n,
  }
}
