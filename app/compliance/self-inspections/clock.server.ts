import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'

/** What nobody reviewed within ten working days is put before the leader of those who answer for the enterprise. */
export async function escalateReviews(tx: Kysely<Database>, now: Date) {
  const { rows } = await sql<{ id: string; orgId: string }>`
    update self_inspections set escalated_at = ${now}
    where id in (select id from self_inspections where state = 'submitted' and review_due <= ${now} and escalated_at is null limit 200)
    returning id, org_id`.execute(tx)
  for (const { id, orgId } of rows) {
    const event = await record(tx, 'self_inspection.review_late', id, {}, { org: orgId })
    await sql`select notify_responsible(${orgId}::uuid, '{leader}', 'self_inspection.review_late', ${`/self-inspections/${id}`}, ${event}::uuid)`.execute(
      tx,
    )
  }
}
