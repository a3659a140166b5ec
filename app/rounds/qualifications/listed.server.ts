import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

/** Whether an organization stands on the blacklist (room compliance, by its SQL function). */
export async function isBlacklisted(tx: Kysely<Database>, organizationId: string): Promise<boolean> {
  const { rows } = await sql<{ listed: boolean }>`select is_blacklisted(${organizationId}) as listed`.execute(
    tx,
  )
  return rows[0]!.listed
}
