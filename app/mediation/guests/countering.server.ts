import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { acceptCase } from '../intake/respond.server'
import type { OfferValues } from '../offers/form'
import { makeOffer } from '../offers/offers.server'
import type { Terms } from '../offers/terms'
import { findCase, listObjections } from '../queries.server'
import { tellSeats } from '../telling.server'

type Db = Kysely<Database>

/** What a guest's counter-offer begins with: the claimant's open offer, if one stands; undefined once others negotiate. */
export async function readGuestOffer(db: Db, caseId: string) {
  const its = await findCase(db, caseId)
  if (!its?.roles.includes('guest') || !mayCounter(its.state)) return undefined
  return {
    its: { id: its.id, number: its.number, state: its.state },
    answers: (await findOpenOf(db, caseId)) ?? null,
    objections: (await listObjections(db, caseId)).map(({ no }) => no),
  }
}

export const mayCounter = (state: string) => state === 'awaiting_response' || state === 'negotiation'

/** A counter-offer is a yes to talking: it answers the invitation too. Refuses: response-over, not-now, and as whyNotOffer. */
export async function counterAsGuest(tx: Db, actor: Actor, caseId: string, values: OfferValues, now: Date) {
  const { its, answers } = (await readGuestOffer(tx, caseId)) ?? refuse('not-now')
  if (its.state === 'awaiting_response') await acceptCase(tx, caseId)
  await makeOffer(tx, actor, { caseId, side: 'respondent', now }, values, answers?.id ?? null)
  await tellSeats(tx, (await findCase(tx, caseId))!, ['claimant', 'respondent'], null, '/offers')
}

/** The newest offer of the guest's own side. */
export async function findCounter(db: Db, caseId: string): Promise<Terms | null> {
  const row = await offersOf(db, caseId, 'respondent').where('state', '<>', 'draft').executeTakeFirst()
  return row ? (row.terms as unknown as Terms) : null
}

async function findOpenOf(db: Db, caseId: string) {
  const row = await offersOf(db, caseId, 'claimant')
    .where('state', '=', 'open')
    .where('expiresAt', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst()
  return row && { id: row.id, terms: row.terms as unknown as Terms }
}

const offersOf = (db: Db, caseId: string, side: 'claimant' | 'respondent') =>
  db
    .selectFrom('offers')
    .where('caseId', '=', caseId)
    .where('side', '=', side)
    .select(['id', 'terms'])
    .orderBy('no', 'desc')
    .limit(1)
