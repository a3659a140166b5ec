import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is, nobody } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { findApproversLimit, lockLimits, mayOnePersonApprove } from '~/rounds/pledges/limits.server'
import { whyNotApprove } from '~/rounds/pledges/pledging'
import { trueUpLifecycle } from '../lifecycle'
import type { TrueUpValues } from './form'

type Tx = Kysely<Database>

const page = '/licenses/true-ups'
const clock = sql<Date>`clock_timestamp()`

/** Does what the page of true-ups asks for; answers the code of what was done. */
export async function moveTrueUp(tx: Tx, actor: Actor, values: TrueUpValues) {
  switch (values.move) {
    case 'ask':
      await askTrueUp(tx, actor, values.awardId, values.quantity)
      return 'true-up-asked'
    case 'edit':
      await editTrueUp(tx, actor, values.trueUpId, values.quantity)
      return 'saved'
    case 'confirm':
      await confirmTrueUp(tx, actor, values.trueUpId, values.quantity)
      return 'true-up-confirmed'
    case 'decline':
      await declineTrueUp(tx, actor, values.trueUpId, values.reason)
      return 'true-up-declined'
  }
}

const managersOnly = (actor: Actor) => refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')

/** Units at a held price without a gap that was found; an approver decides. Refuses: price-not-held, true-up-open. */
async function askTrueUp(tx: Tx, actor: Actor, awardId: string, quantity: number) {
  managersOnly(actor)
  const held = await heldPrice(tx, awardId)
  const cause = await record(tx, 'true_up.asked', awardId, {
    award: awardId,
    product: held.productId,
    quantity,
  })
  const { rows } = await sql<{ id: string | null }>`
    select ask_true_up(${awardId}::uuid, ${quantity}::int, ${cause}::uuid) as id`.execute(tx)
  if (!rows[0]?.id) refuse('true-up-open')
  await notifyMembers(tx, actor.organizationId, ['approver'], {
    kind: 'true_up.asked',
    href: page,
    event: cause,
  })
}

/** The asset manager puts another number. Refuses: already-moved. */
async function editTrueUp(tx: Tx, actor: Actor, trueUpId: string, quantity: number) {
  managersOnly(actor)
  const edited = await change(tx, actor, trueUpId, 'edit', { quantity, editedBy: actor.personId })
  const event = await record(tx, 'true_up.edited', trueUpId, { trueUp: edited.id, quantity })
  await notifyMembers(tx, actor.organizationId, ['approver'], { kind: 'true_up.asked', href: page, event })
}

/**
 * The approver orders the units at the award's present price; the order follows from the event. Refuses: price-not-held
 * and those of `whyNotApprove`; true-up-changed when the number is not the one that was read.
 */
async function confirmTrueUp(tx: Tx, actor: Actor, trueUpId: string, quantity: number) {
  refuseIf(is(actor, 'approver') ? null : 'not-your-move')
  const its = await tx
    .selectFrom('trueUps')
    .select(['awardId', 'quantity', 'editedBy', 'state'])
    .where('id', '=', trueUpId)
    .where('orgId', '=', actor.organizationId)
    .forUpdate()
    .executeTakeFirst()
  if (!its || its.state === 'confirmed') return refuse('already-moved')
  refuseIf(its.quantity === quantity ? null : 'true-up-changed')
  await lockLimits(tx, actor)
  const { unitPrice, roundId, productId } = await heldPrice(tx, its.awardId)
  refuseIf(
    whyNotApprove({
      requesterId: its.editedBy ?? nobody,
      approverId: actor.personId,
      amount: unitPrice * BigInt(quantity),
      approversLimit: await findApproversLimit(tx, actor, { roundId, pledgeId: null }),
      onePersonMay: await mayOnePersonApprove(tx, actor),
    }),
  )
  await change(tx, actor, trueUpId, 'confirm', { unitPrice, ...by(actor) })
  const facts = { trueUp: trueUpId, award: its.awardId, product: productId, quantity }
  const event = await record(tx, 'true_up.confirmed', trueUpId, facts, { round: roundId })
  await notifyMembers(tx, actor.organizationId, ['asset_manager', 'buyer'], {
    kind: 'true_up.confirmed',
    href: page,
    event,
  })
}

/** Not wanted at this price, with a reason. Refuses: already-moved. */
async function declineTrueUp(tx: Tx, actor: Actor, trueUpId: string, reason: string) {
  refuseIf(is(actor, 'asset_manager', 'approver') ? null : 'not-your-move')
  await change(tx, actor, trueUpId, 'decline', { reason, ...by(actor) })
  await record(tx, 'true_up.declined', trueUpId, { trueUp: trueUpId })
}

const by = (actor: Actor) => ({ decidedBy: actor.personId, decidedAt: clock })

async function heldPrice(tx: Tx, awardId: string) {
  const { rows } = await sql<{ unitPrice: bigint; roundId: string; productId: string }>`
    select unit_price, round_id, product_id from prices_held() where award_id = ${awardId}::uuid`.execute(tx)
  return rows[0] ?? refuse('price-not-held')
}

async function change(
  tx: Tx,
  actor: Actor,
  trueUpId: string,
  move: keyof typeof trueUpLifecycle.moves,
  set: Record<string, unknown>,
) {
  const { from, to } = trueUpLifecycle.moves[move]
  const changed = await tx
    .updateTable('trueUps')
    .set({ state: to, ...set })
    .where('id', '=', trueUpId)
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return changed ?? refuse('already-moved')
}
