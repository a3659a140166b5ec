import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import { places, type Waiting, type WaitingKind } from './waiting'
import { buying } from './waiting/buying.server'
import { cases } from './waiting/cases.server'
import { office } from './waiting/office.server'
import { orders } from './waiting/orders.server'
import { rights } from './waiting/rights.server'
import type { Watch } from './waiting/watch'

const watches = { ...buying, ...orders, ...rights, ...cases, ...office } satisfies Record<WaitingKind, Watch>

/** Everything that waits for this person, the most urgent first: one statement, whatever the number of roles. */
export async function listWaiting(db: Kysely<Database>, actor: Actor): Promise<Waiting[]> {
  const own = (Object.entries(watches) as [WaitingKind, Watch][]).filter(([, { roles }]) =>
    is(actor, ...roles),
  )
  if (own.length === 0) return []
  const parts = own.map(
    ([kind, { rows }]) =>
      sql`select ${kind}::text as kind, count(*)::int as count, min(due) as due_at, (array_agg(id))[1]::text as subject_id from (${rows(actor)}) as its`,
  )
  const { rows } =
    await sql<Waiting>`select * from (${sql.join(parts, sql` union all `)}) as waiting where count > 0 order by due_at nulls last`.execute(
      db,
    )
  return rows.map((row) => ({ ...row, subjectId: row.count === 1 ? row.subjectId : null }))
}

/** How much waits at each place of the navigation. */
export async function countPlaces(db: Kysely<Database>, actor: Actor) {
  const counts: Record<string, number> = {}
  for (const { kind, count } of await listWaiting(db, actor))
    counts[places[kind].to] = (counts[places[kind].to] ?? 0) + count
  return counts
}
