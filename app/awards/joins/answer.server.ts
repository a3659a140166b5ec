import type { Kysely } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { databaseNow } from '~/rounds/queries.server'
import type { Database } from '~db/schema'
import { join as joined } from '../rebate'
import { liesWithinCap, type TakenJoin, takeJoin } from './hold.server'
import type { Standing } from './standing.server'

type Tx = Kysely<Database>

/** The vendor confirms; the enterprise's order follows from the event. Refuses already-moved, not-your-move. */
export async function confirmJoin(tx: Tx, actor: Actor, joinId: string) {
  const { join, standing } = await takeJoin(tx, joinId, ['approved'])
  refuseIf(is(actor, 'vendor') && join.vendorId === actor.organizationId ? null : 'not-your-move')
  await writeConfirmation(tx, join, standing, actor.personId)
}

/**
 * The request joins at the price of the volume that it makes: who brings the award to a deeper step pays that step's
 * price, and what the others are owed follows from the event.
 */
export async function writeConfirmation(
  tx: Tx,
  join: TakenJoin,
  { volume, price, tiers, roundId }: Standing,
  by: string | null,
) {
  const after = joined({ volume, price }, join.quantity, tiers)
  await tx
    .updateTable('lateJoins')
    .set({
      state: 'confirmed',
      unitPrice: after.price,
      confirmedBy: by,
      confirmedAt: await databaseNow(tx),
    })
    .where('id', '=', join.id)
    .execute()
  const facts = {
    join: join.id,
    run: join.runId,
    round: roundId,
    organization: join.orgId,
    vendor: join.vendorId,
    awards: [join.awardId],
    pledges: [],
    quantities: [join.quantity],
    prices: [String(after.price)],
    volume: after.volume,
    before: String(price),
  }
  const event = await record(tx, 'late_join.confirmed', join.id, facts, { org: join.orgId, round: roundId })
  const notice = { kind: 'late_join.confirmed', href: `/joins/${join.id}`, event }
  await notifyMembers(tx, join.orgId, ['buyer', 'asset_manager', 'approver'], notice)
}

/** The vendor refuses what lies beyond the cap, with a reason. Refuses late-join-within-cap otherwise. */
export async function refuseJoin(tx: Tx, actor: Actor, joinId: string, reason: string) {
  const { join } = await takeJoin(tx, joinId, ['approved'])
  refuseIf(is(actor, 'vendor') && join.vendorId === actor.organizationId ? null : 'not-your-move')
  refuseIf((await liesWithinCap(tx, join)) ? 'late-join-within-cap' : null)
  await writeRefusal(tx, join, reason, 'late_join.refused')
}

/** A request that ends without an order; its enterprise is told. */
export async function writeRefusal(
  tx: Tx,
  join: Pick<TakenJoin, 'id' | 'orgId' | 'awardId'>,
  reason: string,
  kind: 'late_join.refused' | 'late_join.lapsed',
) {
  await tx
    .updateTable('lateJoins')
    .set({ state: 'refused', reason, refusedAt: await databaseNow(tx) })
    .where('id', '=', join.id)
    .execute()
  const event = await record(tx, kind, join.id, { join: join.id, award: join.awardId }, { org: join.orgId })
  await notifyMembers(tx, join.orgId, ['buyer', 'asset_manager', 'approver'], {
    kind,
    href: `/joins/${join.id}`,
    event,
  })
}
