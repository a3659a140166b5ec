import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { Question } from './form'

type Db = Kysely<Database>

const sizes = sql<{ asked: number; answered: number }>`(
  select json_build_object('asked', asked, 'answered', answered) from survey_size(surveys.id))`

/** Surveys, the newest first; drafts for the office alone (row policy). */
export const listSurveys = (db: Db) =>
  db
    .selectFrom('surveys')
    .select(['id', 'titleZh', 'titleEn', 'dueOn', 'state'])
    .select(sizes.as('size'))
    .orderBy('dueOn', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()

export async function findSurvey(db: Db, surveyId: string) {
  const row = await db
    .selectFrom('surveys')
    .selectAll()
    .select(sizes.as('size'))
    .where('id', '=', surveyId)
    .executeTakeFirst()
  return row && { ...row, form: row.form as unknown as Question[], filter: row.filter as unknown as Filter }
}
export type Filter = Partial<Record<'districts' | 'sectors' | 'ownerships' | 'scales', string[]>>
export type Survey = NonNullable<Awaited<ReturnType<typeof findSurvey>>>

/** What one's own enterprise is asked and has not answered, or answered, in surveys that are open. */
export const listOwnSurveys = (db: Db, actor: Actor) =>
  db
    .selectFrom('surveyAnswers as a')
    .innerJoin('surveys', 'surveys.id', 'a.surveyId')
    .select(['surveys.id', 'titleZh', 'titleEn', 'dueOn', 'a.answeredAt'])
    .where('a.orgId', '=', actor.organizationId)
    .where('surveys.state', '=', 'open')
    .orderBy('dueOn')
    .execute()

/** Whether one's own enterprise is asked, and what it answered. */
export async function findOwnAnswers(db: Db, actor: Actor, surveyId: string) {
  const asked = await db
    .selectFrom('surveyAnswers')
    .select('answeredAt')
    .where('surveyId', '=', surveyId)
    .where('orgId', '=', actor.organizationId)
    .executeTakeFirst()
  if (!asked) return undefined
  const { rows } = await sql<{ answers: Record<string, string> | null }>`
    select own_answers(${surveyId}::uuid) as answers`.execute(db)
  return { ...asked, answers: rows[0]!.answers }
}

/** How many enterprises a filter means. */
export async function countAsked(db: Db, filter: Filter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from organizations o where survey_asks(${JSON.stringify(filter)}::jsonb, o)`.execute(
    db,
  )
  return rows[0]!.n
}

/** How many were asked and answered in each district. */
export async function listRates(db: Db, surveyId: string) {
  const { rows } = await sql<{
    code: string
    nameZh: string
    nameEn: string
    asked: number
    answered: number
  }>`
    select r.district as code, d.name_zh as "nameZh", d.name_en as "nameEn", r.asked::int, r.answered::int
    from survey_rates(${surveyId}::uuid) r left join districts d on d.code = r.district order by r.district`.execute(
    db,
  )
  return rows
}

export type Result = {
  key: string
  answered: number
  option: string | null
  hits: number | null
  total: number | null
  middle: number | null
  needing: number | null
}

/** What a survey found, with nothing by which an enterprise would be recognized. */
export async function listResults(db: Db, surveyId: string): Promise<Result[]> {
  const { rows } = await sql<Result>`
    select key, answered::int, option, hits::int, total::float8, middle::float8, needing::int from survey_results(${surveyId}::uuid)`.execute(
    db,
  )
  return rows
}

/** Names of the classes of which a survey asks the need, and the wish that gathers for each. */
export async function listNeeded(db: Db, form: readonly Question[]) {
  const ids = form.flatMap(({ classId }) => classId ?? [])
  if (ids.length === 0) return []
  return db
    .selectFrom('equivalenceClasses as c')
    .leftJoin('wishes as w', (join) =>
      join.onRef('w.classId', '=', 'c.id').on('w.state', 'in', ['collecting', 'threshold_met', 'eoi_open']),
    )
    .select(['c.id', 'c.name', 'c.nameEn', 'w.id as wishId'])
    .where('c.id', 'in', ids)
    .execute()
}
