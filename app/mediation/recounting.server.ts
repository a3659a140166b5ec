import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { recounted } from '~/kernel/workdays'
import { deadlineOf, findRules } from './deadlines.server'
import { type DeadlineKey, deadlineRules, reminderAt } from './deadlines'
import { recordOfCase } from './moves.server'
import { shownPeriods } from './periods'
import { tellBody, tellSeats } from './telling.server'

type Tx = Kysely<Database>

/**
 * Periods that ran into a year without calendar are counted again once its calendar is there (mediation.md §4): they may be
 * longer then, never shorter. Whoever has a seat is told of a longer one, and so is the body.
 */
export async function recountPeriods(tx: Tx) {
  const calendar = await loadCalendar(tx)
  const periods = await tx
    .selectFrom('deadlines')
    .innerJoin('cases', 'cases.id', 'deadlines.caseId')
    .where('deadlines.state', '=', 'running')
    .where('deadlines.provisional', '=', true)
    .where(
      sql<boolean>`to_char(shanghai_day(deadlines.due_at) - 1, 'YYYY') = any (${sql.val([...calendar.years])}::text[])`,
    )
    .select(['deadlines.id', 'key', 'startedOn', 'dueAt', 'deadlines.provisional', 'reminded'])
    .select(['cases.id as caseId', 'cases.number', 'cases.bodyId'])
    .orderBy('deadlines.dueAt')
    .limit(100)
    .forUpdate('deadlines')
    .skipLocked()
    .execute()
  for (const { id, caseId, number, bodyId, ...period } of periods) {
    const key = period.key as DeadlineKey
    const { unit } = (await findRules(tx, caseId))[key] ?? deadlineRules[key]
    const { dueAt, provisional } = recounted(calendar, deadlineOf(period), unit)
    const remindAt = reminderAt(key, { startedOn: period.startedOn, dueAt }, calendar, period.reminded)
    await tx.updateTable('deadlines').set({ dueAt, provisional, remindAt }).where('id', '=', id).execute()
    if (dueAt <= period.dueAt || shownPeriods([{ key }]).length === 0) continue
    const its = { id: caseId, number, bodyId }
    const event = await recordOfCase(tx, 'case.deadline_recounted', caseId, { key })
    await tellSeats(tx, its, ['claimant', 'respondent'], event)
    await tellBody(tx, its, event)
  }
}
