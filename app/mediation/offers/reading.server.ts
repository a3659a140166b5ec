import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { type Side, sideIn } from '../channels/kinds'
import { findCase } from '../queries.server'
import type { Terms } from './terms'

type Db = Kysely<Database>

/** Where offers are made and answered. */
export const isTalking = (state: string) => state === 'negotiation' || state === 'mediation'

/** Offers and proposals of a case, the newest first; only sides, guests of one and the mediator have them. */
export async function readOffers(db: Db, caseId: string) {
  const its = await findCase(db, caseId)
  const reads = its?.roles.some((role) => ['claimant', 'respondent', 'mediator', 'guest'].includes(role))
  if (!its || !reads || its.state === 'draft') return undefined
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles, currency: its.currency },
    title: its.number,
    talking: isTalking(its.state),
    side: sideIn(its.roles),
    mediates: its.roles.includes('mediator'),
    offers: await listOffers(db, caseId),
    proposals: await listProposals(db, caseId),
  }
}

async function listOffers(db: Db, caseId: string) {
  const rows = await db
    .selectFrom('offers')
    .innerJoin('persons', 'persons.id', 'offers.by')
    .where('offers.caseId', '=', caseId)
    .where('offers.state', '<>', 'draft')
    .selectAll('offers')
    .select('persons.name')
    .orderBy('offers.at', 'desc')
    .execute()
  return rows.map(({ terms, ...offer }) => ({
    ...offer,
    terms: terms as unknown as Terms,
    agreed: [] as Side[],
  }))
}

async function listProposals(db: Db, caseId: string) {
  const rows = await db
    .selectFrom('proposals')
    .innerJoin('persons', 'persons.id', 'proposals.by')
    .where('proposals.caseId', '=', caseId)
    .where('proposals.state', '<>', 'draft')
    .selectAll('proposals')
    .select('persons.name')
    .orderBy('proposals.at', 'desc')
    .execute()
  return rows.map(({ terms, claimantYesAt, respondentYesAt, ...proposal }) => ({
    ...proposal,
    side: 'mediator' as const,
    answersId: null,
    terms: terms as unknown as Terms,
    // Who has said yes is told only once both have: until then a side answers unseen.
    agreed: claimantYesAt && respondentYesAt ? (['claimant', 'respondent'] as Side[]) : ([] as Side[]),
  }))
}

export type OfferRow =
  | Awaited<ReturnType<typeof listOffers>>[number]
  | Awaited<ReturnType<typeof listProposals>>[number]
