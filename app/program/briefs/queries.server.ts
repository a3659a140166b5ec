import { findKnownOfAll } from '~/compliance/known/known.server'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import type { BriefFigures } from './figures'

type Db = Kysely<Database>

const briefs = (db: Db) =>
  db
    .selectFrom('briefs')
    .leftJoin('persons as writer', 'writer.id', 'briefs.writtenBy')
    .leftJoin('persons as approver', 'approver.id', 'briefs.approvedBy')
    .leftJoin('briefs as before', 'before.id', 'briefs.correctsId')
    .leftJoin('briefs as after', (join) =>
      join.onRef('after.correctsId', '=', 'briefs.id').on('after.publishedAt', 'is not', null),
    )
    .selectAll('briefs')
    .select([
      'writer.name as writer',
      'approver.name as approver',
      'before.no as correctsNo',
      'after.no as correctedByNo',
    ])

const read = <Row extends { figures: unknown }>(row: Row) => ({
  ...(row as Omit<Row, 'figures'>),
  figures: row.figures as BriefFigures,
})

/** Briefs, the newest on top; the row policy keeps unpublished ones to the office. */
export const listBriefs = async (db: Db, published = false) =>
  (
    await briefs(db)
      .$if(published, (query) => query.where('briefs.publishedAt', 'is not', null))
      .orderBy(sql`briefs.no is null`, 'desc')
      .orderBy('briefs.no', 'desc')
      .orderBy('briefs.at', 'desc')
      .execute()
  ).map(read)

export async function findBrief(db: Db, briefId: string) {
  const row = await briefs(db).where('briefs.id', '=', briefId).executeTakeFirst()
  return row && read(row)
}

export async function findIssue(db: Db, no: string) {
  if (!/^\d{1,6}$/.test(no)) return undefined
  const row = await briefs(db)
    .where('briefs.no', '=', Number(no))
    .where('briefs.publishedAt', 'is not', null)
    .executeTakeFirst()
  return row && read(row)
}

export type Brief = NonNullable<Awaited<ReturnType<typeof findBrief>>>

/** What facts say of a period, computed now. */
export async function computeFigures(db: Db, from: Day, to: Day) {
  const { rows } = await sql<{ figures: BriefFigures }>`
    select brief_figures(${from}::date, ${to}::date) as figures`.execute(db)
  return { ...rows[0]!.figures, known: await findKnownOfAll(db) }
}

/** Good practice that member units reported in the period. */
export async function listPracticeNotes(db: Db, from: Day, to: Day) {
  const { rows } = await sql<{ agency: string; note: string }>`
    select agency, note from practice_notes(${from}::date, ${to}::date)`.execute(db)
  return rows
}
