import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { type Side, sideIn } from './channels/kinds'
import { inviteRespondent } from './intake/invite.server'
import type { PartyDeed, SeatDeed } from './seat-form'
import { recordOfCase } from './moves.server'
import { findCase } from './queries.server'

type Db = Kysely<Database>

/** Who sits in a case, on which side, since when. */
export const listSeats = (db: Db, caseId: string) =>
  db
    .selectFrom('caseSeats')
    .innerJoin('persons', 'persons.id', 'caseSeats.personId')
    .where('caseSeats.caseId', '=', caseId)
    .select([
      'caseSeats.id',
      'caseSeats.personId',
      'caseSeats.side',
      'caseSeats.capacity',
      'caseSeats.validFrom',
      'caseSeats.validUntil',
      'persons.name',
    ])
    .orderBy('caseSeats.validFrom')
    .execute()

/** The people of a case, one's colleagues without a seat, and for the registrar how the invitation fares. */
export async function readParties(db: Db, actor: Actor, caseId: string) {
  const its = await findCase(db, caseId)
  const reads = its?.roles.some((role) => ['claimant', 'respondent', 'mediator', 'registrar'].includes(role))
  if (!its || !reads) return undefined
  const seats = await listSeats(db, caseId)
  const side = sideIn(its.roles)
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles },
    title: its.number,
    side,
    seats,
    colleagues: side ? await listColleagues(db, actor, seats) : [],
    invitations: its.roles.includes('registrar') ? await listInvitations(db, caseId) : [],
  }
}

/** Invites once more, over one address more where the registrar has found one. Refuses: not-your-move, already-moved. */
async function inviteAgain(tx: Db, caseId: string, contact: string | null) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  refuseIf(its.roles.includes('registrar') ? null : 'not-your-move')
  refuseIf(its.state === 'awaiting_response' ? null : 'already-moved')
  if (contact !== null)
    await tx.updateTable('cases').set({ respondentContact: contact }).where('id', '=', caseId).execute()
  await inviteRespondent(tx, its)
}

/** What is done on the page of the people of a case; each deed refuses by itself. */
export const doPartyDeed = (tx: Db, actor: Actor, caseId: string, deed: PartyDeed) =>
  deed.move === 'invite' ? inviteAgain(tx, caseId, deed.contact) : doSeatDeed(tx, actor, caseId, deed)

/** Adds a colleague to one's side, or ends a seat of it. Refuses: not-your-move, not-colleague, seat-taken, last-seat. */
export async function doSeatDeed(tx: Db, actor: Actor, caseId: string, deed: SeatDeed) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const side = sideIn(its.roles) ?? refuse('not-your-move')
  return deed.move === 'seat'
    ? addSeat(tx, actor, caseId, side, deed)
    : endSeat(tx, caseId, side, deed.seatId)
}

async function addSeat(
  tx: Db,
  actor: Actor,
  caseId: string,
  side: Side,
  { personId, capacity }: Extract<SeatDeed, { move: 'seat' }>,
) {
  const colleague = await tx
    .selectFrom('members')
    .select('personId')
    .where('personId', '=', personId)
    .where('orgId', '=', actor.organizationId)
    .where('until', 'is', null)
    .executeTakeFirst()
  refuseIf(colleague ? null : 'not-colleague')
  const seated = (await listSeats(tx, caseId)).some(
    (seat) => seat.personId === personId && seat.validUntil === null,
  )
  refuseIf(seated ? 'seat-taken' : null)
  await tx.insertInto('caseSeats').values({ caseId, personId, side, capacity }).execute()
  await recordOfCase(tx, 'case.seated', caseId, { person: personId, side })
}

async function endSeat(tx: Db, caseId: string, side: Side, seatId: string) {
  const own = (await listSeats(tx, caseId)).filter((seat) => seat.side === side && seat.validUntil === null)
  const seat = own.find(({ id }) => id === seatId) ?? refuse('not-your-move')
  refuseIf(own.length === 1 ? 'last-seat' : null)
  await tx
    .updateTable('caseSeats')
    .set({ validUntil: sql<Date>`clock_timestamp()` })
    .where('id', '=', seatId)
    .execute()
  await recordOfCase(tx, 'case.unseated', caseId, { person: seat.personId, side })
}

async function listColleagues(
  db: Db,
  actor: Actor,
  seats: readonly { personId: string; validUntil: Date | null }[],
) {
  const seated = new Set(seats.filter((seat) => seat.validUntil === null).map((seat) => seat.personId))
  const members = await db
    .selectFrom('members')
    .innerJoin('persons', 'persons.id', 'members.personId')
    .where('members.orgId', '=', actor.organizationId)
    .where('members.until', 'is', null)
    .select(['persons.id', 'persons.name', 'members.roles'])
    .orderBy('persons.name')
    .execute()
  return members.filter(({ id }) => !seated.has(id))
}

const listInvitations = (db: Db, caseId: string) =>
  db
    .selectFrom('invitations')
    .select(['id', 'contact', 'sentAt', 'delivered', 'openedAt', 'passedAt', 'endsAt'])
    .where('caseId', '=', caseId)
    .orderBy('sentAt', 'desc')
    .execute()
