import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { notifyMembers } from '~/people/notify.server'
import type { Database } from '~db/schema'

/** Returned challenges that nobody mended in time count as withdrawn. */
export async function dropUncured(tx: Kysely<Database>, now: Date) {
  const { rows } = await sql<{ id: string; roundId: string; byOrgId: string }>`
    update challenges set state = 'withdrawn' where state = 'returned' and cure_until <= ${now}
    returning id, round_id, by_org_id`.execute(tx)
  for (const { id, roundId, byOrgId } of rows) {
    const event = await record(
      tx,
      'challenge.lapsed',
      id,
      { challenge: id },
      { org: byOrgId, round: roundId },
    )
    const notice = { kind: 'challenge.lapsed', href: `/challenges/${id}`, event }
    await notifyMembers(tx, byOrgId, ['buyer', 'approver', 'vendor'], notice)
  }
}
