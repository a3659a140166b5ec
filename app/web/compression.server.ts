import { pipeline, Readable, type Transform } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { Context, Next } from 'hono'

type Encoding = 'br' | 'gzip'

const worthwhile = 1_024
const texts =
  /^(text\/(?!event-stream)|application\/(json|javascript|xml|[\w.-]+\+(json|xml))|image\/svg\+xml)/

// Each piece leaves at once: a page's head is read while the rest is still being made.
const streams: Record<Encoding, () => Transform> = {
  br: () =>
    createBrotliCompress({
      flush: constants.BROTLI_OPERATION_FLUSH,
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 4,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      },
    }),
  gzip: () => createGzip({ flush: constants.Z_SYNC_FLUSH, level: 5 }),
}

/** Makes texts small for whoever can unpack them. Streams of events, small answers and what is packed already stay. */
export async function compress(at: Context, next: Next) {
  await next()
  const { body, headers } = at.res
  if (!isText(headers)) return
  headers.append('vary', 'accept-encoding')
  const encoding = encodingOf(at.req.header('accept-encoding'))
  if (!body || !encoding || at.req.method === 'HEAD') return
  at.res = new Response(pack(body, streams[encoding]()), at.res)
  at.res.headers.delete('content-length')
  at.res.headers.set('content-encoding', encoding)
}

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
