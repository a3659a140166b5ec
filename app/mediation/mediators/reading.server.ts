import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import { sideIn } from '../channels/kinds'
import { listComplainedOf } from '../matters/reading.server'
import { findCase } from '../queries.server'
import type { MediatorDeed } from './form'
import { challengeMediator, decideChallenge, findCheck, waiveFindings } from './mandate.server'
import {
  appointMediator,
  listAskedBefore,
  listRanking,
  listSelectable,
  rankMediators,
  sidesRanked,
} from './selecting.server'

type Db = Kysely<Database>

/** Who mediates or will: the roster to choose from, who was asked, what was found. A ranking is seen by its own side alone. */
export async function readChoice(db: Db, caseId: string, now: Date) {
  const its = await findCase(db, caseId)
  if (!its || its.state === 'draft') return undefined
  const side = sideIn(its.roles)
  const choosing = its.state === 'mediator_selection'
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles, bodyName: its.bodyName },
    title: its.number,
    side,
    roster: choosing ? await listSelectable(db, its.bodyId, now) : [],
    asked: choosing ? await listAskedBefore(db, caseId) : [],
    ranked: await sidesRanked(db, caseId),
    ranking: side ? await listRanking(db, caseId, side) : [],
    check: await findCheck(db, caseId),
    mayComplain: side !== null && (await listComplainedOf(db, caseId)).length > 0,
  }
}

/** One of the deeds of the choice page; the rules behind each refuse. Refuses: not-your-move. */
export async function doMediatorDeed(tx: Db, caseId: string, deed: MediatorDeed, now: Date) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const side = sideIn(its.roles)
  switch (deed.move) {
    case 'appoint':
      return its.roles.includes('registrar')
        ? appointMediator(tx, caseId, deed.mediatorId, now)
        : refuse('not-your-move')
    case 'uphold':
      return decideChallenge(tx, caseId, deed.challengeId, 'upheld')
    case 'dismiss':
      return decideChallenge(tx, caseId, deed.challengeId, 'dismissed')
    default:
      if (side === null) return refuse('not-your-move')
  }
  if (deed.move === 'rank') return rankMediators(tx, caseId, side, deed.ranks, now)
  return deed.move === 'waive'
    ? waiveFindings(tx, caseId, side)
    : challengeMediator(tx, caseId, side, deed.ground, now)
}

/** What someone asked to mediate has to know: between whom, about what. */
export async function readMandate(db: Db, caseId: string, personId: string) {
  const its = await findCase(db, caseId)
  const check = its && (await findCheck(db, caseId))
  if (!its || check?.standing.mediatorId !== personId || check.standing.state !== 'asked') return undefined
  const grounds = await db
    .selectFrom('objections')
    .select('ground')
    .where('caseId', '=', caseId)
    .distinct()
    .execute()
  return {
    its,
    title: its.number,
    askedAt: check.standing.askedAt,
    grounds: grounds.map(({ ground }) => ground),
  }
}
