import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { countOpenMatters } from '../matters/reading.server'
import { listRoster } from '../mediators/roster.server'
import { casesSeen } from '../queries.server'
import { readQuarters } from '../statistics/public.server'
import { findBody } from './bodies.server'

type Db = Kysely<Database>

/** What a body's own people see of it: its license, roster and load, what waits for its head, its figures; undefined for others. */
export async function readBodyDesk(db: Db, actor: Actor, bodyId: string) {
  const body = actor.organizationId === bodyId ? await findBody(db, bodyId) : undefined
  if (!body) return undefined
  return {
    body,
    title: body.name,
    roster: await listRoster(db, bodyId),
    appointments: await listToAppoint(db, bodyId),
    challenges: await listToDecide(db, bodyId),
    openMatters: actor.roles.includes('head') ? await countOpenMatters(db, bodyId) : null,
    quarters: await readQuarters(db, bodyId),
  }
}

const waiting = (db: Db, bodyId: string) =>
  casesSeen(db)
    .where('cases.bodyId', '=', bodyId)
    .select(['cases.id', 'cases.number'])
    .select(['claimant.name as claimantName', 'claimant.nameEn as claimantNameEn'])
    .select(['respondent.name as respondentName', 'respondent.nameEn as respondentNameEn'])
    .orderBy('cases.id')
    .limit(50)

/** Both have ranked or had their time, nobody is asked: the body appoints. */
const listToAppoint = (db: Db, bodyId: string) =>
  waiting(db, bodyId)
    .where('cases.state', '=', 'mediator_selection')
    .where(
      sql<boolean>`not exists (select from mediator_appointments a where a.case_id = cases.id and a.ended_at is null)`,
    )
    .where(
      sql<boolean>`not exists (select from deadlines d where d.case_id = cases.id and d.key = 'ranking' and d.state = 'running')`,
    )
    .select('cases.stateSince as since')
    .execute()

const listToDecide = (db: Db, bodyId: string) =>
  waiting(db, bodyId)
    .innerJoin('mediatorChallenges as challenge', 'challenge.caseId', 'cases.id')
    .where('challenge.decision', 'is', null)
    .select(['challenge.id as challengeId', 'challenge.side', 'challenge.dueAt'])
    .execute()

export type BodyDesk = NonNullable<Awaited<ReturnType<typeof readBodyDesk>>>
