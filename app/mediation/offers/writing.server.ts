import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { addDays, dayOf, startOf } from '~/kernel/workdays'
import type { CaseState } from '../lifecycle'
import { findRefundable } from '../queries.server'
import { findPayers } from '../settlements/payers.server'
import { type OfferValues, termsOf } from './form'
import { whyNotOffer } from './terms'

type Tx = Kysely<Database>

/** An offer's terms as they are kept, checked. Refuses as whyNotOffer and findPayers, and offer-past. */
export async function rowOf(tx: Tx, { caseId, now }: { caseId: string; now: Date }, values: OfferValues) {
  const terms = termsOf(values)
  const today = dayOf(now)
  refuseIf(whyNotOffer(terms, { today, paid: await findRefundable(tx, caseId) }), { field: 'items' })
  const parties = await tx
    .selectFrom('cases')
    .where('id', '=', caseId)
    .select(['claimantId', 'respondentId'])
    .executeTakeFirstOrThrow()
  await findPayers(tx, terms.items, parties)
  refuseIf(values.expiresOn < today ? 'offer-past' : null, { field: 'expiresOn' })
  return { terms: JSON.stringify(terms), expiresAt: startOf(addDays(values.expiresOn, 1)) }
}

/** Takes the case's row; talks go on in these states alone. Refuses: not-now. */
export async function lockTalks(
  tx: Tx,
  caseId: string,
  states: readonly CaseState[] = ['negotiation', 'mediation'],
) {
  const its = await tx
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  if (!its || !states.includes(its.state)) refuse('not-now')
}
