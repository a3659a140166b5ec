import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { publishedDays } from '../app/kernel/calendar.ts'
import { migrate } from './migrate.ts'
import { queues } from './queues.ts'
import { inTurn } from './turn.ts'

const moves = new URL('./moves.sql', import.meta.url)
const queue = new URL('../node_modules/pg-boss/package.json', import.meta.url)

/** Brings a database to the state that this version of the code needs; answers the migrations applied. */
export async function upgrade(owner: pg.ClientConfig): Promise<string[]> {
  return inTurn(owner, 'upgrade', async (client) => {
    const applied = await migrate(owner)
    // The lifecycles as data, which the state guards of the tables read.
    const text = await readFile(moves, 'utf8')
    await whenOther(client, 'moves', createHash('sha256').update(text).digest('hex'), () =>
      client.query(text),
    )
    const days = JSON.stringify(publishedDays)
    await whenOther(client, 'calendar', createHash('sha256').update(days).digest('hex'), () =>
      client.query(
        `insert into calendar_days select * from jsonb_to_recordset($1::jsonb) as d (day date, kind text)
         on conflict (day) do update set kind = excluded.kind`,
        [days],
      ),
    )
    const { version } = JSON.parse(await readFile(queue, 'utf8')) as { version: string }
    await whenOther(client, 'pg-boss', `${version} ${JSON.stringify(queues)}`, async () => {
      const { installJobs } = await import('./jobs.ts')
      await installJobs(owner, client)
    })
    return applied
  })
}

/** Installs a part whose version the database does not have yet, and notes it. */
async function whenOther(client: pg.Client, name: string, version: string, install: () => Promise<unknown>) {
  const note = [name, version]
  const { rowCount } = await client.query(
    'select from migrations.installed where name = $1 and version = $2',
    note,
  )
  if (rowCount === 1) return
  await install()
  await client.query(
    `insert into migrations.installed (name, version) values ($1, $2)
     on conflict (name) do update set version = excluded.version`,
    note,
  )
}
