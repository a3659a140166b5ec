import { pipeline, Readable, type Transform } from 'node:stream'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'
import type { Context, Next } from 'hono'

type Encoding = 'br' | 'gzip'

const worthwhile = 1_024
/** What is packed at once rather than piece by piece, in bytes. */
const small = 2 ** 20
const texts =
  /^(text\/(?!event-stream)|application\/(json|javascript|xml|[\w.-]+\+(json|xml))|image\/svg\+xml)/

const br = {
  [constants.BROTLI_PARAM_QUALITY]: 4,
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
}
const level = 5

// Each piece leaves at once: a page's head is read while the rest is still being made.
const streams: Record<Encoding, () => Transform> = {
  br: () => createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH, params: br }),
  gzip: () => createGzip({ flush: constants.Z_SYNC_FLUSH, level }),
}

const [packBr, packGzip] = [promisify(brotliCompress), promisify(gzip)]
// What is all there is packed at once, beside the thread that answers.
const packed: Record<Encoding, (bytes: ArrayBuffer) => Promise<Uint8Array<ArrayBuffer>>> = {
  br: (bytes) => packBr(bytes, { params: { ...br, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength } }),
  gzip: (bytes) => packGzip(bytes, { level }),
}

/** Makes texts small for whoever can unpack them. Streams of events, small answers and what is packed already stay. */
export async function compress(at: Context, next: Next) {
  await next()
  const { headers } = at.res
  if (!isText(headers)) return
  headers.append('vary', 'accept-encoding')
  const encoding = encodingOf(at.req.header('accept-encoding'))
  // A body that nobody looks at leaves as it came, without becoming a stream.
  if (!encoding || at.req.method === 'HEAD' || !at.res.body) return
  const body = isWhole(headers)
    ? await packed[encoding](await at.res.arrayBuffer())
    : pack(at.res.body, streams[encoding]())
  const answer = new Response(body, { status: at.res.status, headers })
  answer.headers.delete('content-length')
  answer.headers.set('content-encoding', encoding)
  // Over another one Hono would read it as a stream.
  at.res = undefined
  at.res = answer
}

const isWhole = (headers: Headers) =>
  headers.has('content-length') && Number(headers.get('content-length')) <= small

function pack(body: ReadableStream, stream: Transform) {
  // Whoever asked may go away in the middle: that ends the source, and is no fault of ours.
  pipeline(Readable.fromWeb(body as never), stream, () => {})
  stream.on('error', () => {})
  return Readable.toWeb(stream) as ReadableStream
}

function isText(headers: Headers) {
  const length = headers.get('content-length')
  if (headers.has('content-encoding') || headers.has('content-range')) return false
  if (/no-transform/.test(headers.get('cache-control') ?? '')) return false
  return texts.test(headers.get('content-type') ?? '') && (length === null || Number(length) >= worthwhile)
}

/** The better of the two encodings that the asker takes; null where it takes neither. */
export function encodingOf(accepted: string | undefined): Encoding | null {
  const taken = new Set(
    (accepted ?? '')
      .split(',')
      .map((part) =>
        part
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/),
      )
      .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
      .map(([name]) => name),
  )
  return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : null
}
