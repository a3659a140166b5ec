import { LRUCache } from 'lru-cache'
import type pg from 'pg'
import type { RequestContext } from './context'
import { sessionOf } from './cookie.server'
import { requestLocale } from './locale.server'

const mebibyte = 2 ** 20
/** What a page shows of the clock (days that are left, a round that closes) is at most so old, in milliseconds. */
const aSecond = 1_000

const own = ['nonce', 'requestId', 'formSeed'] as const
type Own = (typeof own)[number]
type Asked = Pick<RequestContext, Own | 'isForAnyone'>

type Database = Pick<pg.Pool, 'query'>

/** A page's bytes, cut where they hold what is of one asker alone: there stands its name instead. */
type Kept = { headers: Headers; pieces: readonly (Buffer | Own)[] }

/**
 * Pages of the public site as they were made for people whom nobody knows, given again to the next of them while the
 * database shows exactly what it showed (its snapshot is the same: no transaction that writes has begun or ended).
 */
export function keepPages(pool: Database, lifetime = aSecond) {
  const pages = new LRUCache<string, Kept>({
    ttl: lifetime,
    maxSize: 32 * mebibyte,
    maxEntrySize: 2 * mebibyte,
    sizeCalculation: ({ pieces }) => pieces.reduce((sum, piece) => sum + piece.length, 1),
  })
  const beingMade = new Map<string, Promise<Kept | null>>()

  async function makeAndKeep(name: string, asked: Asked, make: () => Promise<Response>) {
    const { promise, resolve } = Promise.withResolvers<Kept | null>()
    beingMade.set(name, promise)
    const end = (kept: Kept | null) => {
      if (kept) pages.set(name, kept)
      beingMade.delete(name)
      resolve(kept)
    }
    const answer = await make().catch((error) => {
      end(null)
      throw error
    })
    const { headers, body } = answer
    // A cookie is for one asker alone.
    if (answer.status !== 200 || !body || !asked.isForAnyone || headers.has('set-cookie')) {
      end(null)
      return answer
    }
    const [toAsker, toShelf] = body.tee()
    // What this answer is told on its way out is of its asker alone.
    void keptOf(new Headers(headers), toShelf, asked).then(end)
    return new Response(toAsker, { headers })
  }

  return async (request: Request, asked: Asked, make: () => Promise<Response>): Promise<Response> => {
    if (!mayBeKept(request)) return make()
    const snapshot = await snapshotOf(pool).catch(() => null)
    if (snapshot === null) return make()
    const name = [snapshot, requestLocale(request), request.url].join(' ')
    const coming = beingMade.get(name)
    // Whom nobody is ahead of begins at once: a turn later the next one would begin as well.
    const kept = pages.get(name) ?? (coming && (await coming))
    return kept ? answerOf(kept, asked) : makeAndKeep(name, asked, make)
  }
}

export type KeptPages = ReturnType<typeof keepPages>

const mayBeKept = (request: Request) =>
  request.method === 'GET' && sessionOf(request) === null && !new URL(request.url).pathname.endsWith('.data')

async function snapshotOf(pool: Database) {
  const { rows } = await pool.query<{ snapshot: string }>({
    name: 'snapshot',
    text: 'select pg_current_snapshot()::text as snapshot',
  })
  return rows[0]!.snapshot
}

/** Null where the page broke while it was sent. */
async function keptOf(headers: Headers, body: ReadableStream, asked: Asked): Promise<Kept | null> {
  const text = await new Response(body).text().catch(() => null)
  return text !== null && asked.isForAnyone ? { headers, pieces: cut(text, asked) } : null
}

function cut(text: string, asked: Asked) {
  const names = new Map<string, Own>(own.map((name) => [asked[name], name]))
  // All three are letters, digits, - and _ alone.
  const seam = new RegExp(`(${[...names.keys()].join('|')})`)
  return text.split(seam).map((piece, at) => (at % 2 === 1 ? names.get(piece)! : Buffer.from(piece)))
}

function answerOf({ headers, pieces }: Kept, asked: Asked) {
  const bytes = Buffer.concat(
    pieces.map((piece) => (Buffer.isBuffer(piece) ? piece : Buffer.from(asked[piece]))),
  )
  const told = new Headers(headers)
  told.set('content-length', String(bytes.length))
  return new Response(bytes, { headers: told })
}
