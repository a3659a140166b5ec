import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import type { CalendarValues } from './form'
import { readYear } from './reading'

type Tx = Kysely<Database>

/**
 * Loads a year's days off and moved working days, in place of those it had; periods that ran into it are counted again by the
 * clock. Refuses calendar-past, calendar-day-unread, calendar-day-of-other-year, calendar-day-worked-anyway, calendar-day-twice,
 * calendar-without-holidays, each with the day.
 */
export async function loadYear(tx: Tx, actor: Actor, { year, notice, ...lists }: CalendarValues, now: Date) {
  if (year < Number(dayOf(now).slice(0, 4))) refuse('calendar-past', { field: 'year' })
  const read = readYear(year, lists)
  if ('code' in read) return refuse(read.code, { field: read.field, facts: { what: read.what } })
  await sql`select load_calendar(${year}::int, ${notice}, ${JSON.stringify(read.days)}::jsonb)`.execute(tx)
  const of = (kind: string) => read.days.filter((its) => its.kind === kind).length
  await record(tx, 'calendar.loaded', actor.organizationId, {
    year,
    notice,
    holidays: of('holiday'),
    workdays: of('workday'),
  })
}
