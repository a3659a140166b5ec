import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record, recordEach } from '~/kernel/events.server'
import { dayOf, hourOf, startOf, workdaysBefore } from '~/kernel/workdays'
import { checkKinds, checks, patience } from './checks.server'

type Tx = Kysely<Database>

/** Hour of Shanghai at which the books are compared every night. */
const nightly = 2

export type Run = { checks: number; standing: number; opened: number; closed: number }

/**
 * Compares the books with the orders, the banks and the calendar. A difference becomes a break and is never adjusted;
 * one that is gone closes its break, as does an explained one that no later run can repair.
 */
export async function reconcile(tx: Tx, now: Date): Promise<Run> {
  const { rows } = await sql<{ began: Date }>`select clock_timestamp() as began`.execute(tx)
  const since = startOf(workdaysBefore(await loadCalendar(tx), dayOf(now), patience))
  let standing = 0
  const fresh: { id: string; kind: string }[] = []
  for (const kind of checkKinds) {
    const found = await keep(tx, kind, since)
    standing += found.length
    fresh.push(...found.filter((one) => one.fresh).map(({ id }) => ({ id, kind })))
  }
  await recordEach(
    tx,
    'break.opened',
    fresh.map(({ id, kind }) => ({ subject: id, facts: { break: id, kind } })),
  )
  const closed = await closeRepaired(tx, rows[0]!.began)
  const run = { checks: checkKinds.length, standing, opened: fresh.length, closed }
  const { id } = await tx
    .insertInto('reconciliations')
    .values({ ...run, day: dayOf(now), by: sql<string | null>`app_person()` })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'reconciliation.done', id, run)
  return run
}

async function keep(tx: Tx, kind: (typeof checkKinds)[number], since: Date) {
  const { rows } = await sql<{ id: string; fresh: boolean }>`
    insert into breaks (kind, subject, expected, found, currency, order_id)
    select ${kind}, d.subject, d.expected, d.found, d.currency, d.order_id from (${checks[kind](since)}) as d
    on conflict (kind, subject) where state <> 'closed'
      do update set seen_at = clock_timestamp(), expected = excluded.expected, found = excluded.found
    returning id, xmax = 0 as fresh`.execute(tx)
  return rows
}

async function closeRepaired(tx: Tx, began: Date) {
  const closed = await tx
    .updateTable('breaks')
    .set({ state: 'closed', closedAt: sql<Date>`clock_timestamp()` })
    .where('state', '<>', 'closed')
    .where((row) =>
      row.or([
        row.and([row('kind', 'in', checkKinds), row('seenAt', '<', began)]),
        row.and([row('kind', 'not in', checkKinds), row('state', '=', 'explained')]),
      ]),
    )
    .returning('id')
    .execute()
  await recordEach(
    tx,
    'break.closed',
    closed.map(({ id }) => ({ subject: id, facts: { break: id } })),
  )
  return closed.length
}

/** By the clock, once a night. */
export async function reconcileNightly(tx: Tx, now: Date) {
  const day = dayOf(now)
  if (now < hourOf(day, nightly)) return
  const done = await tx
    .selectFrom('reconciliations')
    .select('id')
    .where('day', '=', day)
    .where('by', 'is', null)
    .executeTakeFirst()
  if (!done) await reconcile(tx, now)
}
