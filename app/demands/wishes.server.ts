import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { carriesRound } from './wishing'

type Tx = Kysely<Database>

/** What has gathered behind a wish, exactly; for the worker only (others see bands). */
export async function gatheredBy(tx: Tx, wishId: string) {
  const { rows } = await sql<{ organizations: number; quantity: bigint; largest: bigint }>`
    select * from gathered(${wishId})`.execute(tx)
  return rows[0]!
}

/** The officer asks the wish's enterprises to confirm their quantity until a day: an expression of interest 意向. */
export async function openInterest(tx: Tx, actor: Actor, wishId: string, closesAt: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const opened = await tx
    .updateTable('wishes')
    .set({ state: 'eoi_open', eoiClosesAt: closesAt })
    .where('id', '=', wishId)
    .where('state', '=', 'threshold_met')
    .returning('id')
    .executeTakeFirst()
  refuseIf(opened ? null : 'already-moved')
  await record(tx, 'wish.interest_opened', wishId)
}

/** An enterprise says how much of its line it would pledge; 0 is an answer too. */
export async function confirmInterest(tx: Tx, actor: Actor, lineId: string, quantity: number) {
  refuseIf(is(actor, 'buyer', 'approver') ? null : 'not-your-move')
  const { rows } = await sql<{ id: string }>`
    with wish as materialized (
      select w.id, w.state, w.eoi_closes_at from wishes w
      join demand_lines l on l.wish_id = w.id where l.id = ${lineId} for share of w
    )
    update demand_lines set confirmed = ${quantity}
    where id = ${lineId} and org_id = ${actor.organizationId} and state = 'open' and quantity >= ${quantity}
      and exists (select from wish where state = 'eoi_open' and clock_timestamp() < eoi_closes_at)
    returning id`.execute(tx)
  refuseIf(rows[0] ? null : 'interest-closed')
  await record(tx, 'demand.interest_confirmed', lineId, { quantity })
}

export async function declineWish(tx: Tx, actor: Actor, wishId: string, reason: string) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const declined = await tx
    .updateTable('wishes')
    .set({ state: 'declined', reason })
    .where('id', '=', wishId)
    .where('state', 'in', ['collecting', 'threshold_met'])
    .returning('id')
    .executeTakeFirst()
  refuseIf(declined ? null : 'already-moved')
  await record(tx, 'wish.declined', wishId)
}

/** When the time for interest is over: a round is drafted (rooms to the right do it by event), or the wish lapses. */
export async function closeInterestDue(tx: Tx, now: Date) {
  const due = await tx
    .selectFrom('wishes')
    .select(['id'])
    .where('state', '=', 'eoi_open')
    .where('eoiClosesAt', '<=', now)
    .forUpdate()
    .execute()
  for (const { id } of due) {
    const { wished, confirmed } = await tx
      .selectFrom('demandLines')
      .where('wishId', '=', id)
      .where('state', 'in', ['open', 'pooled'])
      .select([
        sql<bigint>`coalesce(sum(quantity), 0)::bigint`.as('wished'),
        sql<bigint>`coalesce(sum(confirmed), 0)::bigint`.as('confirmed'),
      ])
      .executeTakeFirstOrThrow()
    const state = carriesRound(confirmed, wished) ? 'round_drafted' : 'lapsed'
    await tx.updateTable('wishes').set({ state }).where('id', '=', id).execute()
    if (state === 'lapsed')
      await tx
        .updateTable('demandLines')
        .set({ wishId: null, confirmed: null })
        .where('wishId', '=', id)
        .execute()
    await record(tx, state === 'lapsed' ? 'wish.lapsed' : 'wish.confirmed', id)
  }
}
