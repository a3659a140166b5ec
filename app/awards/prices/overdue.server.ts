import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { notifyAgencies } from '~/people/notify.server'
import type { Database } from '~db/schema'

/** Questions whose time to answer is over without an answer: from now on they wait for the office, which is told once. */
export async function tellOverdue(tx: Kysely<Database>, now: Date) {
  const { rows } = await sql<{ bidId: string; vendorId: string; roundId: string }>`
    update price_inquiries q set overdue_at = clock_timestamp()
    from bids b where b.id = q.bid_id and q.due_at <= ${now}
      and q.replied_at is null and q.decided_at is null and q.overdue_at is null
    returning q.bid_id, b.vendor_id, b.round_id`.execute(tx)
  for (const { bidId, vendorId, roundId } of rows) {
    const event = await record(
      tx,
      'price.unanswered',
      bidId,
      { bid: bidId },
      { org: vendorId, round: roundId },
    )
    await notifyAgencies(tx, ['officer'], { kind: 'price.unanswered', href: `/bids/${bidId}/inquiry`, event })
  }
}
