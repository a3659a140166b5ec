import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { findEntitlement } from '../entitlements/queries.server'
import { transferLifecycle } from '../lifecycle'
import type { OfferValues, TransferValues } from './form'
import { whyNotGive } from './giving'
import { movesOfTransfer } from './moves'
import { resealKeys } from './moving-keys.server'
import { approveComputer, receiverNo } from './computers.server'
import { enterpriseBehind, hrefOf, keep } from './offering.server'
import { findTransfer, type TransferRow } from './queries.server'

type Tx = Kysely<Database>

const clock = sql<Date>`clock_timestamp()`

/**
 * Offers units of a right to another enterprise; nothing moves before it has accepted and a second person here approved.
 * Answers the offer's id. Refuses: entitlement-unknown, receiver-unknown, receiver-is-self and those of `whyNotGive`.
 */
export async function offerUnits(tx: Tx, actor: Actor, values: OfferValues, now: Date): Promise<string> {
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const { entitlementId, kind, quantity, reason, consent } = values
  const its = await findEntitlement(tx, entitlementId)
  if (its?.orgId !== actor.organizationId) return refuse('entitlement-unknown', { field: 'entitlementId' })
  const receiver = await enterpriseBehind(tx, values.uscc)
  refuseIf(receiver === actor.organizationId ? 'receiver-is-self' : null, { field: 'uscc' })
  const giveable = {
    ...its,
    unassigned: await unassignedOf(tx, entitlementId),
    bound: its.channel === 'oem' || its.metric === 'appliance' || its.boundComputerId !== null,
    transferable: its.rights.transferable === true,
  }
  const why = whyNotGive(giveable, { quantity, hasConsent: consent !== null }, dayOf(now))
  refuseIf(why, why === 'consent-needed' ? { field: 'consent' } : { field: 'quantity' })
  const { id } = await tx
    .insertInto('transfers')
    .values({
      kind,
      orgId: actor.organizationId,
      toOrgId: receiver,
      entitlementId,
      quantity,
      reason,
      consentFileId: consent && (await keep(tx, actor, consent)),
      offeredBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const event = await record(tx, 'transfer.offered', id, {
    transfer: id,
    entitlement: entitlementId,
    quantity,
  })
  const notice = { kind: 'transfer.offered', href: hrefOf(id), event }
  await notifyMembers(tx, receiver, ['asset_manager', 'approver'], notice)
  return id
}

export async function unassignedOf(tx: Tx, entitlementId: string) {
  const { rows } = await sql<{ units: number | null }>`
    select units_unassigned(${entitlementId}::uuid) as units`.execute(tx)
  return rows[0]?.units ?? null
}

/** One step of a transfer by either side. Refuses: transfer-unknown, not-your-move, already-moved; SQL refuses what is no longer free. */
export async function moveTransfer(tx: Tx, actor: Actor, transferId: string, values: TransferValues) {
  const its = (await findTransfer(tx, transferId)) ?? refuse('transfer-unknown')
  const { move } = values
  const { from } = transferLifecycle.moves[move]
  refuseIf((from as string[]).includes(its.state) ? null : 'already-moved')
  if (move === 'approve' && its.offererId === actor.personId) refuse('approver-is-requester')
  refuseIf(movesOfTransfer(its, actor).includes(move) ? null : 'not-your-move')
  if (move === 'approve') return its.kind === 'computer' ? approveComputer(tx, its) : approve(tx, its)
  if (move === 'return') return giveBack(tx, its)
  if (move === 'accept') return accept(tx, actor, its, await receiverNo(tx, its, values.no))
  if (move === 'withdraw') return withdraw(tx, actor, its)
  return decline(tx, actor, its, values.reason)
}

async function accept(tx: Tx, actor: Actor, its: TransferRow, no: object) {
  await change(tx, its, 'accept', { acceptedBy: actor.personId, acceptedAt: clock, ...no })
  const event = await record(tx, 'transfer.accepted', its.id, { transfer: its.id })
  const notice = { kind: 'transfer.accepted', href: hrefOf(its.id), event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver'], notice)
}

async function withdraw(tx: Tx, actor: Actor, its: TransferRow) {
  await change(tx, its, 'withdraw', { decidedBy: actor.personId, decidedAt: clock })
  const event = await record(tx, 'transfer.withdrawn', its.id, { transfer: its.id })
  const notice = { kind: 'transfer.withdrawn', href: hrefOf(its.id), event }
  await notifyMembers(tx, its.toOrgId, ['asset_manager', 'approver'], notice)
}

async function decline(tx: Tx, actor: Actor, its: TransferRow, answer: string) {
  await change(tx, its, 'decline', { answer, decidedBy: actor.personId, decidedAt: clock })
  const event = await record(tx, 'transfer.declined', its.id, { transfer: its.id })
  const other = its.orgId === actor.organizationId ? its.toOrgId : its.orgId
  const notice = { kind: 'transfer.declined', href: hrefOf(its.id), event }
  for (const org of new Set([other, its.orgId]))
    await notifyMembers(tx, org, ['asset_manager', 'approver'], notice)
}

/** Units, keys and both positions in one transaction. */
async function approve(tx: Tx, its: TransferRow) {
  const keys = await resealKeys(tx, its.id)
  await sql`select hand_over(${its.id}::uuid, ${keys}::jsonb)`.execute(tx)
  const notice = { kind: 'transfer.approved', href: hrefOf(its.id) }
  for (const org of [its.orgId, its.toOrgId]) await notifyMembers(tx, org, ['asset_manager'], notice)
}

async function giveBack(tx: Tx, its: TransferRow) {
  const keys = await resealKeys(tx, its.id)
  await sql`select give_back(${its.id}::uuid, ${keys}::jsonb)`.execute(tx)
  const notice = { kind: 'transfer.returned', href: hrefOf(its.id) }
  await notifyMembers(tx, its.orgId, ['asset_manager'], notice)
}

async function change(
  tx: Tx,
  its: TransferRow,
  move: 'accept' | 'withdraw' | 'decline',
  set: Record<string, unknown>,
) {
  const { from, to } = transferLifecycle.moves[move]
  const changed = await tx
    .updateTable('transfers')
    .set({ state: to, ...set })
    .where('id', '=', its.id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!changed) refuse('already-moved')
}
