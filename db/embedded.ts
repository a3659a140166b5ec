import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { holderOf } from './embedded/mutex.js'
import { type Place, placeOf, port } from './embedded/place.ts'
import { postmasterOf } from './embedded/processes.ts'
import { otherClients, superuser, watcherOn } from './embedded/server.ts'
import { prepareDatabase } from './prepare.ts'

export type EmbeddedOptions = {
  /** The folder of data, log and socket; DATA_DIR or .data of the project when absent. */
  dataDir?: string
  /** False for tests only: commits do not wait for the disk. */
  durable?: boolean
  /** The database to prepare; muster when absent. */
  database?: string
}

export type Embedded = {
  place: Place
  /** How to connect as one of the roles of roles.sql, or as the superuser postgres. */
  as(user: string, database?: string): pg.ClientConfig
}

const supervisor = fileURLToPath(new URL('./embedded/supervisor.ts', import.meta.url))
const standard = fileURLToPath(new URL('../.data', import.meta.url))

/** Gives a running PostgreSQL 18 with Muster's roles and database; starts what is not there yet. */
export async function embeddedDatabase(options: EmbeddedOptions = {}): Promise<Embedded> {
  const { dataDir = process.env.DATA_DIR ?? standard, durable = true, database: name = 'muster' } = options
  const place = placeOf(dataDir)
  const as: Embedded['as'] = (user, database = name) => ({ host: place.run, port, user, database })
  await reach(place, durable, as(superuser, 'postgres'))
  await prepareDatabase(as(superuser, 'postgres'), name)
  return { place, as }
}

async function reach(place: Place, durable: boolean, config: pg.ClientConfig) {
  const deadline = Date.now() + 60_000
  for (;;) {
    const supervision = (await holderOf(place.hash)) ? undefined : startSupervisor(place, durable)
    if (await isServing(config, supervision)) return
    if (Date.now() > deadline)
      throw new Error(`The database in ${place.folder} does not answer; see ${place.log}.`)
  }
}

/** Waits until the server answers, at most as long as a supervisor that we started lives; throws what that one said. */
async function isServing(config: pg.ClientConfig, supervision?: Supervision) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await canConnect(config)) return true
    if (supervision?.failure()) throw new Error(supervision.failure())
    if (supervision?.ended()) break
    await pause(50)
  }
  return false
}

async function canConnect(config: pg.ClientConfig) {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

type Supervision = ReturnType<typeof startSupervisor>

// Detached: it outlives us for others, and ends by itself when no client is left.
function startSupervisor({ folder }: Place, durable: boolean) {
  const child = spawn(process.execPath, [supervisor, folder, durable ? 'lasting' : 'fleeting'], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  let code: number | null | undefined
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  child.once('close', (exit) => (code = exit))
  child.unref()
  ;(child.stderr as unknown as { unref(): void }).unref()
  return {
    ended: () => code !== undefined,
    failure: () => (code ? said.trim() || 'The database supervisor was ended.' : undefined),
  }
}

/** Keeps the server from ending for want of clients, and starts it again if all its processes were killed. */
export function holdDatabase({ place, as }: Embedded, durable = true): { release(): Promise<void> } {
  let held = true
  let client: pg.Client | undefined
  const holding = (async () => {
    while (held) {
      try {
        if (!(await holderOf(place.hash))) startSupervisor(place, durable)
        client ??= await session(as(superuser, 'postgres'), () => (client = undefined))
      } catch {
        client = undefined
      }
      for (let waited = 0; held && waited < 2_000; waited += 100) await pause(100)
    }
    await client?.end().catch(() => {})
  })()
  return { release: () => ((held = false), holding) }
}

async function session(config: pg.ClientConfig, lost: () => void) {
  const client = new pg.Client({ ...config, application_name: 'muster hold', connectionTimeoutMillis: 5_000 })
  client.on('error', lost).on('end', lost)
  await client.connect()
  return client
}

/** Ends the server of a data folder, and its supervisor, whoever uses it. */
export async function stopEmbeddedDatabase({ place }: Pick<Embedded, 'place'>) {
  for (;;) {
    const pid = await holderOf(place.hash)
    if (pid) signal(pid)
    else if (postmasterOf(place) === undefined) return
    else {
      startSupervisor(place, true)
      await pause(1_000)
    }
    await pause(100)
  }
}

/** The same, unless somebody uses it: what runs for a moment leaves nothing running behind. */
export async function stopUnusedDatabase(dataDir: string) {
  const place = placeOf(dataDir)
  const client = watcherOn(place)
  await client.connect()
  const { rows } = await client
    .query(`select exists (select from ${otherClients}) as used`)
    .finally(() => client.end())
  if (!rows[0].used) await stopEmbeddedDatabase({ place })
}

function signal(pid: number) {
  try {
    process.kill(pid, 'SIGTERM')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
