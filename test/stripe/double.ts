import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { control } from './control.ts'
import { createDelivery } from './delivery.ts'
import { ApiError, invalid } from './errors.ts'
import { decodeForm, type Params } from './form.ts'
import { handlers } from './handlers.ts'
import { createIdempotency } from './idempotency.ts'
import { apiVersion, checkRequest, checkResponse, match } from './operations.ts'
import { hostedPage, onboardingPage } from './page.ts'
import { answerAccount } from './resources/accounts.ts'
import { type Method, pay, settle } from './resources/paying.ts'
import { expireOverdue, expireSession } from './resources/sessions.ts'
import { createWorld, expand, type Saved } from './world.ts'

export type Settings = {
  port: number
  secret: string
  webhook: string | null
  saved?: { world: Saved; keys: [string, never][] } | undefined
  save?: (state: unknown) => void
}

/** What the next calls meet; each fault is used up by one call whose path begins so. */
export type Fault = { path: string; status?: 500; crashAfterEffect?: boolean }

const doubleKey = /^Bearer (sk_test_double_\w+)$/

/** Stripe as far as this house uses it, on 127.0.0.1: the same requests, answers, events and refusals, and no money. */
export async function startDouble({ port, secret, webhook, saved, save }: Settings) {
  const world = createWorld(saved?.world)
  const idempotency = createIdempotency(world.now, saved?.keys)
  const delivery = createDelivery({ url: webhook, secret, now: world.now })
  const log: { verb: string; path: string; status: number; key: string | null; operation: string | null }[] =
    []
  const faults: Fault[] = []
  let origin = ''

  const tell = () => {
    delivery.deliver(world.takeEvents())
    save?.({ world: world.save(), keys: idempotency.save() })
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, origin)
    const body = await text(request)
    if (url.pathname === '/favicon.ico') return void response.writeHead(204).end()
    if (url.pathname.startsWith('/_double/'))
      return control({ world, delivery, faults, log, tell, path: url.pathname, body, response })
    if (url.pathname.startsWith('/c/connect/'))
      return onboarding(url.pathname.slice('/c/connect/'.length), request, body, response)
    if (url.pathname.startsWith('/c/pay/'))
      return page(url.pathname.slice('/c/pay/'.length), request, body, response)
    return api(request, url, body, response)
  }

  function api(request: IncomingMessage, url: URL, body: string, response: ServerResponse) {
    expireOverdue(world)
    const verb = request.method!
    const key = header(request, 'idempotency-key')
    const found = match(verb, url.pathname)
    const fault = takeFault(url.pathname)
    let outcome: { status: number; body: unknown; replayed: boolean }
    try {
      refuseStranger(request)
      if (!found)
        throw new ApiError(
          404,
          'invalid_request_error',
          `Unrecognized request URL (${verb}: ${url.pathname}).`,
        )
      const handler = handlers[found.operation.id]
      if (!handler)
        throw new ApiError(501, 'api_error', `The double does not do ${found.operation.id}.`, {
          code: 'double_not_implemented',
        })
      const given = givenOf(verb, url, body, header(request, 'content-type'))
      const { expand: paths = [], ...params } = checkRequest(found.operation, given)
      outcome = idempotency.run(verb === 'POST' ? key : undefined, `${verb} ${url.pathname} ${body}`, () => {
        if (fault?.status === 500 && !fault.crashAfterEffect)
          return { status: 500, body: new ApiError(500, 'api_error', 'The double was told to fail.').body }
        const plain = handler({ world, params, ids: found.ids, origin })
        const whole = expand(world, plain, paths)
        checkResponse(found.operation, whole)
        return { status: 200, body: structuredClone(whole) }
      })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      outcome = { status: error.status, body: error.body, replayed: false }
    }
    log.push({
      verb,
      path: url.pathname,
      status: outcome.status,
      key: key ?? null,
      operation: found?.operation.id ?? null,
    })
    tell()
    // The effect stands and its answer is saved, but nobody hears of it.
    if (fault?.crashAfterEffect) return void response.destroy()
    send(response, outcome.status, outcome.body, {
      'request-id': world.newId('req'),
      'stripe-version': apiVersion,
      ...(key && { 'idempotency-key': key }),
      ...(outcome.replayed && { 'idempotent-replayed': 'true' }),
      // Else the SDK would try again and the effect would happen three times.
      ...(outcome.status >= 500 && { 'stripe-should-retry': 'false' }),
    })
  }

  function takeFault(path: string) {
    const at = faults.findIndex((fault) => path.startsWith(fault.path))
    return at < 0 ? undefined : faults.splice(at, 1)[0]
  }

  function page(id: string, request: IncomingMessage, body: string, response: ServerResponse) {
    const session = world.get(id)
    if (request.method !== 'POST' || !session) return show(response, id)
    const { do: wish, method = 'card', card = '' } = decodeForm(body) as Record<string, string>
    try {
      if (wish === 'cancel') return go(response, session.cancel_url)
      if (wish === 'expire') expireSession(world, id)
      else if (wish === 'arrive' || wish === 'fail') settle(world, id, wish === 'arrive')
      else
        pay(world, id, {
          method: wish === 'decline' ? 'card' : (method as Method),
          card: wish === 'decline' ? '4000000000000002' : card!,
          later: wish === 'later',
        })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return show(response, id, error.message)
    }
    tell()
    if (session.status === 'open')
      return show(response, id, '支付被拒，请换一种方式。 The payment was declined.')
    if (wish === 'later') return show(response, id)
    go(
      response,
      wish === 'expire' ? session.cancel_url : session.success_url.replace('{CHECKOUT_SESSION_ID}', id),
    )
  }

  function show(response: ServerResponse, id: string, problem = '') {
    const session = world.get(id)
    const intent = session?.payment_intent ? world.get(session.payment_intent) : undefined
    const html = hostedPage(session, { problem, settling: intent?.status === 'processing' })
    response.writeHead(session ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(html)
  }

  function onboarding(id: string, request: IncomingMessage, body: string, response: ServerResponse) {
    const account = world.get(id)
    if (request.method === 'POST' && account) {
      const { do: wish } = decodeForm(body) as Record<string, string>
      if (wish === 'pending' || wish === 'active' || wish === 'unsupported') answerAccount(world, id, wish)
      tell()
      return go(response, account.double_return)
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(onboardingPage(account))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error)
      send(response, 500, new ApiError(500, 'api_error', String(error)).body, {
        'stripe-should-retry': 'false',
      })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** What is asked: in the address, as a form, or (of Stripe's second kind of operations) as JSON. */
function givenOf(verb: string, url: URL, body: string, type = ''): Params {
  if (verb === 'GET' || verb === 'DELETE') return decodeForm(url.search)
  if (!type.startsWith('application/json')) return decodeForm(body)
  return (body ? JSON.parse(body) : {}) as Params
}

/** Live keys and those of Stripe's own test mode are refused: nothing real is ever typed in here. */
function refuseStranger(request: IncomingMessage) {
  if (!doubleKey.test(header(request, 'authorization') ?? ''))
    throw new ApiError(
      401,
      'invalid_request_error',
      'The double takes only keys that begin with sk_test_double_.',
    )
  const version = header(request, 'stripe-version')
  if (version !== apiVersion) throw invalid(`Invalid Stripe API version: ${version}`)
}

const header = (request: IncomingMessage, name: string) => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body, null, 2))
}

function go(response: ServerResponse, to: string) {
  response.writeHead(303, { location: to })
  response.end()
}
