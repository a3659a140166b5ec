import type { Kysely } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { databaseNow } from '~/rounds/queries.server'
import type { Database } from '~db/schema'
import { whyNotOpen } from '../rebate'
import { takeAward } from './hold.server'
import type { Standing } from './standing.server'

type Tx = Kysely<Database>

/**
 * Asks to join an award at its present price; an approver of the same enterprise decides. Refuses with the codes of
 * `whyNotJoin`, `late-join-open` when a request of the enterprise is open already. Answers its id.
 */
export async function askToJoin(tx: Tx, actor: Actor, awardId: string, quantity: number): Promise<string> {
  buyersOnly(actor)
  const standing = await takeAward(tx, awardId)
  await refuseIfClosed(tx, actor, standing)
  refuseIf(quantity <= standing.room ? null : 'late-join-cap', { field: 'quantity' })
  const open = await tx
    .selectFrom('lateJoins')
    .select('id')
    .where('awardId', '=', awardId)
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', ['requested', 'approved'])
    .executeTakeFirst()
  refuseIf(open ? 'late-join-open' : null)
  const { id } = await tx
    .insertInto('lateJoins')
    .values({ awardId, orgId: actor.organizationId, quantity, requestedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = { join: id, award: awardId, quantity }
  const event = await record(tx, 'late_join.requested', id, facts, { round: standing.roundId })
  const notice = { kind: 'late_join.requested', href: `/joins/${id}`, event }
  await notifyMembers(tx, actor.organizationId, ['approver'], notice)
  return id
}

export const buyersOnly = (actor: Actor) =>
  refuseIf(
    actor.kind === 'enterprise' && is(actor, 'buyer', 'asset_manager', 'approver') ? null : 'not-your-move',
  )

/** Asks by the database's clock, read under the award's lock, whether this enterprise may still join. */
export async function refuseIfClosed(tx: Tx, actor: Actor, { openUntil }: Standing) {
  const { state } = await tx
    .selectFrom('organizations')
    .select('state')
    .where('id', '=', actor.organizationId)
    .executeTakeFirstOrThrow()
  refuseIf(whyNotOpen({ openUntil, verified: state === 'verified' }, await databaseNow(tx)))
}

/** Whoever asked takes it back, before the vendor has confirmed it. */
export async function withdrawJoin(tx: Tx, actor: Actor, joinId: string) {
  buyersOnly(actor)
  return refuseAtHome(tx, actor, joinId, 'withdrawn')
}

/** The approver turns it down, with a reason. */
export async function turnDownJoin(tx: Tx, actor: Actor, joinId: string, reason: string) {
  refuseIf(is(actor, 'approver') ? null : 'not-your-move')
  return refuseAtHome(tx, actor, joinId, 'turned_down', reason)
}

// Before an approver has signed it binds nobody; what is signed, binds.
async function refuseAtHome(
  tx: Tx,
  actor: Actor,
  joinId: string,
  rule: 'withdrawn' | 'turned_down',
  reason: string | null = null,
) {
  const ended = await tx
    .updateTable('lateJoins')
    .set({ state: 'refused', reason: reason ?? rule, refusedAt: await databaseNow(tx) })
    .where('id', '=', joinId)
    .where('orgId', '=', actor.organizationId)
    .where('state', '=', 'requested')
    .returning('requestedBy')
    .executeTakeFirst()
  if (!ended) return refuse('already-moved')
  const event = await record(tx, `late_join.${rule}`, joinId, { join: joinId })
  if (ended.requestedBy === actor.personId) return
  const notice = { kind: `late_join.${rule}`, href: `/joins/${joinId}`, event }
  await notifyMembers(tx, actor.organizationId, ['buyer', 'asset_manager'], notice)
}
