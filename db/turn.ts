import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/**
 * Works on a connection of its own while nobody else works under the same name. The lock is asked for again and
 * again: one statement that waits would hold a snapshot, and `create index concurrently` waits for those.
 */
export async function inTurn<T>(
  config: pg.ClientConfig,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    ...config,
    application_name: `muster ${name}`,
    connectionTimeoutMillis: 30_000,
  })
  client.on('error', () => {}) // whoever asks next is told
  await client.connect()
  try {
    while (!(await takes(client, name))) await pause(100)
    return await work(client)
  } finally {
    await client.end()
  }
}

async function takes(client: pg.Client, name: string) {
  const { rows } = await client.query('select pg_try_advisory_lock(hashtext($1)) as mine', [`muster ${name}`])
  return rows[0].mine as boolean
}
