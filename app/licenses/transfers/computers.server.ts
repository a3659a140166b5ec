import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import type { ComputerOfferValues } from './form'
import { type Along, whyNotGoAlong } from './giving'
import { resealKeys } from './moving-keys.server'
import { enterpriseBehind, hrefOf, keep } from './offering.server'
import type { TransferRow } from './queries.server'

type Tx = Kysely<Database>

/**
 * Offers a computer with what came with it to another enterprise; it stays in the register here until they have accepted
 * and a second person has approved. Answers the offer's id. Refuses: receiver-unknown, receiver-is-self,
 * computer-already-offered and those of `whyNotGoAlong`.
 */
export async function offerComputer(tx: Tx, actor: Actor, values: ComputerOfferValues): Promise<string> {
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const { computerId, reason, evidence, consent } = values
  const receiver = await enterpriseBehind(tx, values.uscc)
  refuseIf(receiver === actor.organizationId ? 'receiver-is-self' : null, { field: 'uscc' })
  const along = await listAlong(tx, computerId)
  const why = whyNotGoAlong(along, { hasConsent: consent !== null })
  refuseIf(why, { field: why === 'computer-rights-forbidden' ? 'consent' : 'computerId' })
  const offered = await tx
    .insertInto('transfers')
    .values({
      kind: 'computer',
      orgId: actor.organizationId,
      toOrgId: receiver,
      computerId,
      entitlementId: along[0]!.entitlementId,
      quantity: along.length,
      reason,
      evidenceFileId: await keep(tx, actor, evidence),
      consentFileId: consent && (await keep(tx, actor, consent)),
      offeredBy: actor.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  const { id } = offered ?? refuse('computer-already-offered', { field: 'computerId' })
  const event = await record(tx, 'transfer.offered', id, {
    transfer: id,
    computer: computerId,
    quantity: along.length,
  })
  const notice = { kind: 'transfer.computer_offered', href: hrefOf(id), event }
  await notifyMembers(tx, receiver, ['asset_manager', 'approver'], notice)
  return id
}

type Going = Along & { entitlementId: string; productId: string }

/** What would go along with one's own computer; nothing for one that has left or is another's. */
export async function listAlong(tx: Tx, computerId: string): Promise<Going[]> {
  const { rows } = await sql<Going>`select * from computer_to_give(${computerId}::uuid)`.execute(tx)
  return rows
}

/** Under which asset number the receiver takes a computer over. Refuses: asset-number-needed, asset-number-used. */
export async function receiverNo(tx: Tx, { kind }: Pick<TransferRow, 'kind'>, no: string | undefined) {
  if (kind !== 'computer') return {}
  if (!no) return refuse('asset-number-needed', { field: 'no' })
  const { rows } = await sql<{ free: boolean }>`select asset_no_is_free(${no}) as free`.execute(tx)
  refuseIf(rows[0]?.free ? null : 'asset-number-used', { field: 'no', facts: { no } })
  return { receiverNo: no }
}

/** The computer, what came with it, its keys and both positions in one transaction. SQL refuses what no longer holds. */
export async function approveComputer(tx: Tx, its: TransferRow) {
  const keys = await resealKeys(tx, its.id, 'keys_of_computer')
  await sql`select hand_over_computer(${its.id}::uuid, ${keys}::jsonb)`.execute(tx)
  const notice = { kind: 'transfer.computer_approved', href: hrefOf(its.id) }
  for (const org of [its.orgId, its.toOrgId]) await notifyMembers(tx, org, ['asset_manager'], notice)
}
