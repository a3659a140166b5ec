import { settings, stop } from './steps/settings.ts'
import './resolve.ts'

// npm run --silent reconcile: compares the books now and prints the run as one JSON line; exit 1 while a difference stands.
const env = await settings()
const { openDatabase } = await import('../db/open.ts')
const { connectAs } = await import('../db/where.ts')
const { reconcile } = await import('~/payments/reconciliation/reconcile.server')

const entrance = await openDatabase(env).catch(stop)
const { db, pool } = connectAs('muster_worker', env, { max: 1, applicationName: 'muster reconcile' })
const run = await db
  .transaction()
  .execute((tx) => reconcile(tx, new Date()))
  .catch(stop)
console.log(JSON.stringify(run))
await pool.end()
await entrance.release()
process.exitCode = run.standing === 0 ? 0 : 1
