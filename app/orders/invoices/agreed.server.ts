import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { RequestValues } from './form'

type Db = Kysely<Database>

/** What both sides last agreed that the order's invoices say of its buyer; null while the buyer alone says it. */
export async function findAgreedData(db: Db, orderId: string): Promise<RequestValues | null> {
  const last = await db
    .selectFrom('orderChanges')
    .select(sql<string>`(body -> 'invoice')::text`.as('invoice'))
    .where('orderId', '=', orderId)
    .where('kind', '=', 'invoice_data')
    .where('state', '=', 'confirmed')
    .orderBy('decidedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? (JSON.parse(last.invoice) as RequestValues) : null
}

/** An invoice that was asked for and is not issued yet is issued with what was agreed since. */
export const writeWaiting = (db: Db, orderId: string, data: RequestValues) =>
  db
    .updateTable('invoices')
    .set(data)
    .where('orderId', '=', orderId)
    .where('state', '=', 'requested')
    .execute()
