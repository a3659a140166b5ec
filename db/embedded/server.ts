import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { binaries } from './binaries.ts'
import { port, type Place } from './place.ts'
import { clearLeftovers, firstLine, postmasterOf } from './processes.ts'
import { type Disguise, disguise, giveTo } from './unprivileged.ts'

export const superuser = 'postgres'
const watcher = 'muster supervisor'

const version = '18'
const spaceNeeded = 100 * 2 ** 20

/** Commits survive a power cut, and no value of a row reaches the server's log. */
const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: String(port),
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  wal_level: 'replica',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
}
const lasting = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
const fleeting = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
}

/** Makes the data folder when there is none; refuses one that PostgreSQL 18 did not make. */
export async function makeCluster(place: Place, durable: boolean) {
  refuseFullDisk(place)
  if (existsSync(place.data)) return refuseBroken(place)
  const { initdb } = binaries()
  const young = `${place.data}.init`
  rmSync(young, { recursive: true, force: true })
  mkdirSync(young, { mode: 0o700 })
  const as = disguise(place, initdb)
  giveTo(as, young)
  await run(as, place, [
    initdb,
    '--pgdata',
    young,
    '--username',
    superuser,
    '--auth-local',
    'trust',
    '--auth-host',
    'reject',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--locale-provider',
    'builtin',
    '--builtin-locale',
    'C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ])
  renameSync(young, place.data)
}

function refuseFullDisk({ folder }: Place) {
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  if (free < spaceNeeded)
    throw new Error(
      `The disk of ${folder} is full: ${free >> 20} MB are free, the database needs ${spaceNeeded >> 20} MB to start.`,
    )
}

function refuseBroken({ data }: Place) {
  const found = firstLine(join(data, 'PG_VERSION'))
  if (!found || !existsSync(join(data, 'global', 'pg_control')))
    throw new Error(
      `The data folder ${data} is not a whole PostgreSQL cluster: restore it from a backup, or move it away to begin anew.`,
    )
  if (found !== version)
    throw new Error(
      `The data folder ${data} was made by PostgreSQL ${found}; Muster runs PostgreSQL ${version}.`,
    )
}

async function run(as: Disguise, place: Place, words: string[]) {
  const from = logEnd(place)
  const child = start(as, place, words)
  const code = await new Promise<number | null>((resolve) =>
    child.once('exit', resolve).once('error', () => resolve(null)),
  )
  if (code !== 0) throw new Error(`The database could not be made: ${complaint(place, from)}`)
}

/** Starts PostgreSQL, or adopts the one that runs, and gives its process id once it answers. */
export async function startServer(place: Place, durable: boolean): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const running = postmasterOf(place)
    if (running !== undefined && (await answers(place, () => postmasterOf(place) === running))) return running
    const from = logEnd(place)
    if (clearLeftovers(place)) {
      const started = await launch(place, durable)
      if (started !== undefined) return started
      const said = complaint(place, from)
      if (!/lock file|shared memory|in use/.test(said) || attempt >= 20)
        throw new Error(`PostgreSQL does not start: ${said} (${place.log})`)
    } else if (attempt >= 60)
      throw new Error(`Processes of an earlier PostgreSQL still hold ${place.data}; end them first.`)
    await pause(500)
  }
}

async function launch(place: Place, durable: boolean) {
  const { postgres } = binaries()
  const chosen = { ...settings, unix_socket_directories: place.run, ...(durable ? lasting : fleeting) }
  const options = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = start(disguise(place, postgres), place, [postgres, '-D', place.data, ...options])
  let ended = child.pid === undefined
  child.once('exit', () => (ended = true)).once('error', () => (ended = true))
  return (await answers(place, () => !ended)) ? postmasterOf(place) : undefined
}

function start({ before, options }: Disguise, place: Place, words: string[]) {
  const log = openSync(place.log, 'a')
  try {
    const [command = '', ...args] = [...before, ...words]
    return spawn(command, args, {
      ...options,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv,
    })
  } finally {
    closeSync(log)
  }
}

async function answers(place: Place, lives: () => boolean) {
  while (lives()) {
    const client = watcherOn(place)
    try {
      await client.connect()
      return true
    } catch {
      await pause(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return false
}

/** Who uses the server, its supervisor and the one who asks left out. */
export const otherClients = `pg_stat_activity where backend_type in ('client backend', 'walsender')
  and application_name <> '${watcher}' and pid <> pg_backend_pid()`

/** A connection of the supervisor itself. */
export function watcherOn({ run: host }: Place) {
  const client = new pg.Client({
    host,
    port,
    user: superuser,
    database: 'postgres',
    application_name: watcher,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  return client
}

/** Ends PostgreSQL: sessions are cut, everything committed is on disk. */
export async function stopServer(place: Place) {
  const pid = postmasterOf(place)
  if (pid === undefined) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; postmasterOf(place) === pid; waited += 50) {
    if (waited === 30_000) process.kill(pid, 'SIGQUIT')
    await pause(50)
  }
}

const logEnd = ({ log }: Place) => (existsSync(log) ? statSync(log).size : 0)

function complaint({ log }: Place, from: number) {
  const lines = readFileSync(log).subarray(from).toString().split('\n')
  const told =
    lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.findLast((line) => line !== '')
  return told?.replace(/^.*?(FATAL|PANIC|error): +/, '') ?? 'it says nothing'
}
