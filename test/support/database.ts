import { afterAll, inject } from 'vitest'
import { connect } from '../../db/database.ts'
import { openDatabase } from '../../db/open.ts'
import { asSuperuser } from './template.ts'

let count = 0

/**
 * A database of one's own, cloned from the migrated template, and a connection for each role. Called at the top of
 * a test file (`const { app } = await aDatabase()`); it goes away after the file's last test.
 */
export async function aDatabase() {
  const { url, dataDir, template } = inject('database')
  const entrance = await openDatabase({ url, dataDir, durable: false })
  const name = `test_${process.ppid}_${process.pid}_${(count += 1)}`
  await asSuperuser(entrance.as('postgres', 'postgres'), (client) =>
    client.query(`create database ${name} owner muster_owner template ${template}`),
  )
  const of = (role: string) => connect(entrance.as(role, name), { max: 5, applicationName: name })
  const connections = { owner: of('muster_owner'), app: of('muster_app'), worker: of('muster_worker') }
  afterAll(async () => {
    for (const { pool } of Object.values(connections)) await pool.end()
    await asSuperuser(entrance.as('postgres', 'postgres'), (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    )
    await entrance.release()
  })
  return { name, as: (role: string) => entrance.as(role, name), ...connections }
}
