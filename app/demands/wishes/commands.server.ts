import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { dayOf, deadline } from '~/kernel/workdays'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import type { ThresholdValues, WishValues } from './form'
import { carriesRound, isThresholdMet } from './wishing'

type Tx = Kysely<Database>

/** What has gathered behind a wish, exactly; for the worker only (others see bands). */
export async function gatheredBy(tx: Tx, wishId: string) {
  const { rows } = await sql<{ organizations: number; quantity: bigint; largest: bigint }>`
    select * from gathered(${wishId})`.execute(tx)
  return rows[0]!
}

/** The office opens a wish before anyone has, with the threshold that makes it worth asking. */
export async function openWish(tx: Tx, actor: Actor, { subject, ...threshold }: WishValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const wish = await tx
    .insertInto('wishes')
    .values({ ...subject, ...threshold })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!wish) return refuse('wish-gathers', { field: 'subject' })
  await record(tx, 'wish.opened', wish.id, threshold)
  return wish.id
}

/** Another threshold for a wish that still gathers; what has gathered is measured by it at once. */
export async function setThreshold(tx: Tx, actor: Actor, wishId: string, threshold: ThresholdValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const changed = await tx
    .updateTable('wishes')
    .set(threshold)
    .where('id', '=', wishId)
    .where('state', '=', 'collecting')
    .returning('id')
    .executeTakeFirst()
  refuseIf(changed ? null : 'already-moved')
  await record(tx, 'wish.threshold_set', wishId, threshold)
}

/** Whether enough stands behind a wish that gathers; if so it becomes the officers' task. For the worker. */
export async function measureWish(tx: Tx, wishId: string) {
  const wish = await tx
    .selectFrom('wishes')
    .selectAll()
    .where('id', '=', wishId)
    .where('state', '=', 'collecting')
    .forUpdate()
    .executeTakeFirst()
  if (!wish) return
  const gathered = await gatheredBy(tx, wishId)
  if (!isThresholdMet(gathered, wish)) return
  await tx.updateTable('wishes').set({ state: 'threshold_met' }).where('id', '=', wishId).execute()
  const facts = { organizations: gathered.organizations }
  const event = await record(tx, 'wish.threshold_met', wishId, facts)
  await notifyAgencies(tx, ['officer'], { kind: 'wish.threshold_met', href: `/wishes/${wishId}`, event })
}

const interestWorkdays = 10

/** The officer asks the wish's enterprises to confirm their quantity within ten working days: an expression of interest 意向. */
export async function openInterest(tx: Tx, actor: Actor, wishId: string, now: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { dueAt } = deadline(await loadCalendar(tx), dayOf(now), interestWorkdays, 'wd')
  const opened = await tx
    .updateTable('wishes')
    .set({ state: 'eoi_open', eoiClosesAt: dueAt, processNumber: sql<string>`next_round_number()` })
    .where('id', '=', wishId)
    .where('state', '=', 'threshold_met')
    .returning('id')
    .executeTakeFirst()
  refuseIf(opened ? null : 'already-moved')
  const event = await record(tx, 'wish.interest_opened', wishId)
  await tellGathered(tx, wishId, 'wish.interest_opened', event)
}

/** Everyone whose open need stands behind a wish is told what became of it. */
async function tellGathered(tx: Tx, wishId: string, kind: string, event: string) {
  const behind = await tx
    .selectFrom('demandLines')
    .select('orgId')
    .distinct()
    .where('wishId', '=', wishId)
    .where('state', 'in', ['open', 'pooled'])
    .execute()
  for (const { orgId } of behind)
    await notifyMembers(tx, orgId, ['buyer', 'asset_manager'], { kind, href: `/wishes/${wishId}`, event })
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
  const event = await record(tx, 'wish.declined', wishId)
  await tellGathered(tx, wishId, 'wish.declined', event)
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
    const event = await record(tx, state === 'lapsed' ? 'wish.lapsed' : 'wish.confirmed', id)
    await tellGathered(tx, id, state === 'lapsed' ? 'wish.lapsed' : 'wish.confirmed', event)
    if (state === 'lapsed')
      await tx
        .updateTable('demandLines')
        .set({ wishId: null, confirmed: null })
        .where('wishId', '=', id)
        .execute()
  }
}
