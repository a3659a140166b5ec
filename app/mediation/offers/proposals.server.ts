import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import type { Side } from '../channels/kinds'
import { moveCase } from '../moves.server'
import { draftSettlement } from '../settlements/drafting.server'
import type { OfferValues } from './form'
import { type Terms, whyGone } from './terms'
import { lockTalks, rowOf } from './writing.server'

type Tx = Kysely<Database>
type Stage = { caseId: string; now: Date }

/** The mediator proposes terms to both sides; an earlier open proposal is withdrawn by it. Refuses: not-now, and as whyNotOffer. */
export async function makeProposal(tx: Tx, actor: Actor, { caseId, now }: Stage, values: OfferValues) {
  await lockTalks(tx, caseId, ['mediation'])
  const row = await rowOf(tx, { caseId, now }, values)
  await tx
    .updateTable('proposals')
    .set({ state: 'withdrawn' })
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .execute()
  await tx
    .insertInto('proposals')
    .values({
      ...row,
      caseId,
      no: sql<number>`(select 1 + coalesce(max(no), 0) from proposals where case_id = ${caseId})`,
      state: 'open',
      by: actor.personId,
    })
    .execute()
}

/**
 * A side says yes, unseen by the other until both have; then the proposal becomes the first text. Refuses:
 * offer-expired, offer-gone, already-moved.
 */
export async function agreeToProposal(tx: Tx, actor: Actor, caseId: string, side: Side, proposalId: string) {
  await lockTalks(tx, caseId, ['mediation'])
  const yes = side === 'claimant' ? 'claimantYesAt' : 'respondentYesAt'
  const proposal = await tx
    .updateTable('proposals')
    .set({ [yes]: sql<Date>`coalesce(${sql.ref(yes)}, clock_timestamp())` })
    .where('id', '=', proposalId)
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .where('expiresAt', '>', sql<Date>`clock_timestamp()`)
    .returning(['terms', 'claimantYesAt', 'respondentYesAt'])
    .executeTakeFirst()
  if (!proposal) return refuse(whyGone((await findState(tx, caseId, proposalId))?.state))
  if (!proposal.claimantYesAt || !proposal.respondentYesAt) return
  await moveCase(tx, caseId, 'agree')
  await tx.updateTable('proposals').set({ state: 'accepted' }).where('id', '=', proposalId).execute()
  await draftSettlement(tx, actor, caseId, proposal.terms as unknown as Terms)
}

/** A side says no, or the mediator takes it back. Refuses: offer-gone. */
export async function closeProposal(
  tx: Tx,
  caseId: string,
  proposalId: string,
  state: 'declined' | 'withdrawn',
) {
  const closed = await tx
    .updateTable('proposals')
    .set({ state })
    .where('id', '=', proposalId)
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  if (!closed) refuse('offer-gone')
}

export const isProposal = async (db: Tx, caseId: string, id: string) =>
  (await findState(db, caseId, id)) !== undefined

const findState = (db: Tx, caseId: string, id: string) =>
  db
    .selectFrom('proposals')
    .select('state')
    .where('id', '=', id)
    .where('caseId', '=', caseId)
    .executeTakeFirst()
