import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type Embedded, embeddedDatabase, holdDatabase, stopEmbeddedDatabase } from '~db/embedded'
import { holderOf } from '../../db/embedded/mutex.js'
import { placeOf } from '~db/embedded/place'
import { postmasterOf } from '~db/embedded/processes'
import { aFolder } from '../support/folder'

const begun: Embedded[] = []

afterAll(async () => {
  await Promise.all(begun.map(stopEmbeddedDatabase))
}, 180_000)

async function start(dataDir = aFolder(), durable = false) {
  const embedded = await embeddedDatabase({ dataDir, durable })
  begun.push(embedded)
  return embedded
}

async function ask(embedded: Embedded, text: string, role = 'muster_owner') {
  const client = new pg.Client({ ...embedded.as(role), connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const kill = (pid: number | undefined) => process.kill(pid!, 'SIGKILL')
const eventually = { timeout: 20_000, interval: 100 }

// Nobody uses this one from here to the last test.
const forgotten = await start()
await ask(forgotten, 'create table facts (id int)')

test('it is PostgreSQL 18 with our roles, sorted by code point and searchable in Chinese', async () => {
  const embedded = await start()
  const [facts] = await ask(
    embedded,
    `select current_setting('server_version_num')::int >= 180000 as new, datlocprovider, datlocale,
       (select count(*)::int from pg_roles where rolname in ('muster_owner', 'muster_app', 'muster_worker',
         'muster_export', 'muster_audit', 'ledger_owner') and not rolsuper and not rolbypassrls) as roles
     from pg_database where datname = 'muster'`,
  )
  expect(facts).toEqual({ new: true, datlocprovider: 'b', datlocale: 'C.UTF-8', roles: 6 })
  expect(await ask(embedded, `select current_user as me`, 'muster_app')).toEqual([{ me: 'muster_app' }])
})

test('four starts at once share one server', async () => {
  const folder = aFolder()
  const started = await Promise.all([start(folder), start(folder), start(folder), start(folder)])
  const pids = await Promise.all(
    started.map((embedded) => ask(embedded, 'select pg_postmaster_start_time()::text as at')),
  )
  expect(new Set(pids.map((rows) => rows[0].at)).size).toBe(1)
})

test('what was committed outlives kill -9 of the postmaster, and a new one comes by itself', async () => {
  const embedded = await start(aFolder(), true)
  const hold = holdDatabase(embedded)
  await ask(embedded, 'create table facts (id int); insert into facts values (1)')
  kill(postmasterOf(embedded.place))
  await expect
    .poll(() => ask(embedded, 'select id from facts').catch(() => []), eventually)
    .toEqual([{ id: 1 }])
  await hold.release()
})

test('kill -9 of the supervisor leaves the server running; the next start adopts it', async () => {
  const embedded = await start()
  const before = postmasterOf(embedded.place)
  kill(await holderOf(embedded.place.hash))
  await expect.poll(() => holderOf(embedded.place.hash), eventually).toBeUndefined()
  const again = await start(embedded.place.folder)
  await expect.poll(() => holderOf(embedded.place.hash), eventually).toBeGreaterThan(0)
  expect(postmasterOf(again.place)).toBe(before)
})

test('kill -9 of both is repaired by whoever holds the server', async () => {
  const embedded = await start()
  const hold = holdDatabase(embedded, false)
  kill(await holderOf(embedded.place.hash))
  kill(postmasterOf(embedded.place))
  await expect.poll(() => ask(embedded, 'select 1 as one').catch(() => []), eventually).toEqual([{ one: 1 }])
  await hold.release()
})

test('a lock file that names somebody else’s process does not stand in the way', async () => {
  const embedded = await start()
  await stopEmbeddedDatabase(embedded)
  const stranger = spawn('sleep', ['60'])
  writeFileSync(
    join(embedded.place.data, 'postmaster.pid'),
    `${stranger.pid}\n${embedded.place.data}\n0\n5432\n`,
  )
  await start(embedded.place.folder)
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})

test('a path that is too long for a socket still works', async () => {
  const embedded = await start(aFolder('x'.repeat(120)))
  expect(Buffer.byteLength(join(embedded.place.run, '.s.PGSQL.5432'))).toBeLessThanOrEqual(107)
  expect(await ask(embedded, 'select 1 as one')).toEqual([{ one: 1 }])
  rmSync(embedded.place.run, { recursive: true })
})

test('a data folder that is not whole is left alone and named', async () => {
  const folder = aFolder()
  mkdirSync(join(folder, 'pg18'))
  writeFileSync(join(folder, 'pg18', 'something'), '')
  await expect(start(folder)).rejects.toThrow(`${join(folder, 'pg18')} is not a whole PostgreSQL cluster`)
})

test('a data folder whose version is cut off is left alone and named', async () => {
  const folder = aFolder()
  mkdirSync(join(folder, 'pg18', 'global'), { recursive: true })
  writeFileSync(join(folder, 'pg18', 'PG_VERSION'), '')
  writeFileSync(join(folder, 'pg18', 'global', 'pg_control'), '')
  await expect(start(folder)).rejects.toThrow('is not a whole PostgreSQL cluster')
})

test('a data folder of another version is named', async () => {
  const folder = aFolder()
  mkdirSync(join(folder, 'pg18', 'global'), { recursive: true })
  writeFileSync(join(folder, 'pg18', 'PG_VERSION'), '16\n')
  writeFileSync(join(folder, 'pg18', 'global', 'pg_control'), '')
  await expect(start(folder)).rejects.toThrow('was made by PostgreSQL 16')
})

test('a cluster whose control file is damaged says so', async () => {
  const embedded = await start()
  await stopEmbeddedDatabase(embedded)
  writeFileSync(join(embedded.place.data, 'global', 'pg_control'), 'x'.repeat(8192))
  await expect(start(embedded.place.folder)).rejects.toThrow(
    `PostgreSQL does not start: database files are incompatible with server (${embedded.place.log})`,
  )
})

const mayMount = canMount()

test.runIf(mayMount)('a full disk is named with what is missing', () => {
  const folder = aFolder()
  const said = inSmallDisk(folder)
  expect(said).toContain(`The disk of ${folder} is full`)
})

if (!mayMount) console.warn('SKIPPED: a full disk (no user namespaces with mounts on this machine)')

function canMount() {
  try {
    execFileSync('unshare', ['--user', '--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'])
    return true
  } catch {
    return false
  }
}

function inSmallDisk(folder: string) {
  const entry = new URL('../../db/embedded/supervisor.ts', import.meta.url).pathname
  const script = 'mount -t tmpfs -o size=64m tmpfs "$0" && "$1" "$2" "$0" 2>&1 || true'
  const words = ['--user', '--map-root-user', '--mount', 'sh', '-c', script, folder, process.execPath, entry]
  return execFileSync('unshare', words, { encoding: 'utf8' })
}

test('the socket lies where only its owner can go', () => {
  const { run } = placeOf(aFolder())
  expect(execFileSync('stat', ['-c', '%a', run], { encoding: 'utf8' }).trim()).toBe('700')
})

test('without clients it ends by itself, and the next start finds everything', async () => {
  await expect.poll(() => postmasterOf(forgotten.place), { timeout: 18_000, interval: 500 }).toBeUndefined()
  expect(await ask(await start(forgotten.place.folder), 'select count(*)::int as n from facts')).toEqual([
    { n: 0 },
  ])
})
