import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Facts, record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { type LockedOrder, lockOrder } from '../lock.server'
import { sideOf } from '../queries.server'
import { otherSide, tellSide } from '../tell.server'
import { applyChange } from './apply.server'
import { actsAlone, type ChangeMove, type Side, whyNotChange, whyNotDecide } from './changing'
import type { ChangeValues } from './form'
import { changeOf, findChangeable, isVendorLate } from './queries.server'

type Tx = Kysely<Database>

/**
 * One side asks for a change with its reason; the other agrees or not. The office cancels and terminates alone, a
 * buyer terminates alone when its vendor is ten working days late. Answers whether it has taken effect already.
 * Refuses: order-unknown, not-your-side, and as `whyNotChange`.
 */
export async function proposeChange(tx: Tx, actor: Actor, orderId: string, values: ChangeValues) {
  const order = await lockOrder(tx, orderId)
  const side = sideOf(actor, order)
  const alone = actsAlone(values.kind, side, await isVendorLate(tx, order.deliverDue, order.lockedAt))
  if (side === 'office' && !alone) refuse('not-your-side')
  await propose(tx, actor, order, values, { side, alone })
  return alone
}

/** What the office does to an order by itself, at once. Refuses: as `whyNotChange`. */
export const changeByOffice = (tx: Tx, actor: Actor, order: LockedOrder, values: ChangeValues) =>
  propose(tx, actor, order, values, { side: 'office', alone: true })

type Proposer = { side: Side; alone: boolean }

async function propose(
  tx: Tx,
  actor: Actor,
  order: LockedOrder,
  { reason, ...change }: ChangeValues,
  { side, alone }: Proposer,
) {
  refuseIf(whyNotChange(await findChangeable(tx, order), change, dayOf(order.lockedAt)))
  const { kind, ...body } = change
  const { id } = await tx
    .insertInto('orderChanges')
    .values({
      orderId: order.id,
      kind,
      body: JSON.stringify(body),
      reason,
      proposedBy: actor.personId,
      proposedSide: side,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (alone) {
    await decide(tx, id, 'confirmed', null)
    await applyChange(tx, order, { id, reason, side }, change)
  } else await tell(tx, order, side, 'order.change_proposed', { change: id, kind })
}

/**
 * The other side agrees or does not, or the proposer takes the change back. Refuses: order-unknown, already-moved,
 * not-your-side, and as `whyNotChange`, since the order may have moved on.
 */
export async function decideChange(tx: Tx, actor: Actor, changeId: string, move: ChangeMove) {
  const seen = await tx
    .selectFrom('orderChanges')
    .select('orderId')
    .where('id', '=', changeId)
    .executeTakeFirst()
  const order = await lockOrder(tx, seen?.orderId ?? refuse('order-unknown'))
  const proposed = await tx
    .selectFrom('orderChanges')
    .select(['id', 'kind', 'reason', 'state', 'proposedSide', sql<string>`body::text`.as('body')])
    .where('id', '=', changeId)
    .executeTakeFirstOrThrow()
  const side = sideOf(actor, order)
  refuseIf(whyNotDecide(proposed, side, move))
  const change = changeOf(proposed.kind, proposed.body)
  if (move === 'confirm') {
    const asked = { ...(await findChangeable(tx, order)), changeWaits: false }
    refuseIf(whyNotChange(asked, change, dayOf(order.lockedAt)))
    await decide(tx, changeId, 'confirmed', actor.personId)
    return applyChange(tx, order, { id: changeId, reason: proposed.reason, side: null }, change)
  }
  await decide(tx, changeId, move === 'refuse' ? 'refused' : 'withdrawn', actor.personId)
  const kind = move === 'refuse' ? 'order.change_refused' : 'order.change_withdrawn'
  return tell(tx, order, side, kind, { change: changeId, kind: proposed.kind })
}

async function decide(
  tx: Tx,
  changeId: string,
  state: 'confirmed' | 'refused' | 'withdrawn',
  decidedBy: string | null,
) {
  await tx
    .updateTable('orderChanges')
    .set({ state, decidedBy, decidedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', changeId)
    .execute()
}

async function tell(
  tx: Tx,
  order: LockedOrder,
  side: 'enterprise' | 'vendor' | 'office',
  kind: string,
  facts: Facts,
) {
  const about = { org: order.enterpriseId, round: order.roundId }
  const event = await record(tx, kind, order.id, { order: order.id, ...facts }, about)
  if (side !== 'office') await tellSide(tx, order, otherSide(side), kind, event)
}
