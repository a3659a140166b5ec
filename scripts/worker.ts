import { PgBoss } from 'pg-boss'
import { onEnding } from './steps/ending.ts'
import { settings, stop } from './steps/settings.ts'

// The job worker. Several may run at once; a killed one's job runs again elsewhere within seconds.
const env = await settings({ NODE_ENV: 'production' })

const { agreeOnKeys } = await import('../db/keys.ts')
const { openDatabase } = await import('../db/open.ts')
const { upgrade } = await import('../db/upgrade.ts')
const { configOf, connectAs } = await import('../db/where.ts')
const { lineLog } = await import('~/web/request-log.server')
const { startJobs } = await import('~/jobs.server')

const log = lineLog(env.LOG_LEVEL)
const entrance = await openDatabase(env).catch(stop)
await upgrade(entrance.as('muster_owner')).catch(stop)
await agreeOnKeys(entrance.as('muster_owner'), env).catch(stop)

const { db } = connectAs('muster_worker', env, { max: 4, applicationName: 'muster worker', patience: 'job' })
const boss = new PgBoss({
  ...(configOf('muster_worker', env) as object),
  application_name: 'muster jobs',
  max: 4,
  schema: 'pgboss',
  migrate: false,
  createSchema: false,
  monitorIntervalSeconds: 5,
  superviseIntervalSeconds: 5,
  reindex: false,
  // The clock's moves are loops of our own.
  schedule: false,
})
boss.on('error', (error) => log.error({ job: 'pgboss', error: error.name, message: error.message }))
await boss.start().catch(stop)
const jobs = await startJobs(boss, db).catch(stop)

const { fail } = onEnding(async () => {
  await jobs.stop()
  await boss.stop({ graceful: true, timeout: 10_000 })
  await db.destroy()
  await entrance.release()
})
process.on('uncaughtException', (error) => {
  log.fatal({ error: error.name, stack: error.stack?.split('\n').slice(1, 8) })
  fail()
})
