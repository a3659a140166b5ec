import pg from 'pg'
import { pool } from './database.server'
import { kept } from '~/kernel/kept.server'

/** The channel on which the database says that something changed (0001_kernel.sql); what changed, each reads by themselves. */
const channel = 'muster_live'
const [soonest, latest] = [250, 5_000]

type Wake = () => void
type Hub = {
  /** Wakes whenever the topic is told, and when the connection was away and may have missed it; answers how to leave. */
  follow(topics: readonly string[], wake: Wake): () => void
  /** How many follow. */
  size(): number
  end(): Promise<void>
  readonly isEnded: boolean
}

/** All who follow something live in this process; the web server and its pages share it. */
export const liveHub = (): Hub => kept('live', makeHub)

/** No more is told live in this process: every stream ends. */
export const endLive = () => liveHub().end()

function makeHub(): Hub {
  const wakes = new Map<string, Set<Wake>>()
  let listening: Promise<pg.Client> | null = null
  let [ended, patience] = [false, soonest]
  const everyone = () => new Set([...wakes.values()].flatMap((all) => [...all]))

  async function listen(): Promise<pg.Client> {
    const { host, port, database, user, password, connectionString, options, ssl } = pool().options
    const where = { host, port, database, user, password, connectionString, options, ssl }
    const known = Object.entries(where).filter(([, value]) => value !== undefined)
    const client = new pg.Client({ ...Object.fromEntries(known), application_name: 'muster live' })
    client.on('notification', ({ payload = '' }) => wakes.get(payload)?.forEach((wake) => wake()))
    client.on('error', () => {})
    client.once('end', again)
    await client.connect()
    await client.query(`listen ${channel}`)
    patience = soonest
    for (const wake of everyone()) wake()
    return client
  }

  // Cut off, as at a restart of the database: who follows is woken once it listens again.
  function again() {
    listening = null
    if (ended || wakes.size === 0) return
    setTimeout(start, patience).unref()
    patience = Math.min(latest, patience * 2)
  }

  function start() {
    if (ended || listening || wakes.size === 0) return
    listening = listen()
    listening.catch(again)
  }

  return {
    follow(topics, wake) {
      for (const topic of topics) wakes.set(topic, (wakes.get(topic) ?? new Set()).add(wake))
      start()
      return () => {
        for (const topic of topics) {
          wakes.get(topic)?.delete(wake)
          if (wakes.get(topic)?.size === 0) wakes.delete(topic)
        }
      }
    },
    size: () => everyone().size,
    get isEnded() {
      return ended
    },
    async end() {
      ended = true
      for (const wake of everyone()) wake()
      await (await listening?.catch(() => null))?.end()
    },
  }
}
