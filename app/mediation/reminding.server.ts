import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { type DeadlineKey, reminderAt } from './deadlines'
import { inviteRespondent } from './intake/invite.server'
import { recordOfCase } from './moves.server'
import { tellBody, tellSeats } from './telling.server'

type Tx = Kysely<Database>

/** Reminders whose hour has come, each once; one that was missed while the house was down is made up for once. */
export async function remindDue(tx: Tx, now: Date) {
  const due = await tx
    .selectFrom('deadlines')
    .innerJoin('cases', 'cases.id', 'deadlines.caseId')
    .where('deadlines.state', '=', 'running')
    .where('deadlines.remindAt', '<=', now)
    .select(['deadlines.id', 'deadlines.key', 'deadlines.startedOn', 'deadlines.dueAt', 'deadlines.reminded'])
    .select(['cases.id as caseId', 'cases.number', 'cases.bodyId'])
    .orderBy('deadlines.remindAt')
    .limit(100)
    .forUpdate('deadlines')
    .skipLocked()
    .execute()
  if (due.length === 0) return
  const calendar = await loadCalendar(tx)
  for (const { id, caseId, number, bodyId, ...period } of due) {
    const key = period.key as DeadlineKey
    let reminded = period.reminded
    let next: Date | null
    do next = reminderAt(key, period, calendar, (reminded += 1))
    while (next && next <= now)
    await tx.updateTable('deadlines').set({ reminded, remindAt: next }).where('id', '=', id).execute()
    await remind(tx, key, { id: caseId, number, bodyId })
  }
}

async function remind(tx: Tx, key: DeadlineKey, its: { id: string; number: string; bodyId: string }) {
  if (key === 'response') return inviteRespondent(tx, its)
  const event = await recordOfCase(tx, 'case.reminded', its.id, { key })
  if (key === 'length') return tellBody(tx, its, event)
  return tellSeats(tx, its, ['claimant', 'respondent'], event, '/settlement')
}
