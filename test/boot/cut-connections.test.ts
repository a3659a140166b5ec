import type pg from 'pg'
import { expect, test } from 'vitest'
import { aDatabase } from '../support/database'

const { app, owner } = await aDatabase()

/** The server ends a connection, as it does with those that are too slow. */
async function cut(victim: pg.PoolClient, release: boolean) {
  const { rows } = await victim.query('select pg_backend_pid() as pid')
  const knife = await app.pool.connect()
  if (release) victim.release()
  await knife.query('select pg_terminate_backend($1)', [rows[0].pid])
  knife.release()
  const left = () => owner.pool.query('select from pg_stat_activity where pid = $1', [rows[0].pid])
  await expect.poll(async () => (await left()).rowCount).toBe(0)
}

const works = async () => (await app.pool.query('select 1 as one')).rows[0].one === 1

test('a connection that is cut between two statements fails the second one, and nothing else', async () => {
  const client = await app.pool.connect()
  await client.query('begin')
  await cut(client, false)
  await expect(client.query('select 1')).rejects.toThrow()
  client.release()
  expect(await works()).toBe(true)
})

test('a connection that is cut while nobody uses it is replaced', async () => {
  await cut(await app.pool.connect(), true)
  expect(await works()).toBe(true)
})
