import type { ServerBuild } from '@remix-run/node'
import { afterAll, expect, test } from 'vitest'
import { renewing } from '~db/renewal'
import { upgrade } from '~db/upgrade'
import * as catalog from '~/catalog/pages/catalog'
import { watchLoad } from '~/web/load.server'
import { watchRenewal } from '~/web/renewal.server'
import { lineLog } from '~/web/request-log.server'
import { createServerApp } from '~/web/server.server'
import { aDatabase } from '../support/database'
import { servePages } from '../support/pages'

const { as, owner, app: connection } = await aDatabase()
servePages(connection.pool)

const build = {
  entry: { module: { default: () => new Response(null, { status: 500 }) } },
  routes: { catalog: { id: 'catalog', path: 'catalog', module: { loader: catalog.loader } } },
  assets: { routes: {}, entry: { imports: [], module: '' }, url: '', version: '' },
  future: { v3_singleFetch: true, v3_throwAbortReason: true },
  mode: 'production',
  publicPath: '/',
  assetsBuildDirectory: '',
  isSpaMode: false,
} as unknown as ServerBuild

const load = watchLoad(60_000)
const renewal = watchRenewal(connection.pool)
const server = createServerApp({
  env: {
    PUBLIC_ORIGIN: 'http://localhost',
    TRUSTED_PROXY_HOPS: 0,
    checkoutOrigin: 'https://checkout.stripe.com',
  },
  build: async () => build,
  files: null,
  load,
  renewal,
  log: lineLog('silent'),
  kept: null,
  whyNotReady: async () => [],
  isReadOnly: () => false,
})
afterAll(() => {
  load.stop()
  renewal.stop()
})

const socket = { remoteAddress: '127.0.0.1' }
async function ask() {
  const { status, headers } = await server.request('/catalog', {}, { incoming: { socket } } as never)
  return { status, later: headers.get('retry-after') }
}
const calm = { status: 503, later: '5' }

test('while a market is thrown away and told anew pages say to come back, from the first one on that finds it gone', async () => {
  expect(await ask()).toEqual({ status: 200, later: null })
  await renewing(as('muster_owner'), async () => {
    await owner.pool.query(
      `begin; set local statement_timeout = 0; set local role ledger_owner; drop owned by ledger_owner cascade;
       set local role muster_owner; drop owned by muster_owner cascade; commit`,
    )
    expect(await ask()).toEqual(calm)
    await upgrade(as('muster_owner'))
    await renewal.look()
    expect(await ask()).toEqual(calm)
  })
  await expect.poll(ask).toEqual({ status: 200, later: null })
})

test('what breaks for another reason is not called a renewal', async () => {
  await owner.pool.query('alter table products rename to products_elsewhere')
  expect(await ask()).toEqual({ status: 500, later: null })
  await owner.pool.query('alter table products_elsewhere rename to products')
  expect(await ask()).toEqual({ status: 200, later: null })
})
