import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'

/** Cases in which the actor is asked to mediate and has not answered. */
export const listAsked = (db: Kysely<Database>, actor: Actor) =>
  db
    .selectFrom('mediatorAppointments as mandate')
    .innerJoin('cases', 'cases.id', 'mandate.caseId')
    .innerJoin('organizations as claimant', 'claimant.id', 'cases.claimantId')
    .innerJoin('organizations as respondent', 'respondent.id', 'cases.respondentId')
    .where('mandate.mediatorId', '=', actor.personId)
    .where('mandate.state', '=', 'asked')
    .where('mandate.endedAt', 'is', null)
    .select([
      'cases.id as caseId',
      'cases.number',
      'claimant.name as claimantName',
      'claimant.nameEn as claimantNameEn',
      'respondent.name as respondentName',
      'respondent.nameEn as respondentNameEn',
      'mandate.askedAt',
      sql<Date | null>`(select due_at from deadlines d where d.case_id = cases.id and d.key = 'appointment' and d.state = 'running')`.as(
        'dueAt',
      ),
    ])
    .orderBy('mandate.askedAt')
    .execute()
