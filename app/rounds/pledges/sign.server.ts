import { sql } from 'kysely'
import { poolLines, reopenLines } from '~/demands/commands.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import { type Actor, is } from '~/people/actor'
import { notifyMembers, notifyPerson } from '~/people/notify.server'
import type { Tx } from '../commands.server'
import { pledgeLifecycle } from '../lifecycle'
import { databaseNow } from '../queries.server'
import { areOfFormerKeys } from './conditions.server'
import { allow, maySpeak } from './draft.server'
import { type HeldRound, holdRound, refuseIfLate, refuseLate, takeTurn, whileOpen } from './hold.server'
import { findApproversLimit, findLimit, lockLimits, mayOnePersonApprove } from './limits.server'
import { pledgeTermsOf } from './pledge-terms'
import { commitment, type SignRefusal, whyNotSign } from './pledging'
import { findPledge, listStandingPledges, type PledgeFacts } from './queries.server'

/** The most that the version asked for can cost, fen. */
export const commitmentOf = (pledge: PledgeFacts) =>
  commitment(pledge.askedQuantity, pledge.askedStretch, pledge.referencePrice)

/** Hash of the canonical terms that a signature on the version asked for stands for. */
export async function termsHashOf(tx: Tx, pledge: PledgeFacts): Promise<Buffer> {
  const item = pledge.askedItemId
    ? await tx
        .selectFrom('sealedItems')
        .select('envelopeHash')
        .where('id', '=', pledge.askedItemId)
        .executeTakeFirstOrThrow()
    : null
  return sha256(
    pledgeTermsOf({
      roundId: pledge.roundId,
      noticeHash: Buffer.from(pledge.noticeHash, 'hex'),
      lotId: pledge.lotId,
      orgId: pledge.orgId,
      pledgeId: pledge.id,
      version: pledge.askedVersion,
      quantity: pledge.askedQuantity,
      stretchQuantity: pledge.askedStretch,
      allOrNothing: pledge.askedAllOrNothing,
      conditionsHash: item?.envelopeHash ?? null,
    }),
  )
}

/** Why this person may not sign the version asked for, by its conditions' keys, limits and roles; null when they may. */
export async function whyNotSignNow(
  tx: Tx,
  actor: Actor,
  pledge: PledgeFacts,
): Promise<SignRefusal | 'sealed-to-former-keys' | null> {
  if (await areOfFormerKeys(tx, pledge.askedItemId)) return 'sealed-to-former-keys'
  const about = { roundId: pledge.roundId, pledgeId: pledge.id }
  return whyNotSign({
    requesterId: pledge.requestedBy,
    approverId: actor.personId,
    amount: commitmentOf(pledge),
    approves: is(actor, 'approver'),
    ownLimit: await findLimit(tx, actor, actor.roles, about),
    approversLimit: await findApproversLimit(tx, actor, about),
    onePersonMay: await mayOnePersonApprove(tx, actor),
  })
}

/**
 * Signs the version asked for: from now on it counts, and it binds from the freeze. `hash` is of the terms that the
 * signer saw. Refuses with `pledge-changed`, the codes of `whyNotPledge` and `whyNotSign`, `lines-taken`.
 */
export async function signPledge(tx: Tx, actor: Actor, pledgeId: string, hash: string) {
  maySpeak(actor)
  const { roundId } = (await findPledge(tx, actor, pledgeId)) ?? refuse('pledge-unknown')
  const round = await holdRound(tx, roundId)
  await takeTurn(tx, roundId, actor.organizationId)
  await lockLimits(tx, actor)
  const pledge = (await findPledge(tx, actor, pledgeId))!
  const wish = {
    lotState: pledge.lotState,
    quantity: pledge.askedQuantity,
    stretchQuantity: pledge.askedStretch,
    allOrNothing: pledge.askedAllOrNothing,
  }
  await allow(tx, actor, round, pledge.lotId, wish, await listStandingPledges(tx, actor, roundId))
  refuseIf(isSignable(pledge) ? null : 'already-moved')
  refuseIf(await whyNotSignNow(tx, actor, pledge))
  const terms = await termsHashOf(tx, pledge)
  refuseIf(terms.toString('hex') === hash ? null : 'pledge-changed')
  await writeSignature(tx, actor, round, pledge, terms)
  await exchangeConditions(tx, pledge)
  await reopenLines(tx, { lotIds: [pledge.lotId], orgId: pledge.orgId })
  await poolLines(tx, pledge.orgId, pledge.lotId, pledge.lineIds)
  if (actor.personId !== pledge.requestedBy)
    await notifyPerson(tx, pledge.requestedBy, { kind: 'pledge.signed', href: `/pledges/${pledgeId}` })
}

/** Something is asked for that does not count yet, or must be said anew. */
export const isSignable = ({ state, version, askedVersion }: PledgeFacts) =>
  pledgeLifecycle.moves.sign.from.includes(state as 'draft') ||
  state === 'invalidated' ||
  (state === 'active' && askedVersion > version)

/** The one statement that decides: it tests the database's clock under the round's lock, and all or nothing is written. */
async function writeSignature(tx: Tx, actor: Actor, round: HeldRound, pledge: PledgeFacts, terms: Buffer) {
  const { rows } = await sql`
    with ${whileOpen(round.id)}, signed as (
      update pledges p set state = 'active', version = v.version, quantity = v.quantity,
        stretch_quantity = v.stretch_quantity, all_or_nothing = v.all_or_nothing, conditions_item_id = v.conditions_item_id,
        terms_hash = ${terms}, signed_by = ${actor.personId}, signed_at = clock_timestamp(),
        approved_by = nullif(${actor.personId}::uuid, p.requested_by), charged_to = ${actor.personId},
        reserved = ${commitmentOf(pledge)}, reserved_at = clock_timestamp(), returned_reason = null
      from open, pledge_versions v
      where p.id = ${pledge.id} and p.org_id = ${actor.organizationId} and p.state = ${pledge.state}
        and p.asked_version = ${pledge.askedVersion} and v.pledge_id = p.id and v.version = p.asked_version
      returning new.id, new.lot_id, new.version,
        new.quantity - case when old.state = 'active' then old.quantity else 0 end as delta,
        coalesce(new.stretch_quantity, 0) - case when old.state = 'active' then coalesce(old.stretch_quantity, 0) else 0 end as stretch_delta
    ), counted as (
      insert into pledge_deltas (round_id, lot_id, pledge_id, delta, stretch_delta)
      select ${round.id}, lot_id, id, delta, stretch_delta from signed
    )
    select record_event('pledge.signed', id, jsonb_build_object('pledge', id, 'lot', lot_id, 'version', version),
      round => ${round.id}) from signed`.execute(tx)
  if (rows.length === 0) refuseLate(round, await databaseNow(tx))
}

// The conditions of what counts from now on take the place of those before.
async function exchangeConditions(tx: Tx, { id, askedItemId }: PledgeFacts) {
  await tx
    .updateTable('sealedItems')
    .set({ state: 'replaced' })
    .where('pledgeId', '=', id)
    .where('state', '=', 'current')
    .where('id', 'is distinct from', askedItemId)
    .execute()
  if (askedItemId)
    await tx
      .updateTable('sealedItems')
      .set({ state: 'current' })
      .where('id', '=', askedItemId)
      .where('state', '=', 'waiting')
      .execute()
}

/** The draft goes to those who may approve it; an active pledge keeps counting while its change waits. */
export async function askApproval(tx: Tx, actor: Actor, pledgeId: string) {
  maySpeak(actor)
  const pledge = (await findPledge(tx, actor, pledgeId)) ?? refuse('pledge-unknown')
  const round = await holdRound(tx, pledge.roundId)
  const { rows } = await sql<{ id: string }>`
    with ${whileOpen(round.id)}
    update pledges set state = 'awaiting_approval', returned_reason = null from open
    where pledges.id = ${pledgeId} and pledges.org_id = ${actor.organizationId} and pledges.state = 'draft'
    returning pledges.id`.execute(tx)
  if (rows.length === 0) {
    refuseIfLate(round, await databaseNow(tx))
    refuse('already-moved')
  }
  const facts = { pledge: pledgeId, lot: pledge.lotId, version: pledge.askedVersion }
  const event = await record(tx, 'pledge.requested', pledgeId, facts, { round: round.id })
  const notice = { kind: 'pledge.requested', href: `/pledges/${pledgeId}`, event }
  await notifyMembers(tx, actor.organizationId, ['approver'], notice)
}

/** The approver gives it back with a reason, or the requester takes it back. */
export async function returnPledge(tx: Tx, actor: Actor, pledgeId: string, reason: string | null) {
  maySpeak(actor)
  const returned = await tx
    .updateTable('pledges')
    .set({ state: 'draft', returnedReason: reason })
    .where('id', '=', pledgeId)
    .where('orgId', '=', actor.organizationId)
    .where('state', '=', 'awaiting_approval')
    .returning(['requestedBy', 'roundId'])
    .executeTakeFirst()
  if (!returned) return refuse('already-moved')
  await record(tx, 'pledge.returned', pledgeId, {}, { round: returned.roundId })
  if (returned.requestedBy !== actor.personId)
    await notifyPerson(tx, returned.requestedBy, { kind: 'pledge.returned', href: `/pledges/${pledgeId}` })
}

/** A change that was never signed is forgotten; the pledge stands as it was. */
export async function discardChange(tx: Tx, actor: Actor, pledgeId: string) {
  maySpeak(actor)
  const discarded = await tx
    .updateTable('pledges')
    .set({ askedVersion: sql`version`, returnedReason: null })
    .where('id', '=', pledgeId)
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', ['active', 'invalidated'])
    .whereRef('askedVersion', '>', 'version')
    .returning(['roundId'])
    .executeTakeFirst()
  if (!discarded) return refuse('already-moved')
  await tx
    .updateTable('sealedItems')
    .set({ state: 'withdrawn' })
    .where('pledgeId', '=', pledgeId)
    .where('state', '=', 'waiting')
    .execute()
  await record(tx, 'pledge.change_discarded', pledgeId, {}, { round: discarded.roundId })
}
