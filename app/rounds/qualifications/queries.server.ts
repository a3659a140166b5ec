import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { QualificationState } from '../lifecycle'
import type { Criterion } from './form'

type Db = Kysely<Database>
type Answers = Partial<Record<Criterion, string>>

const qualificationsOf = (db: Db) =>
  db
    .selectFrom('qualifications')
    .innerJoin('organizations', 'organizations.id', 'qualifications.vendorId')
    .leftJoin('files', 'files.id', 'qualifications.evidenceFileId')
    .select([
      'qualifications.id',
      'qualifications.vendorId',
      'organizations.name as vendor',
      'organizations.nameEn as vendorEn',
      'organizations.uscc',
      'qualifications.state',
      'qualifications.reason',
      'qualifications.validUntil',
      'qualifications.cureUntil',
      'qualifications.appliedAt',
      'qualifications.responses',
      'files.id as fileId',
      'files.name as fileName',
    ])
    .where('qualifications.roundId', 'is', null)

const read = <Row extends { responses: unknown }>({ responses, ...row }: Row) => ({
  ...row,
  answers: (responses ?? {}) as Answers,
})

/** A vendor's present standing for all rounds, the newest that was asked for. */
export async function findStanding(db: Db, vendorId: string) {
  const row = await qualificationsOf(db)
    .where('qualifications.vendorId', '=', vendorId)
    .orderBy('qualifications.appliedAt', 'desc')
    .orderBy('qualifications.id', 'desc')
    .executeTakeFirst()
  return row && read(row)
}

/** One standing: a vendor's own, to the office anybody's (row policy). */
export async function findQualification(db: Db, id: string) {
  const row = await qualificationsOf(db).where('qualifications.id', '=', id).executeTakeFirst()
  return row && read(row)
}

export type Qualification = NonNullable<Awaited<ReturnType<typeof findQualification>>>

/** The office's list: those that wait first, then those that end soonest. */
export const listQualifications = (db: Db, state?: QualificationState) =>
  qualificationsOf(db)
    .$if(state !== undefined, (query) => query.where('qualifications.state', '=', state!))
    .orderBy((row) =>
      row.case().when('qualifications.state', 'in', ['applied', 'in_review']).then(0).else(1).end(),
    )
    .orderBy('qualifications.validUntil', (order) => order.asc().nullsLast())
    .orderBy('organizations.name')
    .limit(500)
    .execute()
