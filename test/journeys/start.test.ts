import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { stopEmbeddedDatabase } from '~db/embedded'
import { placeOf } from '~db/embedded/place'
import { aFolder } from '../support/folder'
import { freePort, start } from '../support/starting'

const folder = aFolder()
const eventually = { timeout: 120_000, interval: 200 }
const ports = [await freePort(), await freePort()] as const

const started: ReturnType<typeof start>[] = []
afterAll(async () => {
  await Promise.all(started.map((one) => one.stop()))
  await stopEmbeddedDatabase({ place: placeOf(folder) })
})

function startDemo(port: number) {
  const one = start(['--demo'], { DATA_DIR: folder, PORT: String(port) })
  started.push(one)
  return one
}

const ready = async (port: number) =>
  (await fetch(`http://localhost:${port}/readyz`).catch(() => null))?.ok ?? false

/** The processes that a start of this folder has begun, by what they run. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(`DATA_DIR=${folder}\0`))
    .map((name) => ({ pid: Number(name), words: read(`/proc/${name}/cmdline`).replaceAll('\0', ' ') }))
    .filter(({ words }) => words.includes('scripts/'))
}

function read(path: string) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

test('two starts at once tell the market once, and both serve it', async () => {
  const both = ports.map(startDemo)
  await Promise.all(both.map((one) => one.says('Ctrl+C ends it.')))
  expect(both.filter((one) => one.said().includes('was told into the empty database'))).toHaveLength(1)
  expect(await Promise.all(ports.map(ready))).toEqual([true, true])
})

test('a start shows where to go and with whom to sign in', () => {
  expect(started[0]!.said()).toContain(`http://localhost:${ports[0]}`)
  expect(started[0]!.said()).toMatch(/approver.*example/)
})

test('a port that is taken is named, and the start ends with 1', async () => {
  const third = startDemo(ports[0])
  expect(await third.ended).toBe(1)
  expect(third.said()).toContain(`PORT ${ports[0]}`)
})

test('a port that a stranger has is named as well', async () => {
  const stranger = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => stranger.once('listening', resolve))
  const { port } = stranger.address() as { port: number }
  const fourth = startDemo(port)
  expect(await fourth.ended).toBe(1)
  expect(fourth.said()).toContain(`PORT ${port}`)
  stranger.close()
})

test.each(['scripts/server.ts', 'scripts/worker.ts'])(
  'after kill -9 of %s it is started again',
  async (script) => {
    const before = processes().filter(({ words }) => words.includes(script))
    for (const { pid } of before) process.kill(pid, 'SIGKILL')
    await expect
      .poll(
        () =>
          processes().filter(
            ({ pid, words }) => words.includes(script) && !before.some((one) => one.pid === pid),
          ),
        eventually,
      )
      .toHaveLength(before.length)
    await expect.poll(() => Promise.all(ports.map(ready)), eventually).toEqual([true, true])
  },
)

test('after kill -9 of the start itself its server and worker end, and the next start serves the same market', async () => {
  const [first] = started
  process.kill(first!.pid, 'SIGKILL')
  await expect.poll(() => ready(ports[0]), eventually).toBe(false)
  const again = startDemo(ports[0])
  await again.says('Ctrl+C ends it.')
  expect(again.said()).not.toContain('was told into the empty database')
})

test('a start that is asked to end leaves nothing running', async () => {
  await Promise.all(started.map((one) => one.stop()))
  await expect.poll(() => processes(), eventually).toEqual([])
})
