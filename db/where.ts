import type pg from 'pg'
import { connect, type ConnectOptions, type Connection } from './database.ts'
import { placeOf, port } from './embedded/place.ts'

export type HouseRole = 'muster_owner' | 'muster_app' | 'muster_worker'

export type Where = {
  /** A server of one's own, by a user that may migrate it; the embedded one in DATA_DIR when absent. */
  DATABASE_URL?: string | undefined
  /** The same server by a user that can only become muster_app. */
  DATABASE_APP_URL?: string | undefined
  DATA_DIR: string
}

/** How to connect as one of the house's roles, or with `postgres` as the one who may do everything. */
export function configOf(
  role: HouseRole | 'postgres',
  { DATABASE_URL, DATABASE_APP_URL, DATA_DIR }: Where,
  database?: string,
): pg.ClientConfig {
  if (!DATABASE_URL) return { host: placeOf(DATA_DIR).run, port, user: role, database: database ?? 'muster' }
  const own = role === 'muster_app' && DATABASE_APP_URL
  const connectionString = inDatabase(own || DATABASE_URL, database)
  return own || role === 'postgres' ? { connectionString } : { connectionString, options: `-c role=${role}` }
}

function inDatabase(address: string, database: string | undefined) {
  if (database === undefined) return address
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}

/** A pool as one of the house's roles. */
export const connectAs = (role: HouseRole, where: Where, options: ConnectOptions = {}): Connection =>
  connect(configOf(role, where), options)
