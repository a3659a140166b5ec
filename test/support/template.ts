import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { publishedDays } from '~/kernel/calendar'
import { connect } from '../../db/database.ts'
import { migrationFiles } from '../../db/migrate.ts'
import type { Entrance } from '../../db/open.ts'
import { seed } from '../../db/seeds/index.ts'
import { upgrade } from '../../db/upgrade.ts'

/** Runs work as the superuser, one after the other when several ask at once. */
export async function asSuperuser<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A migrated database named by what it was made of, made once; answers its name. */
export async function makeTemplate({ as }: Entrance): Promise<string> {
  const name = `template_${await fingerprint()}`
  await asSuperuser(as('postgres'), async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('muster template'))`)
    const { rows } = await client.query('select datistemplate as whole from pg_database where datname = $1', [
      name,
    ])
    if (rows[0]?.whole) return
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} owner muster_owner`)
    await upgrade(as('muster_owner', name))
    await client.query(`alter database ${name} is_template true`)
  })
  return name
}

/** A database with the demo market, told at most once in a run, since its deadlines are near; answers its name. */
export async function tellMarket(as: Entrance['as'], template: string): Promise<string> {
  const name = `test_${process.ppid}_told`
  await asSuperuser(as('postgres'), async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('muster told market'))`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return
    const begun = `${name}_begun`
    await client.query(`drop database if exists ${begun} with (force)`)
    await client.query(`create database ${begun} owner muster_owner template ${template} strategy file_copy`)
    const owner = connect(as('muster_owner', begun), { max: 1, applicationName: begun })
    await seed(owner.db).finally(() => owner.pool.end())
    await client.query(`alter database ${begun} rename to ${name}`)
  })
  return name
}

async function fingerprint() {
  const lockfile = await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')
  const queue = JSON.parse(lockfile).packages['node_modules/pg-boss'].version
  const moves = await readFile(new URL('../../db/moves.sql', import.meta.url), 'utf8')
  const days = JSON.stringify(publishedDays)
  const facts = [queue, moves, days, ...(await migrationFiles()).map((file) => file.name + file.sha256)]
  return createHash('sha256').update(facts.join()).digest('hex').slice(0, 12)
}

/** Databases of runs that were killed, and templates of other migrations, are of no use to anybody. */
export async function dropLeftovers({ as }: Entrance) {
  const current = `template_${await fingerprint()}`
  await asSuperuser(as('postgres'), async (client) => {
    const { rows } = await client.query<{ name: string; used: boolean }>(
      `select datname as name, exists (select from pg_stat_activity a where a.datname = d.datname) as used
       from pg_database d where datname ~ '^(test_[0-9]+|template)_' and datname <> $1`,
      [current],
    )
    for (const { name, used } of rows) {
      if (used || isRunning(Number(/^test_(\d+)_/.exec(name)?.[1]))) continue
      await client.query(`update pg_database set datistemplate = false where datname = $1`, [name])
      await client.query(`drop database if exists ${name} with (force)`)
    }
  })
}

function isRunning(pid: number) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}
