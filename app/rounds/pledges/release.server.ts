import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>

/** Pledges of lots that came to nothing bind no longer; what they reserved is free. Their people are told. */
export async function releasePledges(tx: Tx, { lotIds }: { lotIds: readonly string[] }) {
  if (lotIds.length === 0) return
  await sql`
    with released as (
      update pledges set state = 'released', reserved = 0
      where lot_id = any (${sql.val([...lotIds])}::uuid[]) and state in ('active', 'invalidated', 'frozen', 'served')
      returning new.id, new.org_id, new.round_id, new.lot_id, old.state as was, new.quantity,
        coalesce(new.stretch_quantity, 0) as stretch
    ), counted as (
      insert into pledge_deltas (round_id, lot_id, pledge_id, delta, stretch_delta)
      select round_id, lot_id, id, -quantity, -stretch from released where was = 'active'
    ), told as (
      select id, org_id, record_event('pledge.released', id, jsonb_build_object('pledge', id, 'lot', lot_id),
        org => org_id, round => round_id) as event from released
    )
    select notify_roles(org_id, array['buyer', 'approver'], 'pledge.released', '{}', '/pledges/' || id, event) from told`.execute(
    tx,
  )
  await sql`
    update pledges set state = 'dropped', reserved = 0
    where lot_id = any (${sql.val([...lotIds])}::uuid[]) and state in ('draft', 'awaiting_approval')`.execute(
    tx,
  )
}
