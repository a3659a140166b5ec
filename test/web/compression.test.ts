import { brotliDecompressSync, createBrotliDecompress, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { compress, encodingOf } from '~/web/compression.server'

const long = 'a calm ledger '.repeat(500)

function serve(body: BodyInit, headers: Record<string, string>) {
  const app = new Hono()
  app.use(compress)
  app.get('/', () => new Response(body, { headers }))
  return (accepted = 'gzip, deflate, br') => app.request('/', { headers: { 'accept-encoding': accepted } })
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['identity', null],
  [undefined, null],
])('of %s it takes %s', (accepted, encoding) => {
  expect(encodingOf(accepted)).toBe(encoding)
})

test('a page comes back the same from either encoding', async () => {
  const ask = serve(long, { 'content-type': 'text/html; charset=utf-8' })
  const br = await bytesOf(await ask('br'))
  const gzip = await bytesOf(await ask('gzip'))
  expect(brotliDecompressSync(br).toString()).toBe(long)
  expect(gunzipSync(gzip).toString()).toBe(long)
  expect(br.length).toBeLessThan(long.length / 10)
})

test('other headers stay, the length of what was not packed goes', async () => {
  const own = {
    'content-type': 'text/html',
    'content-length': String(long.length),
    'set-cookie': 'muster=1; HttpOnly',
  }
  const { headers } = await serve(long, own)()
  expect(headers.getSetCookie()).toEqual(['muster=1; HttpOnly'])
  expect(headers.get('content-length')).toBeNull()
})

test('caches learn that the answer depends on what the asker takes', async () => {
  const ask = serve(long, { 'content-type': 'text/html', vary: 'cookie' })
  for (const accepted of ['br', 'identity'])
    expect((await ask(accepted)).headers.get('vary')).toBe('cookie, accept-encoding')
})

test.each([
  ['events', { 'content-type': 'text/event-stream' }],
  ['pictures', { 'content-type': 'image/png' }],
  ['small answers', { 'content-type': 'application/json', 'content-length': '200' }],
  ['parts of a file', { 'content-type': 'text/plain', 'content-range': 'bytes 0-99/7000' }],
  ['what is packed already', { 'content-type': 'text/css', 'content-encoding': 'gzip' }],
])('%s stay as they are', async (_, headers) => {
  const answer = await serve(long, headers as Record<string, string>)()
  expect(answer.headers.get('content-encoding')).toBe(headers['content-encoding' as never] ?? null)
  expect((await bytesOf(answer)).toString()).toBe(long)
})

test('the first piece of a stream can be read before the last one is made', async () => {
  let finish = () => {}
  const body = new ReadableStream({
    start(pieces) {
      pieces.enqueue(Buffer.from('head'))
      finish = () => (pieces.enqueue(Buffer.from(' and rest')), pieces.close())
    },
  })
  const answer = await serve(body, { 'content-type': 'text/html' })('br')
  const unpacked = answer.body!.pipeThrough(unpack()).getReader()
  expect(Buffer.from((await unpacked.read()).value!).toString()).toBe('head')
  finish()
  expect(Buffer.from((await unpacked.read()).value!).toString()).toBe(' and rest')
})

test('whoever goes away in the middle ends the source and nothing else', async () => {
  let left: unknown
  const gone = new Promise((resolve) => (left = resolve))
  const body = new ReadableStream({
    pull: (pieces) => pieces.enqueue(Buffer.from(long)),
    cancel: () => (left as () => void)(),
  })
  const answer = await serve(body, { 'content-type': 'text/html' })()
  const reader = answer.body!.getReader()
  await reader.read()
  await reader.cancel()
  await gone
})

function unpack() {
  const stream = createBrotliDecompress()
  return {
    writable: new WritableStream<Uint8Array>({
      write: (piece) => void stream.write(piece),
      close: () => void stream.end(),
    }),
    readable: new ReadableStream<Uint8Array>({
      start(pieces) {
        stream.on('data', (piece: Uint8Array) => pieces.enqueue(piece)).on('end', () => pieces.close())
      },
    }),
  }
}
