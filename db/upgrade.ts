import type pg from 'pg'
import { installJobs } from './jobs.ts'
import { migrate } from './migrate.ts'

/** Brings a database to the state that this version of the code needs; answers the migrations applied. */
export async function upgrade(owner: pg.ClientConfig): Promise<string[]> {
  const applied = await migrate(owner)
  await installJobs(owner)
  return applied
}
