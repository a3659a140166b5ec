import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

/** What a vendor may know of what it delivered: counts and tails, never users. */
export type Supplied = {
  entitlementId: string
  deliveryId: string
  orderLineId: string
  productId: string
  editionId: string
  orgId: string
  issued: number
  now: number
  keys: number
  revokedTails: string[] | null
}

/** All deliveries of the acting vendor, or the one asked for; newest last. */
export async function listSupplied(
  db: Kysely<Database>,
  deliveryId: string | null = null,
): Promise<Supplied[]> {
  const { rows } = await sql<Supplied>`select * from licenses_supplied(${deliveryId}::uuid)`.execute(db)
  return rows
}

export const findSupplied = async (db: Kysely<Database>, deliveryId: string) =>
  (await listSupplied(db, deliveryId))[0]
