import { randomBytes } from 'node:crypto'
import { missing } from './errors.ts'
import { apiVersion, blank, checkObject } from './operations.ts'

/** An object of Stripe's as its API answers it, with ids where it could be expanded. */
export type Thing = Record<string, any> & { id: string; object: string }
export type Saved = { things: Thing[]; ahead: number }

/** All that the double knows: its objects, its clock, the events that nobody was told of yet. */
export function createWorld(saved: Saved = { things: [], ahead: 0 }) {
  const things = new Map(saved.things.map((thing) => [thing.id, thing]))
  let { ahead } = saved
  let untold: Thing[] = []

  const now = () => Math.floor(Date.now() / 1000) + ahead
  const newId = (prefix: string) => `${prefix}_${randomBytes(12).toString('hex')}`

  /** A new object as the operation answers it: what nobody says is empty. */
  function add(operationId: string, prefix: string, facts: Record<string, unknown>): Thing {
    const thing = merged({ ...blank(operationId), id: newId(prefix), created: now() }, facts) as Thing
    things.set(thing.id, thing)
    return thing
  }

  function find(what: string, id: string): Thing {
    const thing = things.get(id)
    if (thing?.object !== what) throw missing(what, id)
    return thing
  }

  /** All of a kind, the newest first. */
  const all = (what: string) => [...things.values()].filter(({ object }) => object === what).reverse()

  /** What happened to an object, as it is now. */
  function emit(type: string, object: Thing) {
    checkObject(object)
    const event = add('events.retrieve', 'evt', {
      api_version: apiVersion,
      data: { object: structuredClone(object) },
      pending_webhooks: 1,
      request: null,
      type,
    })
    untold.push(event)
  }

  return {
    now,
    newId,
    add,
    find,
    all,
    emit,
    has: (id: string) => things.has(id),
    get: (id: string) => things.get(id),
    /** Events since somebody asked last. */
    takeEvents() {
      const taken = untold
      untold = []
      return taken
    },
    turn(seconds: number) {
      ahead += seconds
    },
    save: (): Saved => ({ things: [...things.values()], ahead }),
  }
}

export type World = ReturnType<typeof createWorld>

/** Facts over what is empty, inner objects likewise. */
function merged(empty: Record<string, unknown>, facts: Record<string, unknown>): Record<string, unknown> {
  const whole = { ...empty }
  for (const [name, value] of Object.entries(facts))
    whole[name] = isPlain(value) && isPlain(whole[name]) ? merged(whole[name], value) : value
  return whole
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Puts objects in place of the ids that the caller wants to see in full. */
export function expand(world: World, thing: unknown, paths: readonly string[]): unknown {
  return paths.reduce((whole, path) => expandOne(world, whole, path.split('.')), thing)
}

function expandOne(world: World, value: unknown, [first, ...rest]: string[]): unknown {
  if (first === undefined || value === null) return value
  if (Array.isArray(value)) return value.map((item) => expandOne(world, item, [first, ...rest]))
  if (typeof value !== 'object') return value
  const inner = (value as Record<string, unknown>)[first]
  if (inner === undefined) return value
  const known = typeof inner === 'string' ? (world.get(inner) ?? inner) : inner
  return { ...value, [first]: expandOne(world, known, rest) }
}

export function listOf(all: Thing[], url: string, params: Record<string, any>) {
  const { limit = 10, starting_after: after, created } = params
  const since = typeof created === 'object' ? (created.gte ?? (created.gt ?? -1) + 1) : 0
  const fresh = all.filter((thing) => thing.created >= since)
  const from = after ? fresh.findIndex(({ id }) => id === after) + 1 : 0
  const data = fresh.slice(from, from + limit)
  return { object: 'list', url, data, has_more: from + data.length < fresh.length }
}
