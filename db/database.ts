import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from './schema.ts'

/** How long one statement, one wait for a lock and one transaction may take, in milliseconds (trust.md §10). */
const patience = {
  request: { statement: 5_000, lock: 2_000, transaction: 10_000, idle: 5_000 },
  job: { statement: 60_000, lock: 10_000, transaction: 60_000, idle: 60_000 },
  unlimited: { statement: 0, lock: 0, transaction: 0, idle: 0 },
}

export type ConnectOptions = {
  max?: number
  applicationName?: string
  patience?: keyof typeof patience
  /** How long a free connection is waited for, in milliseconds; 1,500 when absent. */
  queueing?: number
  /** What is thrown when no connection can be had in time, instead of the driver's error. */
  whenBusy?: () => unknown
}

export type Connection = { pool: pg.Pool; db: Kysely<Database> }

/** A pool of connections and a Kysely over it: bigint for int8, text for date, camelCase for snake_case. */
export function connect(target: string | pg.ClientConfig, options: ConnectOptions = {}): Connection {
  const config: pg.ClientConfig = typeof target === 'string' ? { connectionString: target } : target
  const pool = new pg.Pool({
    ...config,
    max: options.max ?? 10,
    connectionTimeoutMillis: options.queueing ?? 1_500,
    application_name: options.applicationName ?? 'muster',
    options: [config.options, startOptions(options)].filter(Boolean).join(' '),
    types: { getTypeParser },
    // Statements that are sent together are on their way together.
    pipeline: true,
  })
  // A connection that the server cut, idle or between two statements, is replaced by the next one; without listeners
  // it would end the process.
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  if (options.whenBusy) refuseWith(pool, options.whenBusy)
  return {
    pool,
    db: new Kysely<Database>({
      dialect: new PostgresDialect({ pool }),
      plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    }),
  }
}

function refuseWith(pool: pg.Pool, whenBusy: () => unknown) {
  const take = pool.connect.bind(pool)
  const refuse = () => Promise.reject(whenBusy())
  pool.connect = ((callback?: Parameters<typeof take>[0]) =>
    callback ? take(callback) : take().catch(refuse)) as typeof pool.connect
}

function startOptions({ patience: kind = 'request' }: ConnectOptions) {
  const { statement, lock, transaction, idle } = patience[kind]
  const settings = {
    timezone: 'UTC',
    statement_timeout: statement,
    lock_timeout: lock,
    transaction_timeout: transaction,
    idle_in_transaction_session_timeout: idle,
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

const int8 = 20
const int8s = 1016
const date = 1082
const dates = 1182
const texts = 1009

const standard = pg.types.getTypeParser as (oid: number, format?: unknown) => (text: string) => unknown
const parseTexts = standard(texts) as (text: string) => (string | null)[]
const parseInt8s = (text: string) => parseTexts(text).map((item) => (item === null ? null : BigInt(item)))

// Of this pool only: a library in the same process keeps its own idea of an int8.
function getTypeParser(oid: number, format?: unknown) {
  if (format === 'binary') return standard(oid, format)
  if (oid === int8) return BigInt
  if (oid === int8s) return parseInt8s
  if (oid === date) return String
  if (oid === dates) return parseTexts
  return standard(oid, format)
}
