import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import { addDays, dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { otherSide, type Side } from '../channels/kinds'
import { moveCase } from '../moves.server'
import { draftSettlement } from '../settlements/drafting.server'
import type { OfferValues } from './form'
import { type Terms, whyGone } from './terms'
import { lockTalks, rowOf } from './writing.server'

type Tx = Kysely<Database>
type Stage = { caseId: string; side: Side; now: Date }

// Offers are without prejudice: no event tells of them, and whoever exports a case has no right on their table.

/** The first offer of a draft, kept with it until the case is filed; a second one takes its place. Refuses as whyNotOffer. */
export async function keepFirstOffer(
  tx: Tx,
  actor: Actor,
  { caseId, now }: Omit<Stage, 'side'>,
  values: OfferValues,
) {
  const row = await rowOf(tx, { caseId, now }, values)
  await tx
    .insertInto('offers')
    .values({ ...row, caseId, side: 'claimant', no: 1, by: actor.personId })
    .onConflict((conflict) => conflict.columns(['caseId', 'side', 'no']).doUpdateSet(row))
    .execute()
}

/** The first offer as it was kept, with the last day on which it stands. */
export async function findFirstOffer(db: Tx, caseId: string) {
  const row = await db
    .selectFrom('offers')
    .where('caseId', '=', caseId)
    .where('side', '=', 'claimant')
    .where('no', '=', 1)
    .select(['terms', 'expiresAt'])
    .executeTakeFirst()
  return row && { terms: row.terms as unknown as Terms, expiresOn: addDays(dayOf(row.expiresAt), -1) }
}

/** Filing makes the first offer; after a return it may stand already. */
export const makeFirstOffer = (tx: Tx, caseId: string) =>
  tx
    .updateTable('offers')
    .set({ state: 'open', at: sql<Date>`clock_timestamp()` })
    .where('caseId', '=', caseId)
    .where('no', '=', 1)
    .where('state', '=', 'draft')
    .execute()

/**
 * Makes an offer, or answers the other side's with another one, which that counters. Refuses: not-your-move outside
 * negotiation and mediation, and as whyNotOffer.
 */
export async function makeOffer(
  tx: Tx,
  actor: Actor,
  stage: Stage,
  values: OfferValues,
  answersId: string | null,
) {
  await lockTalks(tx, stage.caseId)
  const row = await rowOf(tx, stage, values)
  if (answersId) await close(tx, stage, answersId, otherSide(stage.side), 'countered')
  const { id } = await tx
    .insertInto('offers')
    .values({
      ...row,
      caseId: stage.caseId,
      side: stage.side,
      no: sql<number>`(select 1 + coalesce(max(no), 0) from offers where case_id = ${stage.caseId} and side = ${stage.side})`,
      answersId,
      state: 'open',
      by: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Both sides are at one: the case leaves its talks, and the offer becomes the first text of a settlement. Of two
 * acceptances at once the case takes one. Refuses: already-moved, not-your-move, offer-expired, offer-gone.
 */
export async function acceptOffer(tx: Tx, actor: Actor, stage: Stage, offerId: string) {
  await moveCase(tx, stage.caseId, 'agree')
  const terms = await close(tx, stage, offerId, otherSide(stage.side), 'accepted')
  await draftSettlement(tx, actor, stage.caseId, terms)
}

/** Refuses: offer-expired, offer-gone. */
export const declineOffer = (tx: Tx, stage: Stage, offerId: string) =>
  close(tx, stage, offerId, otherSide(stage.side), 'declined')

export const withdrawOffer = (tx: Tx, stage: Stage, offerId: string) =>
  close(tx, stage, offerId, stage.side, 'withdrawn')

/** Ends an open offer of one side in this case, by the database's clock; answers its terms. */
async function close(
  tx: Tx,
  { caseId }: Stage,
  offerId: string,
  side: Side,
  state: 'countered' | 'accepted' | 'declined' | 'withdrawn',
): Promise<Terms> {
  const offer = await tx
    .updateTable('offers')
    .set({ state })
    .where('id', '=', offerId)
    .where('caseId', '=', caseId)
    .where('side', '=', side)
    .where('state', '=', 'open')
    .where('expiresAt', '>', sql<Date>`clock_timestamp()`)
    .returning('terms')
    .executeTakeFirst()
  if (offer) return offer.terms as unknown as Terms
  const gone = await tx
    .selectFrom('offers')
    .select('state')
    .where('id', '=', offerId)
    .where('caseId', '=', caseId)
    .where('side', '=', side)
    .executeTakeFirst()
  return refuse(whyGone(gone?.state))
}
