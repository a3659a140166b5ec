import type { PgBoss } from 'pg-boss'
import { type Kysely, sql } from 'kysely'
import { reactions } from '~db/queues'
import type { Database } from '~db/schema'
import { clockMoves } from './clock.server'
import { desk } from './desk.server'
import { flow } from './flow.server'
import { refusalOf } from './kernel/refusal'
import { sendMails } from './people/mail.server'

const batch = 500

type Job = { event: string; kind: string; name: string }

/** Starts what the worker does: relays outbox rows into jobs, runs reactions, makes the clock's moves, sends mails. */
export async function startJobs(boss: PgBoss, db: Kysely<Database>): Promise<{ stop: () => Promise<void> }> {
  await boss.work<Job>(
    reactions,
    { batchSize: 100, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true },
    async (jobs) => {
      // One that fails is tried again by itself and holds up none of the others.
      for (const { id, data } of jobs)
        await react(db, data).catch(async (error: unknown) => {
          console.error(JSON.stringify({ level: 'error', job: 'react', ...data, message: String(error) }))
          await boss.fail(reactions, id, { message: String(error) })
        })
    },
  )
  const loops = [
    every('relay', 500, () => relay(boss, db)),
    every('clock', 1000, () => tick(db)),
    every('mails', 2000, () => sendMails(db)),
    ...desk.map(({ name, run }) => every(name, 1000, () => run(db))),
  ]
  return { stop: async () => void (await Promise.all(loops.map((stop) => stop()))) }
}

/** Moves outbox rows into jobs, both in one transaction: nothing is lost, nothing leaves before its commit. */
export async function relay(boss: PgBoss, db: Kysely<Database>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('outbox')
      .selectAll()
      .orderBy('id')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute()
    if (rows.length === 0) return 0
    const executor = {
      executeSql: (text: string, values?: unknown[]) =>
        tx.executeQuery<any>({
          sql: text,
          parameters: values ?? [],
          query: { kind: 'RawNode' } as never,
          queryId: { queryId: '' },
        } as never),
    }
    for (const row of rows)
      for (const { name } of flow[row.kind] ?? [])
        await boss.send(reactions, { event: row.eventId, kind: row.kind, name }, { db: executor })
    await tx
      .deleteFrom('outbox')
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .execute()
    return rows.length
  })
}

/** One reaction to one event, once: the row in `reactions` and the effect commit together. */
export async function react(db: Kysely<Database>, { event: eventId, kind, name }: Job) {
  const reaction = flow[kind]?.find((candidate) => candidate.name === name)
  if (!reaction) return
  await db.transaction().execute(async (tx) => {
    const event = await tx
      .selectFrom('events')
      .innerJoin('eventBodies', 'eventBodies.eventId', 'events.id')
      .select([
        'events.id',
        'kind',
        'subjectId',
        'orgId',
        'body',
        'at',
        sql<Date>`clock_timestamp()`.as('now'),
      ])
      .where('events.id', '=', eventId)
      .executeTakeFirst()
    if (!event) return
    const first = await tx
      .insertInto('reactions')
      .values({ eventId, name })
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .executeTakeFirst()
    if (!first) return
    await sql`select set_config('app.org_id', ${event.orgId ?? ''}, true), set_config('app.actor_kind', 'clock', true)`.execute(
      tx,
    )
    await reaction.run(tx, { ...event, facts: JSON.parse(event.body ?? '{}') }, event.now)
  })
}

/**
 * Every move that no person asks for; each room's list tests its own deadlines. A refused one is the next tick's; one that
 * breaks keeps none of the others, and the tick says so at its end.
 */
export async function tick(db: Kysely<Database>) {
  const broken: Error[] = []
  for (const { name, run } of clockMoves) {
    try {
      await db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ mine: boolean; now: Date }>`
          select pg_try_advisory_xact_lock(hashtext(${`clock ${name}`})) as mine, clock_timestamp() as now`.execute(
          tx,
        )
        if (rows[0]!.mine) await run(tx, rows[0]!.now)
      })
    } catch (error) {
      if (!refusalOf(error)) broken.push(new Error(`${name}: ${String(error)}`, { cause: error }))
    }
  }
  if (broken.length > 0) throw broken[0]
}

/** Where in the database it broke: relations and functions, never values. */
function whereOf(error: unknown) {
  const { cause = error } = error as { cause?: unknown }
  return (cause as { where?: string } | undefined)?.where
}

function every(job: string, milliseconds: number, work: () => Promise<unknown>) {
  let stopped = false
  let waiting: { timer: NodeJS.Timeout; go: () => void } | undefined
  const loop = (async () => {
    while (!stopped) {
      await work().catch((error: unknown) =>
        console.error(JSON.stringify({ level: 'error', job, message: String(error), where: whereOf(error) })),
      )
      if (!stopped) await new Promise<void>((go) => (waiting = { go, timer: setTimeout(go, milliseconds) }))
    }
  })()
  return async () => {
    stopped = true
    if (waiting) {
      clearTimeout(waiting.timer)
      waiting.go()
    }
    await loop
  }
}
