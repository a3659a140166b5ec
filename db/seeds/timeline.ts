import { type Kysely, type KyselyPlugin, OperationNodeTransformer, type RawNode, sql } from 'kysely'
import { flow } from '../../app/flow.server.ts'
import type { Role } from '../../app/kernel/role.ts'
import { dayOf, hourOf, nthWorkday } from '../../app/kernel/workdays.ts'
import type { Actor } from '../../app/people/actor.ts'
import type { Database } from '../schema.ts'
import { cast } from './cast.ts'
import { at, type By, calendar, type Clock, identityOf } from './telling.ts'

type Deed = { at: Date; run: () => Promise<unknown> }

/**
 * The part of the story that the house tells by itself: deeds of people, done by the rooms' own commands in the order
 * of their times, each followed by what its events set in motion. What would happen after the telling does not.
 */
export type Timeline = {
  /** Statements through it read the told moment where they would read the clock. */
  db: Kysely<Database>
  clock: Clock
  plan: (moment: Date, run: () => Promise<unknown>) => void
  /** Acts as this member of the cast (the clock without one), at the moment of the deed at hand. */
  as: (by: By) => Promise<Actor>
  moment: () => Date
  play: () => Promise<void>
}

export function timelineOf(plain: Kysely<Database>, clock: Clock): Timeline {
  const db = plain.withPlugin(toldTime) as Kysely<Database>
  let deeds: Deed[] = []
  let moment = clock.now
  let seen = '00000000-0000-0000-0000-000000000000'
  const plan: Timeline['plan'] = (when, run) => {
    if (when > clock.now) return
    const place = deeds.findIndex((deed) => deed.at > when)
    deeds = place < 0 ? [...deeds, { at: when, run }] : deeds.toSpliced(place, 0, { at: when, run })
  }
  const as: Timeline['as'] = async (by) => {
    await at(db, moment, by)
    return actorOf(by)
  }
  async function play() {
    for (let deed = deeds.shift(); deed; deed = deeds.shift()) {
      moment = deed.at
      await deed.run()
      seen = await follow(db, moment, seen)
    }
  }
  return { db, clock, plan, as, moment: () => moment, play }
}

/** So many working days after a moment, at an hour. */
export const later = (from: Date, workdays: number, hour = 10) =>
  hourOf(nthWorkday(calendar, dayOf(from), workdays), hour)

export const minutesAfter = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000)

function actorOf(by: By): Actor {
  const { person, org, kind } = identityOf(by)
  const nil = '00000000-0000-0000-0000-000000000000'
  const roles: readonly Role[] = cast.find(({ key }) => key === by)?.roles ?? []
  return {
    kind,
    personId: person || nil,
    organizationId: org || nil,
    roles,
    sessionId: null,
    stepUpAt: new Date(),
    locale: 'zh',
  } as unknown as Actor
}

class ToldTime extends OperationNodeTransformer {
  protected override transformRaw(node: RawNode): RawNode {
    const raw = super.transformRaw(node)
    const told = (fragment: string) => fragment.replaceAll('clock_timestamp()', 'story.now()')
    return { ...raw, sqlFragments: raw.sqlFragments.map(told) }
  }
}

const transformer = new ToldTime()
const toldTime: KyselyPlugin = {
  transformQuery: ({ node }) => transformer.transformNode(node),
  transformResult: async ({ result }) => result,
}

// The phases of rounds are told with all that follows from them; from the order on the house goes its way.
const lively =
  /^(order|payment|payout|refund|invoice|license|true_up|late_join|tier|rebate|computer|inventory|recognition|case|settlement|obligation)\./
const kinds = Object.keys(flow).filter((kind) => lively.test(kind))

/** Runs the reactions to what has been recorded since, as the worker would, until nothing follows any more. */
async function follow(db: Kysely<Database>, moment: Date, seen: string): Promise<string> {
  const happened = await db
    .selectFrom('outbox')
    .innerJoin('events', 'events.id', 'outbox.eventId')
    .innerJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .select(['outbox.id as row', 'events.id', 'events.kind', 'subjectId', 'orgId', 'body', 'at'])
    .where('outbox.id', '>', seen)
    .where('outbox.kind', 'in', kinds)
    .orderBy('outbox.id')
    .execute()
  for (const event of happened)
    for (const { name, run } of flow[event.kind] ?? []) {
      await at(db, moment, null, event.orgId)
      await sql`set local role muster_worker`.execute(db)
      await db.insertInto('reactions').values({ eventId: event.id, name }).execute()
      await run(db, { ...event, facts: JSON.parse(event.body ?? '{}') } as never, moment)
      await sql`set local role none`.execute(db)
    }
  return happened.length === 0 ? seen : follow(db, moment, happened.at(-1)!.row)
}

/** The worker's tasks open transactions of their own; here they run in the one of the story. */
export function asDesk(db: Kysely<Database>): Kysely<Database> {
  const transaction = () => ({ execute: <T>(work: (tx: Kysely<Database>) => Promise<T>) => work(db) })
  return new Proxy(db, {
    get(target, name) {
      if (name === 'transaction') return transaction
      const value = Reflect.get(target, name, target) as unknown
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
