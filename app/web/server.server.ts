import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { HttpBindings } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import type { ServerBuild } from '@remix-run/node'
import { type Context, Hono, type Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Env } from '~/env.server'
import { clientAddress } from './address.server'
import { compress } from './compression.server'
import type { RequestContext } from './context'
import { securityHeaders } from './headers.server'
import { bodyLimit as largestBody, whyNotAddress } from './limits.server'
import type { watchLoad } from './load.server'
import { isSigned, whyForeign } from './origin.server'
import type { Renewal } from './renewal.server'
import type { KeptPages } from './kept-pages.server'
import { type Log, logRequest } from './request-log.server'
import { handlerFor, routeOf } from './route-map.server'

export type Parts = {
  env: Pick<Env, 'PUBLIC_ORIGIN' | 'TRUSTED_PROXY_HOPS' | 'checkoutOrigin'>
  /** The pages: built, or fresh from Vite at every request. */
  build: () => Promise<ServerBuild>
  /** The folder of the browser's files; null where Vite serves them. */
  files: string | null
  load: ReturnType<typeof watchLoad>
  renewal: Renewal
  log: Log
  /** Of the public site; null in development, where a page is another one after every change. */
  kept: KeptPages | null
  /** Names of what keeps this process from serving. */
  whyNotReady: () => Promise<string[]>
  /** Whether writing is unsafe for want of space. */
  isReadOnly: () => boolean
}

type Variables = { request: RequestContext }
type Door = { Bindings: HttpBindings; Variables: Variables }
type At = Context<Door>

const mayWait = { 'retry-after': '2' }
const untilRenewed = { 'retry-after': '5' }
const token = /^[A-Za-z0-9_-]{8,64}$/

/** The way of every request through the door, in the order of trust.md §4. */
export function createServerApp(parts: Parts) {
  const app = new Hono<Door>()
  app.use(identify(parts))
  app.use(measure(parts))
  app.use(compress)
  app.use(limitBody)
  app.get('/healthz', (at) => at.text('ok'))
  app.get('/readyz', (at) => answerReadiness(at, parts))
  // Before load is shed: a page that was let in must get its script, and a file costs next to nothing.
  if (parts.files) app.use(browserFiles(parts.files))
  app.use(shed(parts))
  app.use(refuseForeign(parts))
  app.all('*', (at) => answerPage(at, parts))
  app.onError((error, at) => answerBroken(error, at, parts))
  return app
}

const identify =
  ({ env }: Parts) =>
  (at: At, next: Next) => {
    const told = env.TRUSTED_PROXY_HOPS > 0 ? at.req.header('x-request-id') : undefined
    at.set('request', {
      requestId: told && token.test(told) ? told : randomUUID(),
      nonce: randomBytes(16).toString('base64url'),
      ip: clientAddress(
        at.env.incoming.socket.remoteAddress,
        at.req.header('x-forwarded-for'),
        env.TRUSTED_PROXY_HOPS,
      ),
      formSeed: randomUUID(),
      isRenewed: false,
      isForAnyone: false,
      noted: { dbN: 0, dbMs: 0 },
    })
    return next()
  }

/** Counts and times the answer, gives it its headers and writes its line. */
const measure =
  ({ env, build, files, load, log }: Parts) =>
  async (at: At, next: Next) => {
    const began = performance.now()
    const { requestId: id, nonce, noted } = at.var.request
    load.begin()
    const status = whyNotAddress(new URL(at.req.url))
    if (status) at.res = at.body(null, status)
    else await next()
    load.end()
    const headers = securityHeaders({
      nonce,
      secure: isSecure(env),
      development: files === null,
      checkout: env.checkoutOrigin,
    })
    for (const [name, value] of Object.entries({ ...headers, 'x-request-id': id }))
      if (!at.res.headers.has(name)) at.res.headers.set(name, value)
    const route = routeOf(await build(), at.req.path)
    const ms = performance.now() - began
    logRequest(log, { id, route, method: at.req.raw.method, status: statusOf(at), ms, ...noted })
  }

/** What the line says of an answer: 499 where its asker had gone before it was there. */
const statusOf = (at: At) => (at.req.raw.signal.aborted ? 499 : at.res.status)

const isSecure = ({ PUBLIC_ORIGIN }: Parts['env']) => PUBLIC_ORIGIN.startsWith('https:')

function limitBody(at: At, next: Next) {
  const maxSize = largestBody(at.req.path, at.req.header('content-type'))
  return bodyLimit({ maxSize, onError: () => at.body(null, 413) })(at, next)
}

async function answerReadiness(at: At, { whyNotReady }: Parts) {
  const failed = await whyNotReady()
  return at.json({ ok: failed.length === 0, failed }, failed.length === 0 ? 200 : 503)
}

const shed =
  ({ load, isReadOnly }: Parts) =>
  (at: At, next: Next) => {
    const writes = !['GET', 'HEAD', 'OPTIONS'].includes(at.req.method)
    const refused = (load.isTooMuch() && !isSigned(at.req.path)) || (writes && isReadOnly())
    return refused ? Promise.resolve(at.body(null, 503, mayWait)) : next()
  }

/** Names under assets/ hold a hash of their content, so they never change. */
const browserFiles = (root: string) =>
  serveStatic<Door>({
    root,
    precompressed: true,
    onFound: (path, at) => {
      const lasting = path.startsWith(join(root, 'assets'))
      at.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    },
  })

const refuseForeign =
  ({ env }: Parts) =>
  (at: At, next: Next) => {
    const foreign = !isSigned(at.req.path) && whyForeign(at.req.raw, env.PUBLIC_ORIGIN)
    return foreign ? Promise.resolve(at.body(null, 403)) : next()
  }

async function answerPage(at: At, parts: Parts) {
  const { env, build, renewal, kept } = parts
  const handle = handlerFor(await build(), at.req.path)
  const ask = (request: Request, isRenewed: boolean) =>
    handle(request, Object.assign(at.var.request, { isRenewed }))
  const request = asSeenFromOutside(at, env.PUBLIC_ORIGIN)
  const isRenewed = renewal.isNow()
  const make = () => ask(request, isRenewed)
  let answer = await (kept && !isRenewed ? kept(request, at.var.request, make) : make())
  // The first one who finds the tables gone is told why, like everyone after them.
  if (answer.status === 500 && !at.req.raw.signal.aborted && (await renewal.look()))
    answer = await ask(new Request(env.PUBLIC_ORIGIN + at.req.path, { headers: at.req.raw.headers }), true)
  if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'no-store')
  if (answer.status === 503 && !answer.headers.has('retry-after'))
    answer.headers.set('retry-after', (renewal.isNow() ? untilRenewed : mayWait)['retry-after'])
  return answer
}

/** The request with the public address, whatever a proxy made of it; a signed one brings no cookie. */
function asSeenFromOutside(at: At, publicOrigin: string) {
  const { raw } = at.req
  const { pathname, search } = new URL(raw.url)
  const headers = new Headers(raw.headers)
  headers.set('host', new URL(publicOrigin).host)
  headers.delete('x-forwarded-host')
  if (isSigned(pathname)) headers.delete('cookie')
  const { method, body, signal } = raw
  return new Request(publicOrigin + pathname + search, {
    method,
    headers,
    body,
    signal,
    duplex: 'half',
  } as RequestInit)
}

function answerBroken(error: Error, at: At, { log }: Parts) {
  const { requestId: id } = at.var.request
  // Whoever leaves takes the request's work along: what it threw is not broken.
  if (!at.req.raw.signal.aborted)
    log.error({ id, error: error.name, stack: error.stack?.split('\n').slice(1, 6) })
  return at.text(`500 ${id}`, 500)
}
