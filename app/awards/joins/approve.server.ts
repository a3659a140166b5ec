import type { Kysely } from 'kysely'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import { dayOf, deadline } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { findApproversLimit, lockLimits, mayOnePersonApprove } from '~/rounds/pledges/limits.server'
import { type SignRefusal, whyNotApprove } from '~/rounds/pledges/pledging'
import { databaseNow } from '~/rounds/queries.server'
import type { Database } from '~db/schema'
import { refuseIfClosed } from './ask.server'
import { liesWithinCap, type TakenJoin, takeJoin } from './hold.server'
import type { Standing } from './standing.server'
import { joinTermsOf } from './terms'

type Tx = Kysely<Database>

/** so many working days the vendor has to confirm */
const confirmWorkdays = 3

/** Hash of the canonical terms that an approver signs: they change when the price falls or the cap is reached. */
export const termsHashOf = (
  join: Pick<TakenJoin, 'id' | 'awardId' | 'orgId' | 'quantity'>,
  price: bigint,
  withinCap: boolean,
) =>
  sha256(
    joinTermsOf({
      joinId: join.id,
      awardId: join.awardId,
      orgId: join.orgId,
      quantity: join.quantity,
      unitPrice: price,
      withinCap,
    }),
  )

/** Why this person may not approve the request, by limits and roles; null when they may. */
export async function whyNotApproveJoin(
  tx: Tx,
  actor: Actor,
  join: { quantity: number; requestedBy: string },
  { price, roundId }: Pick<Standing, 'price' | 'roundId'>,
): Promise<SignRefusal | null> {
  if (!is(actor, 'approver')) return 'needs-approval'
  return whyNotApprove({
    requesterId: join.requestedBy,
    approverId: actor.personId,
    amount: price * BigInt(join.quantity),
    approversLimit: await findApproversLimit(tx, actor, { roundId, pledgeId: null }),
    onePersonMay: await mayOnePersonApprove(tx, actor),
  })
}

/**
 * Signs a request at the award's present price: from now on it binds, and the vendor has three working days.
 * Refuses with the codes of `whyNotOpen` (beyond the cap the vendor may refuse), `approver-is-requester`,
 * `above-limit`, and `late-join-changed` when price or cap are not those that were read.
 */
export async function approveJoin(tx: Tx, actor: Actor, joinId: string, hash: string) {
  refuseIf(is(actor, 'approver') ? null : 'not-your-move')
  const { join, standing } = await takeJoin(tx, joinId, ['requested'])
  refuseIf(join.orgId === actor.organizationId ? null : 'not-your-move')
  await lockLimits(tx, actor)
  await refuseIfClosed(tx, actor, standing)
  refuseIf(await whyNotApproveJoin(tx, actor, join, standing))
  const terms = termsHashOf(join, standing.price, await liesWithinCap(tx, join))
  refuseIf(terms.toString('hex') === hash ? null : 'late-join-changed')
  const now = await databaseNow(tx)
  const { dueAt } = deadline(await loadCalendar(tx), dayOf(now), confirmWorkdays, 'wd')
  await tx
    .updateTable('lateJoins')
    .set({
      state: 'approved',
      unitPrice: standing.price,
      termsHash: terms,
      approvedBy: actor.personId,
      approvedAt: now,
      confirmDue: dueAt,
    })
    .where('id', '=', joinId)
    .execute()
  const facts = { join: joinId, award: join.awardId, quantity: join.quantity }
  const event = await record(tx, 'late_join.approved', joinId, facts, { round: standing.roundId })
  const notice = { kind: 'late_join.approved', href: `/joins/${joinId}`, event }
  await notifyMembers(tx, join.vendorId, ['vendor'], notice)
  await notifyMembers(tx, join.orgId, ['buyer', 'asset_manager'], notice)
}
