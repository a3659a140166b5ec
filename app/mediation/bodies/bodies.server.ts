import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

const bodiesSeen = (db: Db) =>
  db
    .selectFrom('mediationBodies as body')
    .innerJoin('organizations', 'organizations.id', 'body.orgId')
    .select([
      'body.orgId',
      'body.kind',
      'body.licenseNo',
      'body.issuedBy',
      'body.validFrom',
      'body.validUntil',
      'body.feeSchedule',
      'body.feeScheduleEn',
      'body.feeFileId',
      'body.court',
      'body.suspendedAt',
      'organizations.name',
      'organizations.nameEn',
    ])

/** Bodies that may take a case today: licensed, not suspended. */
export const listOpenBodies = (db: Db) =>
  bodiesSeen(db)
    .where('body.suspendedAt', 'is', null)
    .where(sql<boolean>`shanghai_day() between body.valid_from and body.valid_until`)
    .orderBy('organizations.name')
    .execute()

export const findBody = (db: Db, bodyId: string) =>
  bodiesSeen(db).where('body.orgId', '=', bodyId).executeTakeFirst()
