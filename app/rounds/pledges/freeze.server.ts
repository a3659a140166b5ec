import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { fallLots } from '../fall.server'
import { freezeFigures } from './figures.server'
import { releasePledges } from './release.server'

type Tx = Kysely<Database>

/** Rounds whose deadline for pledges has passed, by the database's clock. */
export async function freezeDue(tx: Tx) {
  const due = await tx
    .selectFrom('rounds')
    .select('id')
    .where('state', '=', 'published')
    .where('pledgesCloseAt', '<=', sql<Date>`clock_timestamp()`)
    .orderBy('pledgesCloseAt')
    .limit(20)
    .execute()
  for (const { id } of due) await freezeRound(tx, id)
}

/**
 * Ends pledging. The update waits for every pledge that was let in before the deadline; what is signed then binds, all
 * else is dropped. Lots below their least volume fall, and with the last of them the round.
 */
export async function freezeRound(tx: Tx, roundId: string) {
  const frozen = await tx
    .updateTable('rounds')
    .set({ state: 'frozen' })
    .where('id', '=', roundId)
    .where('state', '=', 'published')
    .where('pledgesCloseAt', '<=', sql<Date>`clock_timestamp()`)
    .returning('id')
    .executeTakeFirst()
  if (!frozen) return
  await freezePledges(tx, roundId)
  await dropUnsigned(tx, roundId)
  const figures = await freezeFigures(tx, roundId)
  await record(
    tx,
    'round.frozen',
    roundId,
    { lots: figures.map(({ lotId }) => lotId), volumes: figures.map(({ low }) => low) },
    { round: roundId },
  )
  await fallBelowMinimum(tx, roundId)
}

/** Signed pledges bind from now on; a change that nobody signed is forgotten. Their people are told. */
async function freezePledges(tx: Tx, roundId: string) {
  await sql`
    with frozen as (
      update pledges set state = 'frozen', asked_version = version where round_id = ${roundId} and state = 'active'
      returning id, org_id, lot_id
    ), told as (
      select id, org_id, record_event('pledge.frozen', id, jsonb_build_object('pledge', id, 'lot', lot_id),
        org => org_id, round => ${roundId}) as event from frozen
    )
    select notify_roles(org_id, array['buyer', 'approver'], 'pledge.frozen', '{}', '/pledges/' || id, event) from told`.execute(
    tx,
  )
}

async function dropUnsigned(tx: Tx, roundId: string) {
  await sql`
    with dropped as (
      update pledges set state = 'dropped', reserved = 0
      where round_id = ${roundId} and state in ('draft', 'awaiting_approval', 'invalidated') returning id, org_id, lot_id
    )
    select record_event('pledge.dropped', id, jsonb_build_object('pledge', id, 'lot', lot_id),
      org => org_id, round => ${roundId}) from dropped`.execute(tx)
  await sql`
    update sealed_items i set state = 'withdrawn'
    from pledges p where p.id = i.pledge_id and p.round_id = ${roundId}
      and (i.state = 'waiting' or (i.state = 'current' and p.state = 'dropped'))`.execute(tx)
  await sql`
    update demand_lines d set state = 'open', round_lot_id = null
    from pledges p where p.round_id = ${roundId} and p.state = 'dropped' and d.round_lot_id = p.lot_id
      and d.org_id = p.org_id and d.state = 'pooled'`.execute(tx)
}

async function fallBelowMinimum(tx: Tx, roundId: string) {
  const { rows } = await sql<{ id: string }>`
    select id from lots where round_id = ${roundId} and state = 'active' and min_volume > coalesce((
      select sum(quantity) from pledges p where p.lot_id = lots.id and p.state = 'frozen'), 0)
    order by code`.execute(tx)
  const lotIds = rows.map(({ id }) => id)
  await fallLots(tx, roundId, lotIds, 'below_min_volume')
  await releasePledges(tx, { lotIds })
}
