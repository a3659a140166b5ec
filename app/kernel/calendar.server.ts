import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { type Calendar, calendarOf } from './workdays'

/** The calendar as the database knows it; a year without rows counts weekends only. */
export async function loadCalendar(db: Kysely<Database>): Promise<Calendar> {
  return calendarOf(await db.selectFrom('calendarDays').selectAll().execute())
}
