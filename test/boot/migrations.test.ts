import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { migrate, pendingOf } from '~db/migrate'
import { aDatabase } from '../support/database'
import { aFolder } from '../support/folder'

const { as, owner, app } = await aDatabase()

function folderWith(files: Record<string, string>) {
  const folder = aFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return pathToFileURL(`${folder}/`)
}

const standing = (name: string, sha256 = name) => ({ name, sha256, text: '' })

test('only what was not applied yet is pending', () => {
  const files = ['1.sql', '2.sql', '3.sql'].map((name) => standing(name))
  expect(pendingOf(files, files.slice(0, 1))).toEqual(files.slice(1))
})

test('a database that is ahead of the code is left alone', () => {
  const files = ['1.sql', '2.sql'].map((name) => standing(name))
  expect(pendingOf(files.slice(0, 1), files)).toEqual([])
})

test('an edited migration stops the start and is named', () => {
  expect(() => pendingOf([standing('1.sql', 'new')], [standing('1.sql', 'old')])).toThrow('1.sql was changed')
})

test('a migration with a number of the past is refused', () => {
  const files = ['1.sql', '2.sql', '3.sql'].map((name) => standing(name))
  expect(() => pendingOf(files, [files[0]!, files[2]!])).toThrow('2.sql is older than 3.sql')
})

test('a broken file leaves nothing of itself behind, and says its line', async () => {
  const folder = folderWith({ '9001_half.sql': 'create table half (id int);\nselect nonsense;' })
  await expect(migrate(as('muster_owner'), folder)).rejects.toThrow(
    '9001_half.sql: column "nonsense" does not exist (line 2)',
  )
  const { rows } = await owner.pool.query(`select to_regclass('half') as half`)
  expect(rows).toEqual([{ half: null }])
})

test('of two starts at once each file is applied by one', async () => {
  const folder = folderWith({
    '9002_once.sql': 'create table once (id int);',
    '9003_index.concurrent.sql': 'create index concurrently if not exists once_by_id on once (id)',
  })
  const both = await Promise.all([migrate(as('muster_owner'), folder), migrate(as('muster_owner'), folder)])
  expect(both.flat().sort()).toEqual(['9002_once.sql', '9003_index.concurrent.sql'])
})

test('a migration waits for a busy table in small steps', async () => {
  const folder = folderWith({ '9004_busy.sql': 'create table busy (id int);', '9005_busy.sql': 'select 1' })
  await migrate(as('muster_owner'), folder)
  const more = folderWith({ '9006_more.sql': 'alter table busy add column more int' })
  const holder = await owner.pool.connect()
  await holder.query('begin; lock table busy in access share mode')
  const done = migrate(as('muster_owner'), more)
  await expect
    .poll(async () => {
      const { rows } = await owner.pool.query(`select count(*)::int as n from pg_locks where not granted`)
      return rows[0].n
    })
    .toBe(1)
  await holder.query('commit')
  holder.release()
  expect(await done).toEqual(['9006_more.sql'])
})

test('the application may read what was applied and change none of it', async () => {
  const { rows } = await app.pool.query('select count(*) > 0 as some from migrations.applied')
  expect(rows).toEqual([{ some: true }])
  await expect(app.pool.query('delete from migrations.applied')).rejects.toThrow('permission denied')
})
