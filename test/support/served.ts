import type { RouteConfigEntry } from '@remix-run/route-config'
import type { ServerBuild } from '@remix-run/node'
import type pg from 'pg'
import { vi } from 'vitest'
import routes from '~/routes'
import { unpack } from '~/mediation/bundle/packing'
import { watchLoad } from '~/web/load.server'
import { lineLog } from '~/web/request-log.server'
import { createServerApp } from '~/web/server.server'
import { servePages } from './pages'
import { readPaper } from './paper'

type Page = {
  id: string
  parentId: string
  path: string | undefined
  index: boolean | undefined
  file: string
}

const flat = (entries: readonly RouteConfigEntry[], parentId: string): Page[] =>
  entries.flatMap(({ id, path, index, file, children = [] }) => {
    const its = id ?? file.replace(/\.tsx?$/, '')
    return [{ id: its, parentId, path, index, file }, ...flat(children, its)]
  })

/** The map of pages with their modules, as a build of the server holds them; of the browser's files it names none. */
async function builtOf(): Promise<ServerBuild> {
  const pages = [
    { id: 'root', parentId: undefined, path: '', index: undefined, file: 'root.tsx' },
    ...flat(routes, 'root'),
  ]
  const served = await Promise.all(
    pages.map(async ({ file, ...page }) => {
      const module = (await import(/* @vite-ignore */ `../../app/${file}`)) as Record<string, unknown>
      return { ...page, module }
    }),
  )
  const entry = await import('~/entry.server')
  return {
    entry: { module: entry },
    routes: Object.fromEntries(served.map((page) => [page.id, page])),
    assets: {
      entry: { imports: [], module: '/entry.js' },
      routes: Object.fromEntries(
        served.map(({ module, ...page }) => [
          page.id,
          {
            ...page,
            module: `/${page.id}.js`,
            hasAction: 'action' in module,
            hasLoader: 'loader' in module,
            hasErrorBoundary: 'ErrorBoundary' in module,
          },
        ]),
      ),
      url: '/manifest.js',
      version: '1',
    },
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_singleFetch: true,
      v3_throwAbortReason: true,
    },
    mode: 'production',
    publicPath: '/',
    assetsBuildDirectory: '',
    isSpaMode: false,
  } as unknown as ServerBuild
}

const origin = 'http://localhost:3000'
const env = {
  PUBLIC_ORIGIN: origin,
  TRUSTED_PROXY_HOPS: 0,
  checkoutOrigin: 'https://checkout.stripe.com',
}
const bindings = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }

/**
 * The whole server over a test's own database, in this process: every page through the door, as documents, data or files.
 * `said` is all that it has written: its log and what any part of it told the console.
 */
export async function servedOver(pool: pg.Pool) {
  servePages(pool)
  const lines: string[] = []
  for (const level of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((...told) => void lines.push(told.map(String).join(' ')))
  const build = await builtOf()
  const load = watchLoad(600_000)
  const app = createServerApp({
    env,
    build: async () => build,
    files: null,
    kept: null,
    load,
    renewal: { isNow: () => false, look: async () => false, stop: () => {} },
    log: lineLog('trace', { write: (line) => void lines.push(line) }),
    whyNotReady: async () => [],
    isReadOnly: () => false,
  })
  async function ask(
    path: string,
    { cookie = '', form }: { cookie?: string; form?: Record<string, string> } = {},
  ) {
    const headers = { cookie, origin, 'user-agent': 'bot (reads whole pages)' }
    const body = form && new URLSearchParams(form)
    const request = new Request(origin + path, { headers, ...(body && { method: 'POST', body }) })
    const answer = await app.fetch(request, bindings as never)
    const type = answer.headers.get('content-type') ?? ''
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const head = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
    return {
      status: answer.status,
      type,
      bytes,
      head,
      text: async () => `${head}\n${await textOf(type, bytes)}`,
    }
  }
  return {
    ask,
    said: () => lines.join('\n'),
    end() {
      load.stop()
      vi.restoreAllMocks()
    },
  }
}

/** What stands in an answer: of a paper its text, of a zip that of each file in it. */
async function textOf(type: string, bytes: Uint8Array): Promise<string> {
  if (type.startsWith('application/pdf')) return readPaper(bytes, 'served')
  if (type.startsWith('application/zip')) return (await Promise.all(unpack(bytes).map(inZip))).join('\n')
  return Buffer.from(bytes).toString()
}

const inZip = async ({ path, bytes }: { path: string; bytes: Uint8Array }): Promise<string> =>
  `${path}\n${await textOf(path.endsWith('.pdf') ? 'application/pdf' : 'text/plain', bytes)}`
