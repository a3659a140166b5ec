import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { listLifecycles, movesText } from '../scripts/moves'
import { aDatabase } from './support/database'

const { owner } = await aDatabase()
const lifecycles = await listLifecycles()
const folder = new URL('../db/migrations/', import.meta.url)
const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'))
const migrations = (await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')))).join(
  '\n',
)
const guards = [...migrations.matchAll(/^call guard_states\('(\w+)', '(\w+)'\)/gm)].map(
  ([, table, thing]) => ({ table: table!, thing: thing! }),
)

test('db/moves.sql holds the moves of all lifecycles', async () => {
  await expect(await movesText()).toMatchFileSnapshot('../db/moves.sql')
})

const written = guards.filter(({ thing }) => lifecycles.has(thing))

test.each(written)(
  'a state column of $table allows exactly the states of its lifecycle',
  async ({ table, thing }) => {
    const { rows } = await owner.pool.query(
      `select pg_get_constraintdef(oid) as rule from pg_constraint
     where conrelid = $1::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ '^CHECK \\(\\(state = ANY \\(ARRAY'`,
      [table],
    )
    const states = [...String(rows[0]?.rule).matchAll(/'([a-z_]+)'::text/g)].map((match) => match[1])
    expect(states.toSorted()).toEqual(lifecycles.get(thing)!.states.toSorted())
  },
)
