import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { EnrollmentState } from '../lifecycle'

type Db = Kysely<Database>

const columns = ['id', 'titleZh', 'titleEn', 'topic', 'startsAt', 'endsAt', 'place', 'placeEn', 'seats', 'taken', 'description', 'state'] as const // oxfmt-ignore

/** Trainings: those to come first, the nearest on top, then the past ones; drafts for the office alone (row policy). */
export const listTrainings = (db: Db, now: Date) =>
  db
    .selectFrom('trainings')
    .select(columns)
    .orderBy(sql`ends_at < ${now}`)
    .orderBy(sql`case when ends_at >= ${now} then starts_at end`)
    .orderBy('startsAt', 'desc')
    .limit(200)
    .execute()

export const findTraining = (db: Db, trainingId: string) =>
  db
    .selectFrom('trainings')
    .select(columns)
    .select(sql<number>`training_waiting(id)::int`.as('waiting'))
    .where('id', '=', trainingId)
    .executeTakeFirst()

export type Enrolled = {
  id: string
  orgId: string
  person: string
  mail: string | null
  state: EnrollmentState
  certificateNo: string | null
  at: Date
  attempts: number
  score: number | null
  passed: boolean
  organization: string
  organizationEn: string | null
  districtZh: string | null
  districtEn: string | null
}

const passedQuiz = sql<boolean>`exists (select from quiz_attempts a where a.enrollment_id = e.id and a.passed)`

function enrollments(db: Db, trainingId: string) {
  return db
    .selectFrom('enrollments as e')
    .innerJoin('organizations as o', 'o.id', 'e.orgId')
    .leftJoin('districts as d', 'd.code', 'o.district')
    .select(['e.id', 'e.orgId', 'e.person', 'e.mail', 'e.state', 'e.certificateNo', 'e.at'])
    .select([
      'o.name as organization',
      'o.nameEn as organizationEn',
      'd.nameZh as districtZh',
      'd.nameEn as districtEn',
    ])
    .select([
      sql<number>`(select count(*)::int from quiz_attempts a where a.enrollment_id = e.id)`.as('attempts'),
      sql<number | null>`(select max(a.score) from quiz_attempts a where a.enrollment_id = e.id)`.as('score'),
      passedQuiz.as('passed'),
    ])
    .where('e.trainingId', '=', trainingId)
    .orderBy(sql`array_position('{enrolled,attended,absent,waiting,withdrawn}', e.state)`)
    .orderBy('e.at')
    .orderBy('e.id')
}

/** Whoever is enrolled or waits, in the order of the line; for the office. */
export const listEnrollments = (db: Db, trainingId: string): Promise<Enrolled[]> =>
  enrollments(db, trainingId).execute() as Promise<Enrolled[]>

/** The people that one's own organization sends. */
export const listOwnEnrollments = (db: Db, actor: Actor, trainingId: string): Promise<Enrolled[]> =>
  enrollments(db, trainingId).where('e.orgId', '=', actor.organizationId).execute() as Promise<Enrolled[]>

export const findOwnCertificate = (db: Db, actor: Actor, enrollmentId: string) =>
  db
    .selectFrom('enrollments as e')
    .innerJoin('trainings as t', 't.id', 'e.trainingId')
    .innerJoin('organizations as o', 'o.id', 'e.orgId')
    .select([
      'e.person',
      'e.certificateNo',
      't.titleZh',
      't.titleEn',
      't.topic',
      't.startsAt',
      't.endsAt',
      't.place',
      't.placeEn',
    ])
    .select(['o.name as organization', 'o.nameEn as organizationEn', passedQuiz.as('quizPassed')])
    .where('e.id', '=', enrollmentId)
    .where('e.orgId', '=', actor.organizationId)
    .where('e.state', '=', 'attended')
    .where('e.certificateNo', 'is not', null)
    .executeTakeFirst()

export type Proven = {
  trainingId: string
  titleZh: string
  titleEn: string
  topic: string
  startsAt: Date
  endsAt: Date
  person: string
  organization: string
  quizPassed: boolean
}

/** What a certificate's number proves to whoever holds it. */
export async function findProven(db: Db, certificateNo: string): Promise<Proven | undefined> {
  const { rows } = await sql<Proven>`
    select training_id as "trainingId", title_zh as "titleZh", title_en as "titleEn", topic, starts_at as "startsAt", ends_at as "endsAt", person, organization,
      quiz_passed as "quizPassed"
    from training_certificate(${certificateNo})`.execute(db)
  return rows[0]
}
