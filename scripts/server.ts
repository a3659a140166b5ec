import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import type { ServerBuild } from '@remix-run/node'
import { hopeless, listening } from './steps/child.ts'
import { onEnding } from './steps/ending.ts'
import { project } from './steps/project.js'
import { settings, stop, touchData } from './steps/settings.ts'

// The web server. Several may run at once on one database; each brings it up to date first.
const dev = process.argv.includes('--dev')
const env = await settings({ NODE_ENV: dev ? 'development' : 'production' })

await touchData(env)

const { agreeOnKeys } = await import('../db/keys.ts')
const { openDatabase } = await import('../db/open.ts')
const { upgrade } = await import('../db/upgrade.ts')
const { connectAs } = await import('../db/where.ts')
const { Overloaded } = await import('~/kernel/overload')
const { kept } = await import('~/kernel/kept.server')
const { endLive } = await import('~/web/live.server')
const { headerLimit } = await import('~/web/limits.server')
const { watchLoad } = await import('~/web/load.server')
const { isDiskLow, whyNotReady } = await import('~/web/readiness.server')
const { watchRenewal } = await import('~/web/renewal.server')
const { lineLog } = await import('~/web/request-log.server')
const { keepPages } = await import('~/web/kept-pages.server')
const { readScripts, serveScripts } = await import('~/web/scripts.server')
const { readSavedParts, serveSavedParts } = await import('~/program/verifying/saved-parts.server')
const { createServerApp } = await import('~/web/server.server')

const log = lineLog(env.LOG_LEVEL)
// The pages are read while the database is reached.
const loading = (dev ? pagesOfVite() : builtPages()).catch(stop)
const entrance = await openDatabase(env).catch(stop)
await upgrade(entrance.as('muster_owner')).catch(stop)
await agreeOnKeys(entrance.as('muster_owner'), env).catch(stop)

const { pool } = connectAs('muster_app', env, {
  max: 10,
  applicationName: 'muster web',
  whenBusy: () => new Overloaded(),
})
kept('pool', () => pool)
const { pool: spare } = connectAs('muster_app', env, { max: 2, applicationName: 'muster health' })

let stopping = false
let readOnly = await isDiskLow(env.DATA_DIR)
const diskWatch = setInterval(async () => (readOnly = await isDiskLow(env.DATA_DIR)), 10_000)

const load = watchLoad(env.SHED_AFTER_MS)
const renewal = watchRenewal(spare)
const pages = await loading
if (pages.files) await serveScripts(pool, await readScripts(pages.files).catch(stop))
if (pages.saved) serveSavedParts(await readSavedParts(pages.saved).catch(stop))
const app = createServerApp({
  env,
  load,
  renewal,
  log,
  build: pages.build,
  files: pages.files,
  kept: dev ? null : keepPages(pool),
  whyNotReady: async () =>
    stopping ? ['stopping'] : renewal.isNow() ? ['renewal'] : whyNotReady(spare, env.DATA_DIR),
  isReadOnly: () => readOnly,
})
const server = createAdaptorServer({
  fetch: app.fetch,
  serverOptions: {
    maxHeaderSize: headerLimit,
    headersTimeout: 10_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 5_000,
  },
}) as import('node:http').Server
server.maxConnections = 1_000
pages.attach(server)
server.once('error', (error: NodeJS.ErrnoException) => {
  console.error(
    `PORT ${env.PORT} on HOST ${env.HOST} cannot be opened: ${error.code === 'EADDRINUSE' ? 'another program has it' : error.code}.`,
  )
  process.exit(hopeless)
})
server.listen(env.PORT, env.HOST, () => process.send?.(listening))

const { fail } = onEnding(async () => {
  stopping = true
  // Those who follow something live come back to the next process.
  await endLive()
  if (!dev && !env.DEMO) await pause(2_000)
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  await Promise.race([closed, pause(10_000, undefined, { ref: false })])
  server.closeAllConnections()
  clearInterval(diskWatch)
  load.stop()
  renewal.stop()
  await Promise.all([pool.end(), spare.end(), pages.close()])
  await entrance.release()
})
process.on('uncaughtException', (error) => {
  log.fatal({ error: error.name, stack: error.stack?.split('\n').slice(1, 8) })
  fail()
})

type Pages = {
  build: () => Promise<ServerBuild>
  files: string | null
  /** Of the page that is saved and opened without a server. */
  saved: string | null
  attach(server: import('node:http').Server): void
  close(): Promise<void>
}

/** Loaded before listening: the first visitor would wait a second for it. */
async function builtPages(): Promise<Pages> {
  const entry = join(project, 'build/server/index.js')
  if (!existsSync(entry)) stop('There is no build yet: npm run build makes it.')
  const build = (await import(pathToFileURL(entry).href)) as ServerBuild
  return {
    build: async () => build,
    files: join(project, 'build/client'),
    saved: join(project, 'build/saved'),
    attach() {},
    close: async () => {},
  }
}

/** Pages that follow the sources while one works on them. */
async function pagesOfVite(): Promise<Pages> {
  const { createServer } = await import('vite')
  const { createServer: createHttpServer } = await import('node:http')
  const reload = createHttpServer()
  const vite = await createServer({
    configFile: join(project, 'remix.config.js'),
    server: { middlewareMode: true, hmr: { server: reload } },
  })
  return {
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    files: null,
    saved: null,
    attach(server) {
      const answer = server.listeners('request')[0] as (...args: unknown[]) => void
      server.removeAllListeners('request')
      server.on('request', (request, response) =>
        vite.middlewares(request, response, () => answer(request, response)),
      )
      server.on('upgrade', (...args) => reload.emit('upgrade', ...args))
    },
    close: () => vite.close(),
  }
}
