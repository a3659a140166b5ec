import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { connect } from '~db/database'
import { actingAs } from '~db/tenant'
import { aDatabase } from '../support/database'

const { as, name, owner } = await aDatabase()
// One connection for all: what it kept of one asker, the next one would have.
const { pool } = connect(as('muster_app'), { max: 1, applicationName: name, queueing: 30_000 })
afterAll(() => pool.end())

const someone = () => {
  const organizationId = randomUUID()
  const db = actingAs(pool, {
    organizationId,
    personId: randomUUID(),
    roles: ['buyer'],
    actorKind: 'enterprise',
    requestId: null,
  })
  return { organizationId, db }
}
const organizationOf = async (db: ReturnType<typeof actingAs>) =>
  (await sql<{ org: string | null }>`select app_org() as org`.execute(db)).rows[0]!.org

test('each of many statements that share a connection runs under the identity of its own asker', async () => {
  const askers = Array.from({ length: 40 }, someone)
  const seen = await Promise.all(askers.flatMap(({ db }) => [organizationOf(db), organizationOf(db)]))
  expect(seen).toEqual(askers.flatMap(({ organizationId }) => [organizationId, organizationId]))
})

test('a statement that fails says why, and leaves the connection to the next one without its identity', async () => {
  const [first, second] = [someone(), someone()]
  await expect(sql`select 1 / 0`.execute(first.db)).rejects.toThrow('division by zero')
  const { rows } = await pool.query(
    `select nullif(current_setting('app.org_id', true), '') as org, pg_current_xact_id_if_assigned() as xact`,
  )
  expect(rows).toEqual([{ org: null, xact: null }])
  expect(await organizationOf(second.db)).toBe(second.organizationId)
})

test('what is found amiss only at the end of a statement is told, and nothing of it stays', async () => {
  await owner.pool.query(`
    create table late_checks (n int unique deferrable initially deferred);
    grant select, insert on late_checks to muster_app`)
  const { db, organizationId } = someone()
  await expect(sql`insert into late_checks values (1), (1)`.execute(db)).rejects.toThrow('late_checks_n_key')
  const { rows } = await sql<{ n: number }>`select n from late_checks`.execute(db)
  expect(rows).toEqual([])
  expect(await organizationOf(db)).toBe(organizationId)
})

test('a connection that the server cuts in the middle fails what was asked, and the next one has another', async () => {
  const { db, organizationId } = someone()
  await expect(sql`select pg_terminate_backend(pg_backend_pid())`.execute(db)).rejects.toThrow()
  expect(await organizationOf(db)).toBe(organizationId)
})
