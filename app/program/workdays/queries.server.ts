import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type CalendarDay, calendarOf, workdaysBetween } from '~/kernel/workdays'

export type CalendarYear = {
  year: number
  /** Monday to Friday, less the days off, and the weekends worked. */
  workingDays: number
  holidays: string[]
  workdays: string[]
  /** null: came with the software */
  notice: string | null
  by: string | null
  at: Date | null
}

/** The years whose calendar is known, the newest first. */
export async function listCalendarYears(db: Kysely<Database>): Promise<CalendarYear[]> {
  const days = await db.selectFrom('calendarDays').selectAll().orderBy('day').execute()
  const { rows: notices } = await sql<{ year: number; notice: string; by: string | null; at: Date }>`
    select n.year, n.notice, p.name as by, n.at from calendar_notices n left join persons p on p.id = n.by`.execute(
    db,
  )
  const calendar = calendarOf(days as CalendarDay[])
  return [...calendar.years]
    .toSorted()
    .toReversed()
    .map((year) => {
      const its = days.filter(({ day }) => day.startsWith(year))
      const of = (kind: string) => its.filter((one) => one.kind === kind).map(({ day }) => day)
      const loaded = notices.find((one) => one.year === Number(year))
      return {
        year: Number(year),
        workingDays: workdaysBetween(calendar, `${Number(year) - 1}-12-31`, `${year}-12-31`),
        holidays: of('holiday'),
        workdays: of('workday'),
        notice: loaded?.notice ?? null,
        by: loaded?.by ?? null,
        at: loaded?.at ?? null,
      }
    })
}
