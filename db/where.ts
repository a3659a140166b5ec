import { connect, type ConnectOptions, type Connection } from './database.ts'
import { placeOf, port } from './embedded/place.ts'

type Place = { DATABASE_URL?: string | undefined; DATABASE_APP_URL?: string | undefined; DATA_DIR: string }
export type HouseRole = 'muster_owner' | 'muster_app' | 'muster_worker'

/**
 * A connection as one of the house's roles: the embedded server over its socket, or DATABASE_URL stepping into the
 * role. DATABASE_APP_URL, where given, is how the application itself connects.
 */
export function connectAs(
  role: HouseRole,
  { DATABASE_URL, DATABASE_APP_URL, DATA_DIR }: Place,
  options: ConnectOptions = {},
): Connection {
  if (role === 'muster_app' && DATABASE_APP_URL) return connect(DATABASE_APP_URL, options)
  if (DATABASE_URL) return connect({ connectionString: DATABASE_URL, options: `-c role=${role}` }, options)
  return connect({ host: placeOf(DATA_DIR).run, port, user: role, database: 'muster' }, options)
}
