import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'

type Difference = {
  kind: string
  subject: string
  expected?: bigint | null
  found?: bigint | null
  currency?: string | null
  orderId?: string | null
}

/** A difference between our books and the world, once while it stands; it is shown, never adjusted. */
export async function openBreak(
  tx: Kysely<Database>,
  { kind, subject, expected = null, found = null, currency = 'CNY', orderId = null }: Difference,
) {
  const { rows } = await sql<{ id: string; fresh: boolean }>`
    insert into breaks (kind, subject, expected, found, currency, order_id)
    values (${kind}, ${subject}, ${expected}, ${found}, ${currency}, ${orderId}::uuid)
    on conflict (kind, subject) where state <> 'closed'
      do update set seen_at = clock_timestamp(), expected = excluded.expected, found = excluded.found
    returning id, xmax = 0 as fresh`.execute(tx)
  const { id, fresh } = rows[0]!
  if (fresh) await record(tx, 'break.opened', id, { break: id, kind })
  return id
}

/** What was different has been dealt with; nothing when no difference of that kind stands. */
export async function closeBreak(tx: Kysely<Database>, kind: string, subject: string) {
  const closed = await tx
    .updateTable('breaks')
    .set({ state: 'closed', closedAt: sql<Date>`clock_timestamp()` })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('state', '<>', 'closed')
    .returning('id')
    .executeTakeFirst()
  if (closed) await record(tx, 'break.closed', closed.id, { break: closed.id })
}
