import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

/** How often the claimant has filed within thirty days, this case among them. */
export async function countFilings(db: Kysely<Database>, caseId: string) {
  const { rows } = await sql<{ n: number }>`select recent_filings(${caseId}::uuid) as n`.execute(db)
  return rows[0]!.n
}
