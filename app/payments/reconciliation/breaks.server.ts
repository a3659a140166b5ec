import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import type { BreakState } from '../lifecycle'

type Db = Kysely<Database>

export type ListedBreak = {
  id: string
  kind: string
  subject: string
  state: BreakState
  name: string | null
  expected: bigint | null
  found: bigint | null
  currency: string | null
  orderId: string | null
  explanation: string | null
  owner: string | null
  openedAt: Date
  seenAt: Date
  closedAt: Date | null
}

/** Differences in some states, or one of them; the oldest first while they stand. */
export async function listBreaks(
  db: Db,
  { state, id }: { state?: BreakState | 'standing' | undefined; id?: string },
  limit = 500,
): Promise<ListedBreak[]> {
  const states = state === undefined || state === 'standing' ? ['open', 'explained'] : [state]
  const { rows } = await sql<ListedBreak>`
    select b.id, b.kind, b.subject, b.state, b.expected, b.found, b.currency, b.order_id, b.explanation, b.opened_at,
      b.seen_at, b.closed_at, p.name as owner, coalesce(
        (select o.number from orders o where o.id = b.order_id),
        (select coalesce(l.counterparty_name, l.serial_no) from bank_lines l where b.kind = 'suspense-late' and l.id::text = b.subject),
        (select left(y.code, 4) || '-' || right(y.code, 4) from payouts y where b.kind = 'payout-late' and y.id::text = b.subject),
        (select left(r.code, 4) || '-' || right(r.code, 4) from refunds r where b.kind = 'refund-late' and r.id::text = b.subject),
        (select a.bank || ' ' || right(a.number, 4) from bank_accounts a where b.kind = 'bank-balance' and a.id::text = b.subject)) as name
    from breaks b left join persons p on p.id = b.owner_id
    where ${id ? sql`b.id = ${id}` : sql`b.state = any(${states}::text[])`}
    order by case when b.state = 'closed' then 1 else 0 end, b.opened_at, b.id limit ${limit}`.execute(db)
  return rows
}

/** The latest comparisons, newest first. */
export const listRuns = (db: Db, limit = 10) =>
  db
    .selectFrom('reconciliations')
    .leftJoin('persons', 'persons.id', 'reconciliations.by')
    .select([
      'reconciliations.id',
      'reconciliations.at',
      'reconciliations.checks',
      'reconciliations.standing',
      'reconciliations.opened',
      'reconciliations.closed',
      'persons.name as person',
    ])
    .orderBy('reconciliations.id', 'desc')
    .limit(limit)
    .execute()

/** Somebody has found out what a difference is; it stays until a run finds it repaired. Refuses: already-moved. */
export async function explainBreak(tx: Db, actor: Actor, breakId: string, explanation: string) {
  const explained = await tx
    .updateTable('breaks')
    .set({ state: 'explained', explanation, ownerId: actor.personId })
    .where('id', '=', breakId)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  if (!explained) refuse('already-moved')
  await record(tx, 'break.explained', breakId, { break: breakId })
}
