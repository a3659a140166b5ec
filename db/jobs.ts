import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { queues } from './queues.ts'

/** Installs or upgrades the job queues as the owner, and lets the application and the worker use them. */
export async function installJobs(owner: pg.ClientConfig, client: pg.Client) {
  const boss = new PgBoss({
    ...(owner as object),
    schema: 'pgboss',
    migrate: true,
    supervise: false,
    schedule: false,
  })
  const failed = new Promise<never>((_, reject) => boss.once('error', reject))
  await Promise.race([boss.start(), failed])
  for (const { name, ...options } of queues) await boss.createQueue(name, options)
  await boss.stop({ graceful: false })
  await client.query(grants)
}

const grants = `
  grant usage on schema pgboss to muster_app, muster_worker;
  grant select, insert, update, delete on all tables in schema pgboss to muster_app, muster_worker;
  grant usage on all sequences in schema pgboss to muster_app, muster_worker;
  grant execute on all functions in schema pgboss to muster_app, muster_worker`
