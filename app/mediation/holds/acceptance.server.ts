import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { dayOf, deadline, workdaysBetween } from '~/kernel/workdays'

type Ended = { id: string; filedAt: Date | null; stateSince: Date }
type Note = { id: string; sentAt: Date; acceptDue: Date }

/**
 * Deliveries whose acceptance has waited for a case get the working days that were left when it was filed, at least
 * one, counted from its end; one that waits for another case or a hold goes on waiting.
 */
export async function resumeAcceptance(tx: Kysely<Database>, { id: caseId, filedAt, stateSince }: Ended) {
  const { rows } = await sql<Note>`select id, sent_at as "sentAt", accept_due as "acceptDue"
    from notes_resumed(${caseId}::uuid)`.execute(tx)
  if (rows.length === 0 || !filedAt) return
  const calendar = await loadCalendar(tx)
  for (const { id, sentAt, acceptDue } of rows) {
    const stopped = dayOf(filedAt > sentAt ? filedAt : sentAt)
    const left = Math.max(1, workdaysBetween(calendar, stopped, dayOf(new Date(acceptDue.getTime() - 1))))
    const { dueAt } = deadline(calendar, dayOf(stateSince), left, 'wd')
    await sql`select resume_acceptance(${caseId}::uuid, ${id}::uuid, ${dueAt})`.execute(tx)
  }
}
