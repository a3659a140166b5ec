import type pg from 'pg'
import { tryAddress } from './address.ts'
import { embeddedDatabase, holdDatabase } from './embedded.ts'
import { prepareExternalDatabase } from './prepare.ts'
import { configOf, type HouseRole, type Where } from './where.ts'

/** The way in to one PostgreSQL server that runs, with roles and database. */
export type Entrance = {
  as(role: HouseRole | 'postgres', database?: string): pg.ClientConfig
  /** Says that this process needs the server no longer. */
  release(): Promise<void>
}

/** Opens the database that the settings name; the embedded one is started, and held as long as this process lives. */
export async function openDatabase(where: Where, { durable = true } = {}): Promise<Entrance> {
  const as: Entrance['as'] = (role, database) => configOf(role, where, database)
  if (where.DATABASE_URL) {
    await tryAddress('DATABASE_URL', as('postgres'))
    await prepareExternalDatabase(as('postgres'))
    if (where.DATABASE_APP_URL) await tryAddress('DATABASE_APP_URL', as('muster_app'))
    return { as, release: async () => {} }
  }
  const embedded = await embeddedDatabase({ dataDir: where.DATA_DIR, durable })
  return { as, release: holdDatabase(embedded, durable).release }
}
