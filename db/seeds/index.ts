import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'
import { seedCatalog } from './catalog.ts'
import { seedPeople } from './people.ts'

/** Tells the story of the demo market into an empty database; a market that has anyone in it is left alone. */
export async function seed(db: Kysely<Database>): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('muster seed'))`.execute(tx)
    const someone = await tx.selectFrom('organizations').select('id').limit(1).executeTakeFirst()
    if (someone) return false
    const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx)
    const { now } = rows[0]!
    await seedPeople(tx, now)
    await seedCatalog(tx, now)
    return true
  })
}
