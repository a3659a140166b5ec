import type pg from 'pg'
import { embeddedDatabase, holdDatabase } from './embedded.ts'
import { prepareExternalDatabase } from './prepare.ts'

/** The way in to one PostgreSQL server, ready with roles and database. */
export type Entrance = {
  /** How to connect as a role of roles.sql; `postgres` is the one who may do everything. */
  as(role: string, database?: string): pg.ClientConfig
  /** Says that this process needs the server no longer. */
  release(): Promise<void>
}

export type OpenOptions = {
  /** A server of one's own, by the one who may migrate it; the embedded one when absent. */
  url?: string
  /** The same server by a user that can only become muster_app. */
  appUrl?: string
  dataDir?: string
  durable?: boolean
}

/** Opens the database that the settings name; the embedded one is started and held as long as this process lives. */
export async function openDatabase({ url, appUrl, dataDir, durable = true }: OpenOptions): Promise<Entrance> {
  if (url === undefined) {
    const embedded = await embeddedDatabase({ dataDir, durable })
    const { release } = holdDatabase(embedded, durable)
    return { as: embedded.as, release }
  }
  await prepareExternalDatabase({ connectionString: url })
  return { as: externalEntrance(url, appUrl), release: async () => {} }
}

function externalEntrance(url: string, appUrl?: string): Entrance['as'] {
  return (role, database) => {
    const own = role === 'muster_app' && appUrl !== undefined
    const address = new URL(own ? appUrl : url)
    if (database !== undefined) address.pathname = `/${database}`
    const connectionString = address.href
    return own || role === 'postgres'
      ? { connectionString }
      : { connectionString, options: `-c role=${role}` }
  }
}
