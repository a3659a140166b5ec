import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { decideProvisional } from '../holds/deciding.server'
import { moveCase } from '../moves.server'
import { findCase, listObjections } from '../queries.server'
import { readiness } from './file.server'
import { countFilings } from './filings.server'
import { inviteRespondent } from './invite.server'
import { whyNotAdmit } from './reviewing'

type Tx = Kysely<Database>

/** A filed case as the registrar looks at it: claims, and whether anybody can be reached. Offers stay unseen. */
export async function readAdmission(db: Tx, caseId: string) {
  const its = await findCase(db, caseId)
  if (its?.state !== 'filed' || !its.roles.includes('registrar')) return undefined
  return {
    its,
    title: its.number,
    objections: await listObjections(db, caseId),
    ready: await readiness(db, caseId),
    filings: await countFilings(db, caseId),
  }
}

/**
 * The registrar takes the case into the procedure: the respondent's representatives are seated and invited, the
 * provisional hold is decided where the record shows the ground. Refuses: already-moved, not-your-move, review-by-head.
 */
export async function admitCase(tx: Tx, actor: Actor, caseId: string) {
  const its = await findCase(tx, caseId)
  const filings = await countFilings(tx, caseId)
  refuseIf(whyNotAdmit({ filings, isHead: its?.roles.includes('head') ?? false }))
  const moved = await moveCase(tx, caseId, 'admit')
  await tx
    .insertInto('caseSeats')
    .values({ caseId, personId: actor.personId, side: 'registrar', capacity: 'registrar' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`select seat_respondent(${caseId}::uuid)`.execute(tx)
  await decideProvisional(tx, caseId)
  await inviteRespondent(tx, moved)
  return moved
}

/** Sends the case back to its author with what is missing; the hold stays until it is filed again or given up. Refuses as above. */
export async function returnCase(tx: Tx, caseId: string, reason: string) {
  await moveCase(tx, caseId, 'return')
  await tx.updateTable('cases').set({ returnedReason: reason }).where('id', '=', caseId).execute()
}

/** Turns the case away; court and authority stay open. Refuses as above. */
export async function rejectCase(tx: Tx, caseId: string, reason: string) {
  await tx.updateTable('cases').set({ closeReason: reason }).where('id', '=', caseId).execute()
  await moveCase(tx, caseId, 'reject')
}
