import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

/** As a quarter begins, the figures of every pilot that runs are kept beside those of its start (compliance.md §11). */
export async function keepQuarters(tx: Kysely<Database>, now: Date) {
  await sql`select snapshot_pilots(${now})`.execute(tx)
}
