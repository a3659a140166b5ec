import { afterAll, inject } from 'vitest'
import { kept, letGo } from '~/kernel/kept.server'
import { connect } from '../../db/database.ts'
import { type Entrance, openDatabase } from '../../db/open.ts'
import type { HouseRole } from '../../db/where.ts'
import { asSuperuser, tellMarket } from './template.ts'

let count = 0

/**
 * A database of one's own, cloned from the migrated template, and a connection for each role. Called at the top of
 * a test file (`const { app } = await aDatabase()`); it goes away after the file's last test. Pages use the first one.
 */
export const aDatabase = () => cloneOf(({ template }) => Promise.resolve(template))

/** A database of one's own that holds the demo market, told once in a run. */
export const aMarket = () => cloneOf(({ template, as }) => tellMarket(as, template))

type Place = { template: string; as: Entrance['as'] }

async function cloneOf(source: (place: Place) => Promise<string>) {
  const { template: migrated, ...where } = inject('database')
  const { as, release } = await openDatabase(where, { durable: false })
  const template = await source({ template: migrated, as })
  const name = `test_${process.ppid}_${process.pid}_${(count += 1)}`
  await asSuperuser(as('postgres', 'postgres'), (client) =>
    client.query(`create database ${name} owner muster_owner template ${template} strategy file_copy`),
  )
  // A busy machine makes tests slow, not red.
  const of = (role: HouseRole) => connect(as(role, name), { max: 5, applicationName: name, queueing: 30_000 })
  const connections = { owner: of('muster_owner'), app: of('muster_app'), worker: of('muster_worker') }
  kept('pool', () => connections.app.pool)
  afterAll(async () => {
    letGo('pool')
    for (const { pool } of Object.values(connections)) await pool.end()
    await asSuperuser(as('postgres', 'postgres'), (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    )
    await release()
  })
  return { name, as: (role: HouseRole) => as(role, name), ...connections }
}
