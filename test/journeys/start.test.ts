import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, expect, inject, test } from 'vitest'
import { stopEmbeddedDatabase } from '~db/embedded'
import { placeOf } from '~db/embedded/place'
import { postmasterOf } from '~db/embedded/processes'
import { bareSettings } from '../support/bare-settings'
import { aFolder } from '../support/folder'
import { freePort } from '../support/free-port'
import { start } from '../support/starting'

const folder = aFolder()
const eventually = { timeout: 100_000, interval: 100 }
const ports = [await freePort(), await freePort()] as const

const started: ReturnType<typeof start>[] = []
afterAll(async () => {
  await Promise.all(started.map((one) => one.stop()))
  await stopEmbeddedDatabase({ place: placeOf(folder) })
})

function begin(port: number, settings: Record<string, string> = {}, flags: string[] = []) {
  const one = start(flags, { DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'error', ...settings })
  started.push(one)
  return one
}

const isReady = async (port: number) =>
  (await fetch(`http://localhost:${port}/readyz`).catch(() => null))?.ok ?? false

/** The processes that the starts of this folder began, by the script they run. */
function running(script: string) {
  return readdirSync('/proc')
    .filter((pid) => read(`/proc/${pid}/environ`).includes(`DATA_DIR=${folder}\0`))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(`scripts/${script}`))
    .map(Number)
}

function read(path: string) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

test('two starts at once make one market of one’s own, and each shows the way in', async () => {
  const both = ports.map((port) => begin(port))
  await Promise.all(both.map((one) => one.says('Ctrl+C ends it.')))
  expect(await Promise.all(ports.map(isReady))).toEqual([true, true])
  for (const [at, one] of both.entries()) {
    const [link] = /http:\S+\/set-up\/\S+/.exec(one.said())!
    expect(link).toMatch(`http://localhost:${ports[at]}/set-up/`)
    expect((await fetch(link)).status).toBe(200)
  }
})

test('a port that is taken is named, whoever has it, and the start ends with 1', async () => {
  const stranger = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => stranger.once('listening', resolve))
  const { port } = stranger.address() as { port: number }
  const late = [ports[0], port].map((taken) => begin(taken))
  expect(await Promise.all(late.map((one) => one.ended))).toEqual([1, 1])
  expect(late[0]!.said()).toContain(`PORT ${ports[0]} on HOST 127.0.0.1 is taken`)
  expect(late[1]!.said()).toContain(`PORT ${port} on HOST 127.0.0.1 is taken`)
  stranger.close()
})

test.each([
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be'],
  [
    { DATABASE_URL: 'postgres://localhost:1/muster' },
    'DATABASE_URL: PostgreSQL does not answer on localhost:1',
  ],
  [{ DATA_DIR: '/dev/null/data' }, 'DATA_DIR /dev/null/data cannot be used'],
])('a setting that does not work is named: %o', async (settings, sentence) => {
  const one = begin(await freePort(), settings)
  expect(await one.ended).toBe(1)
  expect(one.said()).toContain(sentence)
})

test('after kill -9 of every server, every worker and PostgreSQL all of them come again', async () => {
  const before = ['server.ts', 'worker.ts'].flatMap(running)
  expect(before).toHaveLength(4)
  for (const pid of [...before, postmasterOf(placeOf(folder))!]) process.kill(pid, 'SIGKILL')
  const anew = () => ['server.ts', 'worker.ts'].flatMap(running).filter((pid) => !before.includes(pid))
  await expect.poll(() => anew().length, eventually).toBe(4)
  await expect.poll(() => Promise.all(ports.map(isReady)), eventually).toEqual([true, true])
})

test('after kill -9 of a start nothing of it stays, and the next one serves the same market', async () => {
  process.kill(started[0]!.pid, 'SIGKILL')
  await expect.poll(() => isReady(ports[0]), eventually).toBe(false)
  await expect
    .poll(() => ['run.ts', 'server.ts', 'worker.ts'].map((script) => running(script).length), eventually)
    .toEqual([1, 1, 1])
  await begin(ports[0]).says('Ctrl+C ends it.')
})

test('a worker whose start dies while it still loads ends as well', async () => {
  const one = fork('scripts/worker.ts', {
    env: { ...process.env, ...bareSettings, VITEST: '', DATA_DIR: folder, PORT: String(await freePort()) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(one, 'exit')
  one.disconnect()
  expect(await ended).toEqual([0, null])
})

test('a start that is asked to end leaves nothing running', async () => {
  await Promise.all(started.map((one) => one.stop()))
  await expect.poll(() => running(''), eventually).toEqual([])
})

test('the demo shows where to go and with whom to sign in, and leaves a market that is there alone', async () => {
  const port = await freePort()
  const { databaseUrl, dataDir } = inject('market')
  const home = aFolder()
  cpSync(join(dataDir, 'keys'), join(home, 'keys'), { recursive: true })
  const one = begin(port, { DATABASE_URL: databaseUrl, DATA_DIR: home }, ['--demo'])
  await one.says('Ctrl+C ends it.')
  expect(one.said()).toContain(`http://localhost:${port}`)
  expect(one.said()).toMatch(/chen@jinghe\.example.*buyer/)
  expect(one.said()).not.toContain('Telling')
  expect(await one.stop()).toBe(0)
})
