import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { inTurn } from './turn.ts'

const standard = new URL('./migrations/', import.meta.url)

export type MigrationFile = { name: string; text: string; sha256: string }

/** The plain SQL files in order of their number; a thing of the past is never edited. */
export async function migrationFiles(folder = standard): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/** Applies what is pending, forward only, each file in a transaction of its own; answers the names applied. */
export async function migrate(owner: pg.ClientConfig, folder = standard): Promise<string[]> {
  const files = await migrationFiles(folder)
  return inTurn(owner, 'migrate', async (client) => {
    await client.query(bookkeeping)
    const pending = pendingOf(files, await appliedOn(client))
    for (const file of pending) await applyPatiently(client, file)
    return pending.map((file) => file.name)
  })
}

const bookkeeping = `
  create schema if not exists migrations;
  create table if not exists migrations.applied (
    name text primary key, sha256 text not null, at timestamptz not null default clock_timestamp());
  create table if not exists migrations.installed (name text primary key, version text not null);
  grant usage on schema migrations to muster_app, muster_worker;
  grant select on migrations.applied to muster_app, muster_worker`

type Applied = Pick<MigrationFile, 'name' | 'sha256'>

export async function appliedOn(client: Pick<pg.ClientBase, 'query'>): Promise<Applied[]> {
  return (await client.query<Applied>('select name, sha256 from migrations.applied order by name')).rows
}

/**
 * The files that a database lacks. A database that is ahead of the files is fine (the next version has migrated
 * already); one that took another way is not.
 */
export function pendingOf(files: readonly MigrationFile[], applied: readonly Applied[]): MigrationFile[] {
  const known = new Map(applied.map(({ name, sha256 }) => [name, sha256]))
  const last = applied.at(-1)?.name ?? ''
  for (const { name, sha256 } of files) {
    if (known.has(name) && known.get(name) !== sha256)
      throw new Error(
        `db/migrations/${name} was changed after it had been applied to this database; write a new file instead.`,
      )
    if (!known.has(name) && name < last)
      throw new Error(
        `db/migrations/${name} is older than ${last}, which this database already has; give it a later number.`,
      )
  }
  return files.filter(({ name }) => !known.has(name))
}

// A busy table is waited for in small steps, so that the queue behind our lock stays short.
async function applyPatiently(client: pg.Client, file: MigrationFile) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await apply(client, file)
    } catch (error) {
      await client.query('rollback')
      const busy = (error as { code?: string }).code === '55P03'
      if (!busy || attempt === 20)
        throw new Error(`db/migrations/${file.name}: ${placed(file, error as pg.DatabaseError)}`, {
          cause: error,
        })
      await pause(500)
    }
  }
}

async function apply(client: pg.Client, { name, text, sha256 }: MigrationFile) {
  const note = {
    text: 'insert into migrations.applied (name, sha256) values ($1, $2)',
    values: [name, sha256],
  }
  if (name.endsWith('.concurrent.sql')) {
    await dropInvalidIndexes(client)
    await client.query(text)
    await client.query(note)
    return
  }
  await client.query(`begin; set local lock_timeout = '3s'`)
  await client.query(text)
  await client.query(note)
  await client.query('commit')
}

// An index whose building was cut off stays behind, unusable and in the way of its own name.
async function dropInvalidIndexes(client: pg.Client) {
  const { rows } = await client.query(
    'select indexrelid::regclass::text as name from pg_index where not indisvalid',
  )
  for (const { name } of rows) await client.query(`drop index concurrently ${name}`)
}

function placed({ text }: MigrationFile, { message, position }: pg.DatabaseError) {
  if (!position) return message
  return `${message} (line ${text.slice(0, Number(position)).split('\n').length})`
}
