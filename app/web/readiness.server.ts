import { statfs } from 'node:fs/promises'
import type pg from 'pg'
import { appliedOn, migrationFiles, pendingOf } from '~db/migrate'

const databasePatience = 1_000
const clockTolerance = 2_000
const spaceForWrites = 500 * 2 ** 20

/** The names of what keeps this process from serving: database, clock, migrations, disk; empty when it can. */
export async function whyNotReady(pool: pg.Pool, dataDir: string): Promise<string[]> {
  const [database, disk] = await Promise.all([whyNotDatabase(pool), isDiskLow(dataDir)])
  return [...database, ...(disk ? ['disk'] : [])]
}

async function whyNotDatabase(pool: pg.Pool) {
  try {
    return await soon(databaseFaults(pool))
  } catch {
    return ['database']
  }
}

async function databaseFaults(pool: pg.Pool) {
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now')
  const drift = Math.abs(rows[0]!.now.getTime() - Date.now())
  const pending = pendingOf(await migrationFiles(), await appliedOn(pool))
  return [...(drift > clockTolerance ? ['clock'] : []), ...(pending.length > 0 ? ['migrations'] : [])]
}

function soon<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, databasePatience)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** Whether so little space is left that only reading is safe. */
export async function isDiskLow(dataDir: string) {
  try {
    const { bavail, bsize } = await statfs(dataDir)
    return bavail * bsize < spaceForWrites
  } catch {
    return false
  }
}
