import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>
type Happening = { subjectId: string | null; facts: Record<string, any> }

/**
 * `round.amended`: bids that answer the former notice in a lot that it touches count again once their vendors say yes
 * or replace them; else they lapse at closing. By the clock, since nobody else may know that there are any.
 */
export async function invalidateBids(tx: Tx, { subjectId, facts }: Happening) {
  await sql`
    with touched as (
      update bids set state = 'invalidated' from rounds r
      where bids.round_id = ${subjectId} and r.id = bids.round_id and bids.state = 'sealed'
        and bids.lot_id = any (${sql.val([...(facts.lots as string[])])}::uuid[]) and bids.notice_hash <> r.notice_hash
      returning bids.id, vendor_id, lot_id
    ), told as (
      select id, vendor_id, record_event('bid.invalidated', id, jsonb_build_object('bid', id, 'lot', lot_id),
        org => vendor_id, round => ${subjectId}) as event from touched
    )
    select notify_roles(vendor_id, array['vendor'], 'bid.invalidated', '{}', '/bids/' || id, event) from told`.execute(
    tx,
  )
  if (!facts.keys) return
  // Bundles that are sealed to former keys could be opened by nobody.
  await sql`
    with taken as (
      update sealed_items i set state = 'withdrawn' from rounds r
      where i.round_id = ${subjectId} and r.id = i.round_id and i.kind = 'bundle' and i.state = 'current'
        and i.received_at < r.keys_changed_at
      returning i.org_id
    ), told as (
      select org_id, record_event('bid.unbundled', ${subjectId}, jsonb_build_object('cause', 'keys'),
        org => org_id, round => ${subjectId}) as event from taken
    )
    select notify_roles(org_id, array['vendor'], 'bid.bundles_void', '{}', '/rounds/' || ${subjectId}::text || '/bundles', event)
    from told`.execute(tx)
}
