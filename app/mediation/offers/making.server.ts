import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { uuidForm } from '~/kernel/fields'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { type CaseRole, sideIn } from '../channels/kinds'
import { findCase, listObjections } from '../queries.server'
import { tellSeats } from '../telling.server'
import type { NewOfferValues } from './form'
import { makeOffer } from './offers.server'
import { makeProposal } from './proposals.server'
import { isTalking } from './reading.server'
import type { Terms } from './terms'

type Db = Kysely<Database>

/** What the form of an offer begins with: the other side's terms where it answers them. */
export async function readOfferForm(db: Db, caseId: string, answersId: string | null) {
  const its = await findCase(db, caseId)
  if (!its || !isTalking(its.state)) return undefined
  const mediates = its.roles.includes('mediator')
  if (!mediates && sideIn(its.roles) === null) return undefined
  const answers = answersId ? await findOpenOffer(db, caseId, answersId) : undefined
  return {
    its: { id: its.id, number: its.number, roles: its.roles, currency: its.currency },
    title: its.number,
    mediates,
    answers: answers ?? null,
    objections: (await listObjections(db, caseId)).map(({ no }) => no),
  }
}

async function findOpenOffer(db: Db, caseId: string, offerId: string) {
  if (!uuidForm.test(offerId)) return undefined
  const row = await db
    .selectFrom('offers')
    .where('id', '=', offerId)
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .select(['id', 'terms'])
    .executeTakeFirst()
  return row && { id: row.id, terms: row.terms as unknown as Terms }
}

type Stage = { caseId: string; roles: readonly CaseRole[]; now: Date }

/** A side offers, the mediator proposes; the others are told that there is news. Refuses as makeOffer and makeProposal. */
export async function makeOfferOrProposal(
  tx: Db,
  actor: Actor,
  { caseId, roles, now }: Stage,
  values: NewOfferValues,
) {
  const side = sideIn(roles)
  if (side) await makeOffer(tx, actor, { caseId, side, now }, values, values.answersId)
  else if (roles.includes('mediator')) await makeProposal(tx, actor, { caseId, now }, values)
  else refuse('not-your-move')
  const its = (await findCase(tx, caseId))!
  await tellSeats(tx, its, ['claimant', 'respondent', 'mediator'], null, '/offers')
}
