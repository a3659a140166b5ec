import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { installJobs } from './jobs.ts'
import { migrate } from './migrate.ts'

/** Brings a database to the state that this version of the code needs; answers the migrations applied. */
export async function upgrade(owner: pg.ClientConfig): Promise<string[]> {
  const applied = await migrate(owner)
  await installMoves(owner)
  await installJobs(owner)
  return applied
}

/** The lifecycles as data, which the state guards of the tables read. */
async function installMoves(owner: pg.ClientConfig) {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(await readFile(new URL('./moves.sql', import.meta.url), 'utf8'))
  } finally {
    await client.end()
  }
}
