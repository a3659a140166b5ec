import { createHash } from 'node:crypto'
import { isSessionAlive } from '~/people/session.server'
import { door } from './database.server'
import type { Entered } from './enter.server'
import { kept } from '~/kernel/kept.server'
import { liveHub } from './live.server'

const heartbeat = 15_000
const most = 400
const mostOfOne = 8
/** How many streams may read at the same time: pages must not wait for connections. */
const readers = 3

const encoded = (text: string) => new TextEncoder().encode(text)

/**
 * A topic as server-sent events, as long as its reader may see it. Each message is all that the reader sees at the
 * moment and is sent only where that differs from the last: nobody learns from a stream that something happened which
 * they do not see. Its id is its hash, so that whoever comes back is told only what is new. A slow reader is told
 * the latest, never a backlog.
 */
export function liveAnswer(
  { request, session, requestId, ip }: Entered,
  topic: string,
  read: () => Promise<unknown>,
): Response {
  const holder = session ? session.idHash.toString('hex') : `ip ${ip}`
  const leave = takeSeat(holder)
  if (!leave) return new Response(null, { status: 503, headers: { 'retry-after': '10' } })
  const hub = liveHub()
  const bell = makeBell()
  const forget = hub.follow([topic, ...(session ? [holder] : [])], bell.ring)
  let last = request.headers.get('last-event-id')
  let isOver = false
  const end = () => {
    if (isOver) return
    isOver = true
    forget()
    leave()
    bell.ring()
  }
  request.signal.addEventListener('abort', end, { once: true })
  const mayGoOn = async () =>
    !isOver &&
    !hub.isEnded &&
    !request.signal.aborted &&
    (!session || (await isSessionAlive(door(requestId), session.idHash)))

  /** The next message that the reader has not had, a beat of the heart when there is none, or null at the end. */
  async function next(): Promise<string | null> {
    for (;;) {
      if (!(await mayGoOn())) return null
      if (bell.take()) {
        const seen = await reading(read)
        if (seen === undefined) return null
        const data = JSON.stringify(seen, (_, value) => (typeof value === 'bigint' ? String(value) : value))
        const id = createHash('sha256').update(data).digest('hex').slice(0, 24)
        if (id === last) continue
        last = id
        return `id: ${id}\ndata: ${data}\n\n`
      }
      if (!(await bell.rings(heartbeat))) return (await mayGoOn()) ? ':\n\n' : null
    }
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start: (stream) => stream.enqueue(encoded('retry: 3000\n\n')),
      async pull(stream) {
        const text = await next().catch(() => null)
        if (text !== null) return stream.enqueue(encoded(text))
        if (!isOver) stream.close()
        end()
      },
      cancel: end,
    },
    // One message at a time: the next is made when this one is taken.
    { highWaterMark: 1 },
  )
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

/** Rung any number of times, it has rung once. */
function makeBell() {
  let hasRung = true
  let hear: (() => void) | null = null
  return {
    ring: () => {
      hasRung = true
      hear?.()
    },
    take() {
      const rung = hasRung
      hasRung = false
      return rung
    },
    /** Waits until it rings, at most so long; answers whether it did. */
    async rings(milliseconds: number) {
      if (hasRung) return true
      const { promise, resolve } = Promise.withResolvers<void>()
      hear = resolve
      const timer = setTimeout(resolve, milliseconds)
      await promise
      clearTimeout(timer)
      hear = null
      return hasRung
    },
  }
}

const seats = () => kept('live seats', () => new Map<string, number>())

/** A place among the streams of this process and of this holder; null when none is free. */
function takeSeat(holder: string): (() => void) | null {
  const taken = seats()
  const all = [...taken.values()].reduce((sum, count) => sum + count, 0)
  const own = taken.get(holder) ?? 0
  if (all >= most || own >= mostOfOne) return null
  taken.set(holder, own + 1)
  return () => {
    const left = (taken.get(holder) ?? 1) - 1
    if (left > 0) taken.set(holder, left)
    else taken.delete(holder)
  }
}

const queue: (() => void)[] = []
let busy = 0

async function reading<T>(read: () => Promise<T>): Promise<T> {
  if (busy >= readers) await new Promise<void>((resolve) => queue.push(resolve))
  busy += 1
  try {
    return await read()
  } finally {
    busy -= 1
    queue.shift()?.()
  }
}
