import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { installJobs } from './jobs.ts'
import { migrate } from './migrate.ts'
import { inTurn } from './turn.ts'

const moves = new URL('./moves.sql', import.meta.url)

/** Brings a database to the state that this version of the code needs; answers the migrations applied. */
export async function upgrade(owner: pg.ClientConfig): Promise<string[]> {
  return inTurn(owner, 'upgrade', async (client) => {
    const applied = await migrate(owner)
    // The lifecycles as data, which the state guards of the tables read.
    await client.query(await readFile(moves, 'utf8'))
    await installJobs(owner, client)
    return applied
  })
}
