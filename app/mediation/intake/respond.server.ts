import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { beginPeriod, deadlineOf, findPeriod, findRules, meetPeriod } from '../deadlines.server'
import { extended } from '../deadlines'
import { loadCalendar } from '~/kernel/calendar.server'
import { moveCase, recordOfCase } from '../moves.server'
import { tellBody } from '../telling.server'
import { findFirstOffer } from '../offers/offers.server'
import { type Case, findCase, listObjections } from '../queries.server'
import type { ResponseValues } from './form'

type Tx = Kysely<Database>

/** What the respondent reads before answering: claims, the first offer, until when; the registrar reads no offer. */
export async function readResponse(db: Tx, caseId: string) {
  const its = await findCase(db, caseId)
  if (its?.state !== 'awaiting_response') return undefined
  if (!its.roles.some((role) => role === 'respondent' || role === 'registrar')) return undefined
  return readResponseOf(db, its)
}

/** Claims, first offer and the last minute of the time to answer, whoever reads them. */
export async function readResponseOf(db: Tx, its: Case) {
  const period =
    (await findPeriod(db, its.id, 'response')) ?? (await findPeriod(db, its.id, 'response_extension'))
  const asked = await db
    .selectFrom('events')
    .select('id')
    .where('subjectId', '=', its.id)
    .where('kind', '=', 'case.extension_asked')
    .executeTakeFirst()
  return {
    its,
    title: its.number,
    objections: await listObjections(db, its.id),
    offer: (await findFirstOffer(db, its.id)) ?? null,
    dueAt: period ? new Date(period.dueAt.getTime() - 60_000) : null,
    asked: asked !== undefined,
  }
}

/** One of the answers to an invitation; the rules behind each refuse. */
export function respond(tx: Tx, caseId: string, values: ResponseValues) {
  switch (values.move) {
    case 'accept':
      return acceptCase(tx, caseId)
    case 'decline':
      return declineCase(tx, caseId, values.reason)
    case 'ask_extension':
      return askExtension(tx, caseId)
    default:
      return extendResponse(tx, caseId)
  }
}

/** The respondent says "I want to talk": the sides negotiate. Refuses: already-moved, not-your-move, response-over. */
export async function acceptCase(tx: Tx, caseId: string) {
  await lockResponse(tx, caseId)
  return moveCase(tx, caseId, 'accept')
}

/** The respondent does not take part; nothing follows from it but a certificate of the attempt. Refuses as above. */
export async function declineCase(tx: Tx, caseId: string, reason: string) {
  await lockResponse(tx, caseId)
  await tx.updateTable('cases').set({ closeReason: reason }).where('id', '=', caseId).execute()
  return moveCase(tx, caseId, 'decline', { facts: { reason } })
}

/** The respondent asks for the one extension; the registrar decides. Refuses: response-over, extended-before. */
export async function askExtension(tx: Tx, caseId: string) {
  await lockResponse(tx, caseId)
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  refuseIf(its.extended ? 'extended-before' : null)
  const event = await recordOfCase(tx, 'case.extension_asked', caseId, {})
  await tellBody(tx, its, event)
}

/** The registrar lengthens the time to answer, once, from its end. Refuses: already-moved, not-your-move, extended-before. */
export async function extendResponse(tx: Tx, caseId: string) {
  const current = (await findPeriod(tx, caseId, 'response')) ?? refuse('already-moved')
  const { stateSince } = await moveCase(tx, caseId, 'extend')
  const rules = await findRules(tx, caseId)
  const longer = extended(deadlineOf(current), rules.response_extension, await loadCalendar(tx))
  await meetPeriod(tx, caseId, 'response')
  await beginPeriod(tx, caseId, 'response_extension', stateSince, longer)
}

/** Takes the case's row; its time to answer is tested by the database's clock after the lock was had. Refuses: already-moved, response-over. */
export async function lockResponse(tx: Tx, caseId: string) {
  const its = await tx
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  refuseIf(its?.state === 'awaiting_response' ? null : 'already-moved')
  const { rows } = await sql<{ over: boolean }>`
    select not exists (select from deadlines where case_id = ${caseId} and key in ('response', 'response_extension')
      and state = 'running' and due_at > clock_timestamp()) as over`.execute(tx)
  refuseIf(rows[0]!.over ? 'response-over' : null)
}
