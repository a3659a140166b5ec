import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>
type Happening = { subjectId: string | null; facts: Record<string, any>; at: Date }

/**
 * `round.amended`: what was pledged before in the lots that it touches no longer counts until it is signed anew; where
 * pledging opens again, the other pledges may be changed again.
 */
export async function invalidatePledges(tx: Tx, { subjectId, facts, at }: Happening) {
  const lots = sql.val([...(facts.lots as string[])])
  await sql`
    with touched as (
      update pledges set state = 'invalidated', reserved = 0
      where round_id = ${subjectId} and lot_id = any (${lots}::uuid[]) and state in ('active', 'frozen') and signed_at < ${at}
      returning id, org_id, lot_id, quantity, coalesce(stretch_quantity, 0) as stretch
    ), counted as (
      insert into pledge_deltas (round_id, lot_id, pledge_id, delta, stretch_delta)
      select ${subjectId}, lot_id, id, -quantity, -stretch from touched
    ), told as (
      select id, org_id, record_event('pledge.invalidated', id, jsonb_build_object('pledge', id, 'lot', lot_id),
        org => org_id, round => ${subjectId}) as event from touched
    )
    select notify_roles(org_id, array['buyer', 'approver'], 'pledge.invalidated', '{}', '/pledges/' || id, event) from told`.execute(
    tx,
  )
  if (!facts.reopened) return
  await tx
    .updateTable('pledges')
    .set({ state: 'active' })
    .where('roundId', '=', subjectId)
    .where('state', '=', 'frozen')
    .execute()
  await sql`
    update lot_bands set frozen = false, at = '-infinity' from lots
    where lots.id = lot_bands.lot_id and lots.round_id = ${subjectId}`.execute(tx)
}
