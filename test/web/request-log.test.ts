import type { ServerBuild } from '@remix-run/node'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { orgId, personId } from '~db/seeds/people'
import * as catalog from '~/catalog/pages/catalog'
import { watchLoad } from '~/web/load.server'
import { lineLog } from '~/web/request-log.server'
import { createServerApp } from '~/web/server.server'
import { aMarket } from '../support/database'
import { cookieOf, servePages } from '../support/pages'

const { app, worker } = await aMarket()
servePages(app.pool)

const lines: Record<string, unknown>[] = []
const line = (level: string) => (said: Record<string, unknown>) => void lines.push({ level, ...said })
const log = Object.assign(lineLog('silent'), { info: line('info'), error: line('error') })
const load = watchLoad(60_000)
afterAll(() => load.stop())
beforeEach(() => void lines.splice(0))

const loader = async (args: Parameters<typeof catalog.loader>[0]) => Response.json(Object.keys(await catalog.loader(args))) // oxfmt-ignore
const build = {
  entry: { module: { default: () => new Response(null, { status: 500 }) } },
  routes: {
    root: { id: 'root', path: '', module: {} },
    catalog: { id: 'catalog', parentId: 'root', path: 'catalog', module: { loader } },
  },
  assets: { routes: {}, entry: { imports: [], module: '' }, url: '', version: '' },
  future: { v3_singleFetch: true, v3_throwAbortReason: true },
  mode: 'production',
} as unknown as ServerBuild
const server = createServerApp({
  env: { PUBLIC_ORIGIN: 'http://localhost', TRUSTED_PROXY_HOPS: 0, checkoutOrigin: '' },
  build: async () => build,
  files: null,
  kept: null,
  load,
  renewal: { isNow: () => false, look: async () => false, stop: () => {} },
  log,
  whyNotReady: async () => [],
  isReadOnly: () => false,
})
const ask = (path: string, headers: Record<string, string> = {}) =>
  server.request(path, { headers }, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })

test('a line says who asked by ids alone, and what it took of the database', async () => {
  await ask('/catalog?q=secret', { cookie: await cookieOf(worker.db, 'buyer') })
  const [said] = lines
  expect(said).toMatchObject({ route: '/catalog', method: 'GET', status: 200, level: 'info', actor: personId('buyer'), org: orgId('jinghe') }) // oxfmt-ignore
  expect(said!.db_n).toBeGreaterThan(1)
  expect(Object.keys(said!).toSorted()).toEqual(['actor', 'db_ms', 'db_n', 'id', 'level', 'method', 'ms', 'org', 'route', 'status']) // oxfmt-ignore
  expect(JSON.stringify(said)).not.toContain('secret')
})

test('of a visitor it names nobody', async () => {
  await ask('/catalog')
  expect(lines[0]).toMatchObject({ route: '/catalog', status: 200, actor: undefined, org: undefined })
})

test('an address that no page answers is a star', async () => {
  await ask('/nowhere/else')
  expect(lines[0]).toMatchObject({ route: '*', db_n: 0 })
})
