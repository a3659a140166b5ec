import { type Kysely, sql } from 'kysely'
import { dayOf } from '~/kernel/workdays'
import type { Database } from '~db/schema'
import type { QualificationState } from '../lifecycle'
import { checklistOf, type Responses, type Wanting } from './checklist'
import type { CriteriaSet } from './criteria'

type Db = Kysely<Database>

/** The set that is asked of whoever applies now; or one version of it. */
export async function findCriteria(db: Db, version?: number) {
  const found = await db
    .selectFrom('criteriaSets')
    .select(['version', 'body', 'since'])
    .$if(version !== undefined, (query) => query.where('version', '=', version!))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { version: found.version, since: found.since, set: found.body as CriteriaSet }
}

const qualificationsOf = (db: Db) =>
  db
    .selectFrom('qualifications')
    .innerJoin('organizations', 'organizations.id', 'qualifications.vendorId')
    .innerJoin('criteriaSets', 'criteriaSets.version', 'qualifications.criteriaVersion')
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
      'qualifications.criteriaVersion',
      'qualifications.suspendedBy',
      'criteriaSets.body',
    ])
    .where('qualifications.roundId', 'is', null)

const read = <Row extends { responses: unknown; body: unknown }>({ responses, body, ...row }: Row) => ({
  ...row,
  responses: (responses ?? {}) as Responses,
  set: body as CriteriaSet,
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

/** What officers found about the responses as they stand; a response changed since is to be read again. */
export const listReviews = (db: Db, qualificationId: string) =>
  db
    .selectFrom('requirementReviews as review')
    .innerJoin('qualifications', 'qualifications.id', 'review.qualificationId')
    .select(['review.requirement', 'review.met', 'review.note'])
    .where('qualificationId', '=', qualificationId)
    .where(sql<boolean>`review.response is not distinct from qualifications.responses -> review.requirement`)
    .execute()

export type Reviews = Awaited<ReturnType<typeof listReviews>>

const wantingOf = (reviews: Reviews): Wanting =>
  Object.fromEntries(
    reviews.flatMap(({ requirement, met, note }) => (met ? [] : [[requirement, note ?? '']])),
  )

/** An application judged by the set that it answers, with the officers' findings and the names of its files. */
export async function judgedApplication(db: Db, { id, set, responses }: Qualification, now: Date) {
  const reviews = await listReviews(db, id)
  const wanting = wantingOf(reviews)
  return {
    checklist: checklistOf(set, responses, dayOf(now), wanting),
    responses,
    wanting,
    read: reviews.filter(({ met }) => met).map(({ requirement }) => requirement),
    files: await fileNames(db, responses),
  }
}

/** What a vendor has answered so far, judged by the set in force or another version, also by what an officer found wanting in it. */
export async function judgedAnswers(
  db: Db,
  vendorId: string,
  standing: Qualification | null,
  now: Date,
  version?: number,
) {
  const { set } = await findCriteria(db, version)
  const responses = await findResponses(db, vendorId)
  const wanting = standing?.state === 'returned' ? stillWanting(standing, responses, await listReviews(db, standing.id)) : {} // oxfmt-ignore
  return {
    checklist: checklistOf(set, responses, dayOf(now), wanting),
    responses,
    wanting,
    read: [] as string[],
    files: await fileNames(db, responses),
  }
}

export type Judged = Awaited<ReturnType<typeof judgedAnswers>>

// A response that is another one by now is the officer's to read again.
const stillWanting = (standing: Qualification, responses: Responses, reviews: Reviews): Wanting =>
  wantingOf(
    reviews.filter(({ requirement }) => {
      const [was, is] = [standing.responses[requirement], responses[requirement]]
      return was?.value === is?.value && was?.fileId === is?.fileId
    }),
  )

export async function findResponses(db: Db, vendorId: string): Promise<Responses> {
  const rows = await db
    .selectFrom('vendorResponses')
    .select(['requirement', 'value', 'fileId'])
    .where('vendorId', '=', vendorId)
    .execute()
  return Object.fromEntries(rows.map(({ requirement, ...response }) => [requirement, response]))
}

async function fileNames(db: Db, responses: Responses): Promise<Record<string, string>> {
  const ids = filesOf(responses)
  if (ids.length === 0) return {}
  const rows = await db.selectFrom('files').select(['id', 'name']).where('id', 'in', ids).execute()
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

export const filesOf = (responses: Responses) => [
  ...new Set(Object.values(responses).flatMap((response) => response?.fileId ?? [])),
]

/** The office's list: those that wait first, then those that end soonest. */
export const listQualifications = (db: Db, state?: QualificationState) =>
  qualificationsOf(db)
    .clearSelect()
    .select([
      'qualifications.id',
      'organizations.name as vendor',
      'organizations.nameEn as vendorEn',
      'qualifications.state',
      'qualifications.validUntil',
      'qualifications.appliedAt',
    ])
    .$if(state !== undefined, (query) => query.where('qualifications.state', '=', state!))
    .orderBy((row) =>
      row.case().when('qualifications.state', 'in', ['applied', 'in_review']).then(0).else(1).end(),
    )
    .orderBy('qualifications.validUntil', (order) => order.asc().nullsLast())
    .orderBy('organizations.name')
    .limit(500)
    .execute()
