import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { findBody } from '../bodies/bodies.server'
import type { Side } from '../channels/kinds'
import { isLicensed } from '../deadlines'
import { beginPeriod, meetPeriod } from '../deadlines.server'
import { recordOfCase } from '../moves.server'
import { tellBody } from '../telling.server'
import { matchRankings, whyNotRank, whyNotSelect } from './matching'
import { listRoster } from './roster.server'
import { notifyPerson } from '~/people/notify.server'

type Tx = Kysely<Database>

/** The body's mediators, each with why they cannot be chosen now; null where they can. */
export async function listSelectable(db: Tx, bodyId: string, now: Date) {
  const body = await findBody(db, bodyId)
  const licensed = body !== undefined && isLicensed(body, now)
  return (await listRoster(db, bodyId)).map((entry) => ({ ...entry, whyNot: whyNotSelect(entry, licensed) }))
}

/**
 * A side hands in its secret ranking; a later one takes its place until the other side's is in. With both in, the
 * common name with the lowest sum is asked. Who was asked before in this case is asked no more. Refuses: not-now, ranking-empty, ranking-too-long, ranked-twice, not-selectable.
 */
export async function rankMediators(
  tx: Tx,
  caseId: string,
  side: Side,
  ranking: readonly string[],
  now: Date,
) {
  const its = await lockSelection(tx, caseId)
  const asked = await listAskedBefore(tx, caseId)
  const selectable = (await listSelectable(tx, its.bodyId, now)).filter(
    ({ whyNot, mediatorId }) => whyNot === null && !asked.includes(mediatorId),
  )
  refuseIf(
    whyNotRank(
      ranking,
      selectable.map(({ mediatorId }) => mediatorId),
    ),
  )
  refuseIf((await findStanding(tx, caseId)) ? 'not-now' : null)
  await tx.deleteFrom('nominations').where('caseId', '=', caseId).where('side', '=', side).execute()
  await tx
    .insertInto('nominations')
    .values(ranking.map((mediatorId, at) => ({ caseId, side, mediatorId, rank: at + 1 })))
    .execute()
  await recordOfCase(tx, 'case.ranked', caseId, { side })
  await askNext(tx, caseId, now)
}

/**
 * Once both sides have ranked, asks the best common name not asked before; without one the body has to appoint.
 * Changes nothing while a ranking is missing or somebody is being asked.
 */
export async function askNext(tx: Tx, caseId: string, now: Date) {
  const its = await lockSelection(tx, caseId)
  if (await findStanding(tx, caseId)) return
  const rankings = await bothRankings(tx, caseId)
  const asked = await listAskedBefore(tx, caseId)
  const roster = (await listSelectable(tx, its.bodyId, now)).filter(
    ({ whyNot, mediatorId }) => whyNot === null && !asked.includes(mediatorId),
  )
  if (rankings.length === 0 && (await listAskedBefore(tx, caseId, its.stateSince)).length === 0) return
  const of = (side: Side) => rankings.filter((it) => it.side === side).map((it) => it.mediatorId)
  const chosen = matchRankings(of('claimant'), of('respondent'), roster)
  await meetPeriod(tx, caseId, 'ranking')
  await beginPeriod(tx, caseId, 'appointment', now)
  if (chosen) await ask(tx, its, chosen, 'match')
  else await tellBody(tx, its, await recordOfCase(tx, 'case.appointment_due', caseId, {}))
}

/** The body appoints where the sides have no common name, or have let the time pass. Refuses: not-now, not-selectable, not-your-move. */
export async function appointMediator(tx: Tx, caseId: string, mediatorId: string, now: Date) {
  const its = await lockSelection(tx, caseId)
  const entry = (await listSelectable(tx, its.bodyId, now)).find((it) => it.mediatorId === mediatorId)
  refuseIf(entry ? entry.whyNot : 'not-selectable')
  const standing = await findStanding(tx, caseId)
  if (standing?.state === 'accepted') refuse('not-now')
  if (standing)
    await tx
      .updateTable('mediatorAppointments')
      .set({ state: 'replaced', endedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', standing.id)
      .execute()
  await meetPeriod(tx, caseId, 'ranking')
  await ask(tx, its, mediatorId, 'body')
}

/** Who is asked or has accepted. */
export const findStanding = (db: Tx, caseId: string) =>
  db
    .selectFrom('mediatorAppointments')
    .innerJoin('persons', 'persons.id', 'mediatorAppointments.mediatorId')
    .selectAll('mediatorAppointments')
    .select('persons.name')
    .where('caseId', '=', caseId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()

/** Whom this case has asked already, whatever they answered; with `since`, from then on. */
export async function listAskedBefore(db: Tx, caseId: string, since?: Date) {
  const rows = await db
    .selectFrom('mediatorAppointments')
    .select('mediatorId')
    .where('caseId', '=', caseId)
    .$if(since !== undefined, (query) => query.where('askedAt', '>=', since!))
    .execute()
  return rows.map(({ mediatorId }) => mediatorId)
}

export async function sidesRanked(db: Tx, caseId: string) {
  const { rows } = await sql<{ sides: Side[] }>`select sides_ranked(${caseId}::uuid) as sides`.execute(db)
  return rows[0]!.sides
}

/** What one's own side has ranked, for this choice or, until it does so again, for the one before. */
export async function listRanking(db: Tx, caseId: string, side: Side) {
  const rows = await db
    .selectFrom('nominations')
    .select('mediatorId')
    .where('caseId', '=', caseId)
    .where('side', '=', side)
    .orderBy('rank')
    .execute()
  return rows.map(({ mediatorId }) => mediatorId)
}

async function bothRankings(tx: Tx, caseId: string) {
  const { rows } = await sql<{ side: Side; mediatorId: string }>`
    select side, mediator_id as "mediatorId" from both_rankings(${caseId}::uuid)`.execute(tx)
  return rows
}

type Selecting = Awaited<ReturnType<typeof lockSelection>>

async function ask(tx: Tx, { id: caseId, number }: Selecting, mediatorId: string, by: 'match' | 'body') {
  await tx.insertInto('mediatorAppointments').values({ caseId, mediatorId, by }).execute()
  const event = await recordOfCase(tx, 'case.mediator_asked', caseId, { by })
  await notifyPerson(tx, mediatorId, {
    kind: 'case.mandate',
    href: `/cases/${caseId}/mandate`,
    facts: { number },
    event,
  })
}

async function lockSelection(tx: Tx, caseId: string) {
  const its = await tx
    .selectFrom('cases')
    .select(['id', 'number', 'bodyId', 'state', 'stateSince'])
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  return its?.state === 'mediator_selection' ? its : refuse('not-now')
}
