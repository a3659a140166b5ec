import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
  CamelCasePlugin,
} from 'kysely'
import type pg from 'pg'
import type { Duplex } from 'node:stream'
import { nameOf } from './named.ts'
import type { Database } from './schema.ts'

/** Who runs the statements; becomes the settings that row policies and `record_event` read. */
export type Identity = {
  organizationId: string | null
  personId: string | null
  roles: readonly string[]
  actorKind: string
  requestId: string | null
}

/** How many statements ran and how many milliseconds they took. */
export type Tally = { dbN: number; dbMs: number }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const word = /^[a-z_]+$/
const token = /^[A-Za-z0-9_-]{1,64}$/

function opening({ organizationId, personId, roles, actorKind, requestId }: Identity): string {
  const facts = {
    'app.org_id': organizationId ?? '',
    'app.person_id': personId ?? '',
    'app.roles': roles.join(','),
    'app.actor_kind': actorKind,
    'app.request_id': requestId ?? '',
  }
  const sound =
    [organizationId, personId].every((id) => id === null || uuid.test(id)) &&
    [...roles, actorKind].every((name) => word.test(name)) &&
    (requestId === null || token.test(requestId))
  if (!sound) throw new Error('an identity must be made of uuids and words')
  return `select ${Object.entries(facts)
    .map(([name, value]) => `set_config('${name}', '${value}', true)`)
    .join(', ')}`
}

/**
 * A Kysely whose every statement and transaction runs under this identity. Each opens a transaction with the
 * settings local to it, so that no pooled connection keeps an identity (trust.md §5).
 */
export function actingAs(pool: pg.Pool, identity: Identity, tally?: Tally): Kysely<Database> {
  const settings = opening(identity)
  return new Kysely<Database>({
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => new TenantDriver(pool, settings, tally),
    },
  })
}

class TenantDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #settings: string
  readonly #tally: Tally | undefined
  constructor(pool: pg.Pool, settings: string, tally: Tally | undefined) {
    this.#pool = pool
    this.#settings = settings
    this.#tally = tally
  }
  async init() {}
  async destroy() {}
  async acquireConnection() {
    return new TenantConnection(await this.#pool.connect(), this.#settings, this.#tally)
  }
  async beginTransaction(
    connection: DatabaseConnection,
    { isolationLevel, accessMode }: TransactionSettings,
  ) {
    const how = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ')
    await (connection as TenantConnection).begin(how)
  }
  async commitTransaction(connection: DatabaseConnection) {
    await (connection as TenantConnection).end('commit')
  }
  async rollbackTransaction(connection: DatabaseConnection) {
    await (connection as TenantConnection).end('rollback')
  }
  async savepoint(connection: DatabaseConnection, name: string) {
    await (connection as TenantConnection).plain(`savepoint "${name}"`)
  }
  async rollbackToSavepoint(connection: DatabaseConnection, name: string) {
    await (connection as TenantConnection).plain(`rollback to savepoint "${name}"`)
  }
  async releaseSavepoint(connection: DatabaseConnection, name: string) {
    await (connection as TenantConnection).plain(`release savepoint "${name}"`)
  }
  async releaseConnection(connection: DatabaseConnection) {
    ;(connection as TenantConnection).release()
  }
}

class TenantConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #settings: string
  readonly #tally: Tally | undefined
  #inside = false
  #broken: Error | undefined
  constructor(client: pg.PoolClient, settings: string, tally: Tally | undefined) {
    this.#client = client
    this.#settings = settings
    this.#tally = tally
  }
  async plain(text: string) {
    await this.#client.query(text)
  }
  async begin(how = '') {
    await this.plain(`begin ${how}; ${this.#settings}`)
    this.#inside = true
  }
  async end(how: 'commit' | 'rollback') {
    this.#inside = false
    try {
      await this.plain(how)
    } catch (error) {
      this.#broken = error as Error
      throw error
    }
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const began = performance.now()
    try {
      return await this.#run<Row>(query)
    } finally {
      if (this.#tally) {
        this.#tally.dbN += 1
        this.#tally.dbMs += performance.now() - began
      }
    }
  }
  async #run<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = { name: nameOf(sql), text: sql, values: [...parameters] }
    if (this.#inside) return answer(await this.#client.query(statement))
    // Sent as one, without waiting for each answer: what follows something that failed is refused, and the end undoes it.
    const [began, ran, ended] = this.#together(
      () =>
        [
          this.#client.query(`begin; ${this.#settings}`),
          this.#client.query(statement),
          this.#client.query('commit'),
        ] as const,
    )
    await Promise.allSettled([began, ran])
    await ended.catch((error: Error) => (this.#broken = error))
    await began
    const result = await ran
    await ended
    return answer(result)
  }
  #together<Sent>(send: () => Sent) {
    const { stream } = (this.#client as unknown as { connection: { stream: Duplex } }).connection
    stream.cork()
    try {
      return send()
    } finally {
      stream.uncork()
    }
  }
  streamQuery(): never {
    throw new Error('streaming is not offered: page by key instead')
  }
  release() {
    this.#client.release(this.#broken)
  }
}

function answer<Row>({ rows, rowCount, command }: pg.QueryResult): QueryResult<Row> {
  const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
  return changes ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
}
