import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { keepPages } from '~/web/kept-pages.server'
import { aDatabase } from '../support/database'

const { app, owner } = await aDatabase()

const own = { nonce: 'nonce-1', requestId: 'request-1', formSeed: 'seed-1' }
const others = { nonce: 'nonce-2', requestId: 'request-2', formSeed: 'seed-2' }

/** A connection that sees one snapshot, whatever other tests write beside it, until it is moved on. */
const client = await app.pool.connect()
// However slow the machine is, it stands as long as the test needs it.
await client.query('set transaction_timeout = 0; set idle_in_transaction_session_timeout = 0')
afterAll(() => client.release())
async function standing() {
  await client.query('rollback; begin isolation level repeatable read; select pg_current_snapshot()')
  return client
}

/** A page that shows who asked, and how often it was made. */
async function aSite({ status = 200, open = true, lifetime = 60_000, headers = {} } = {}) {
  const keep = keepPages(await standing(), lifetime)
  let made = 0
  const ask = async (
    path = '/',
    asked = own,
    {
      breaks = false,
      slow = Promise.resolve(),
      ...init
    }: RequestInit & { breaks?: boolean; slow?: Promise<void> } = {},
  ) => {
    // oxfmt-ignore
    const context = { ...asked, isForAnyone: false }
    const answer = await keep(new Request(`http://localhost${path}`, init), context, async () => {
      made += 1
      const number = made
      context.isForAnyone = open
      const pieces = [`<p>${number}</p><script nonce="${asked.nonce}">`, `"${asked.formSeed}", "${asked.requestId}"</script>`] // oxfmt-ignore
      const body = new ReadableStream({
        async start(stream) {
          stream.enqueue(new TextEncoder().encode(pieces[0]))
          await slow
          if (breaks) return stream.error(new Error('broke'))
          stream.enqueue(new TextEncoder().encode(pieces[1]))
          stream.close()
        },
      })
      return new Response(body, { status, headers: { 'content-type': 'text/html', ...headers } })
    })
    return answer.text()
  }
  return { ask, made: () => made }
}

const write = () => sql`select pg_current_xact_id()`.execute(owner.db)

test('a page is made once for all whom nobody knows, and holds what is of its own asker alone', async () => {
  const { ask, made } = await aSite()
  expect(await ask('/', own)).toBe('<p>1</p><script nonce="nonce-1">"seed-1", "request-1"</script>')
  expect(await ask('/', others)).toBe('<p>1</p><script nonce="nonce-2">"seed-2", "request-2"</script>')
  expect(made()).toBe(1)
})

test('whoever asks while it is made waits for it', async () => {
  const { ask, made } = await aSite()
  const slow = Promise.withResolvers<void>()
  const first = ask('/', own, { slow: slow.promise })
  const second = ask('/', others)
  await new Promise((resolve) => setTimeout(resolve, 50))
  slow.resolve()
  expect(await first).toContain('nonce-1')
  expect(await second).toContain('<p>1</p><script nonce="nonce-2">"seed-2"')
  expect(made()).toBe(1)
})

test('once anything was written it is made anew', async () => {
  const { ask } = await aSite()
  expect(await ask()).toContain('<p>1</p>')
  await write()
  await standing()
  expect(await ask()).toContain('<p>2</p>')
})

test('each address and each language has its own', async () => {
  const { ask } = await aSite()
  expect(await ask('/a?x=1')).toContain('<p>1</p>')
  expect(await ask('/a?x=2')).toContain('<p>2</p>')
  expect(await ask('/a?x=1', own, { headers: { cookie: 'locale=en' } })).toContain('<p>3</p>')
  expect(await ask('/a?x=1', own, { headers: { 'accept-language': 'en-GB' } })).toContain('<p>3</p>')
})

test('whoever has a session, posts or asks for data gets their own', async () => {
  const { ask, made } = await aSite()
  await ask('/')
  await ask('/', own, { headers: { cookie: 'muster=anything' } })
  await ask('/', own, { method: 'POST' })
  await ask('/_root.data')
  await ask('/_root.data')
  expect(made()).toBe(5)
})

test('what is not of the public site, not found, broken or brings a cookie is never kept', async () => {
  for (const how of [{ open: false }, { status: 404 }, { headers: { 'set-cookie': 'a=1' } }]) {
    const { ask, made } = await aSite(how)
    await ask()
    await ask()
    expect(made()).toBe(2)
  }
  const { ask, made } = await aSite()
  await expect(ask('/', own, { breaks: true })).rejects.toThrow('broke')
  expect(await ask()).toContain('<p>2</p>')
  expect(made()).toBe(2)
})

test('what it shows of the clock does not grow old', async () => {
  const { ask } = await aSite({ lifetime: 1 })
  expect(await ask()).toContain('<p>1</p>')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await ask()).toContain('<p>2</p>')
})
