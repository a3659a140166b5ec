import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { ServerBuild } from '@remix-run/node'
import { afterAll, expect, test } from 'vitest'
import { watchLoad } from '~/web/load.server'
import { lineLog } from '~/web/request-log.server'
import { createServerApp } from '~/web/server.server'

const lines: Record<string, unknown>[] = []
const log = Object.assign(lineLog('silent'), {
  info: (line: Record<string, unknown>) => void lines.push({ level: 'info', ...line }),
  error: (line: Record<string, unknown>) => void lines.push({ level: 'error', ...line }),
})
const patience = { entered: () => {}, signal: undefined as AbortSignal | undefined }

/** A page that answers only when its asker has gone. */
async function slow({ request: { signal } }: { request: Request }) {
  patience.entered()
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  return new Response('nobody reads this')
}

const build = {
  entry: { module: { default: () => new Response(null, { status: 500 }) } },
  routes: {
    slow: { id: 'slow', path: 'slow', module: { loader: slow } },
    quick: { id: 'quick', path: 'quick', module: { loader: () => new Response('here') } },
  },
  assets: { routes: {}, entry: { imports: [], module: '' }, url: '', version: '' },
  future: { v3_singleFetch: true, v3_throwAbortReason: true },
  mode: 'production',
  publicPath: '/',
  assetsBuildDirectory: '',
  isSpaMode: false,
} as unknown as ServerBuild

const load = watchLoad(60_000)
const server = createServer()
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as { port: number }
const app = createServerApp({
  env: {
    PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
    TRUSTED_PROXY_HOPS: 0,
    checkoutOrigin: 'https://checkout.stripe.com',
  },
  build: async () => build,
  files: null,
  load,
  renewal: { isNow: () => false, look: async () => false, stop: () => {} },
  log,
  kept: null,
  whyNotReady: async () => [],
  isReadOnly: () => false,
})
server.on('request', getRequestListener(app.fetch))
afterAll(() => {
  load.stop()
  server.close()
})

const ask = (path: string) =>
  request({ port, host: '127.0.0.1', path })
    .on('error', () => {})
    .end()
const statusesOf = (route: string) => lines.filter((line) => line.route === route).map(({ status }) => status)

test('whoever goes before the answer is 499 in the log, and nothing is called broken', async () => {
  const entered = new Promise<void>((resolve) => (patience.entered = resolve))
  const asking = ask('/slow')
  await entered
  asking.destroy()
  await expect.poll(() => statusesOf('/slow')).toEqual([499])
  expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  expect(load.inFlight()).toBe(0)
})

test('whoever waits for the answer is counted by it', async () => {
  const [answer] = await once(ask('/quick'), 'response')
  answer.resume()
  await once(answer, 'end')
  expect(statusesOf('/quick')).toEqual([200])
})
