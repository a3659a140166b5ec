import { existsSync, renameSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { takeMutex } from './mutex.js'
import { placeOf, type Place } from './place.ts'
import { postmasterOf } from './processes.ts'
import { makeCluster, otherClients, startServer, stopServer, watcherOn } from './server.ts'

const idleAfter = 15_000
const tick = 1_000

const [dataDir = '.data', mode] = process.argv.slice(2)
let stopping = false
process.on('SIGTERM', () => (stopping = true))
process.on('SIGINT', () => (stopping = true))
process.stderr.on('error', () => {}) // whoever started us may be gone

try {
  const place = placeOf(dataDir)
  if (await takeMutex(place.hash)) await supervise(place, mode !== 'fleeting')
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

/** Keeps one PostgreSQL running as long as somebody uses it; starts it again when it was killed. */
async function supervise(place: Place, durable: boolean) {
  shortenLog(place)
  await makeCluster(place, durable)
  for (;;) {
    const pid = await startServer(place, durable)
    if (await watch(place, pid)) return stopServer(place)
    await pause(tick)
  }
}

/** True once the server should end; false when it died. */
async function watch(place: Place, pid: number) {
  const client = watcherOn(place)
  const lost = new Promise<void>((resolve) => client.once('end', resolve))
  let usedAt = Date.now()
  try {
    await client.connect()
    while (postmasterOf(place) === pid) {
      if (stopping || !existsSync(place.data) || Date.now() - usedAt > idleAfter) return true
      if (await isUsed(client)) usedAt = Date.now()
      await Promise.race([pause(tick), lost])
    }
  } catch {
    return stopping
  } finally {
    void client.end().catch(() => {})
  }
  return false
}

async function isUsed(client: ReturnType<typeof watcherOn>) {
  const { rows } = await client.query(`select exists (select from ${otherClients}) as used`)
  return rows[0].used as boolean
}

function shortenLog({ log }: Place) {
  if (existsSync(log) && statSync(log).size > 10 * 2 ** 20) renameSync(log, `${log}.1`)
}
