import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

export type RosterWish = {
  body?: string | undefined
  field?: string | undefined
  language?: string | undefined
}

/** The public roster: who mediates, for which body, in which fields and languages; bodies that may take a case today. */
export function listPublicRoster(db: Kysely<Database>, { body, field, language }: RosterWish = {}) {
  return db
    .selectFrom('mediators')
    .innerJoin('persons', 'persons.id', 'mediators.personId')
    .innerJoin('mediationBodies as body', 'body.orgId', 'mediators.bodyId')
    .innerJoin('organizations', 'organizations.id', 'body.orgId')
    .where('mediators.active', '=', true)
    .where('body.suspendedAt', 'is', null)
    .where(sql<boolean>`shanghai_day() between body.valid_from and body.valid_until`)
    .$if(!!body, (query) => query.where(sql<boolean>`body.org_id::text = ${body}`))
    .$if(!!field, (query) => query.where(sql<boolean>`${field} = any (mediators.fields)`))
    .$if(!!language, (query) => query.where(sql<boolean>`${language} = any (mediators.languages)`))
    .select([
      'mediators.personId',
      'persons.name',
      'mediators.fields',
      'mediators.languages',
      'body.orgId as bodyId',
      'body.kind',
      'body.feeSchedule',
      'body.feeScheduleEn',
      'body.court',
      'organizations.name as bodyName',
      'organizations.nameEn as bodyNameEn',
    ])
    .orderBy('organizations.name')
    .orderBy('mediators.rosterNo')
    .execute()
}

export type PublicMediator = Awaited<ReturnType<typeof listPublicRoster>>[number]
