import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { dayOf } from '~/kernel/workdays'
import { notifyMembers } from '~/people/notify.server'
import { reminderDue, reminders } from '../reminding'

/** Reminds the liaisons of reports that come due or are late, once per step. */
export async function remindReports(tx: Kysely<Database>, now: Date) {
  const today = dayOf(now)
  const open = await tx
    .selectFrom('reportTasks')
    .innerJoin('reportRounds', 'reportRounds.id', 'reportTasks.roundId')
    .select(['reportTasks.id', 'reportTasks.orgId', 'reportTasks.reminded', 'reportRounds.dueOn'])
    .where('reportTasks.state', 'in', ['open', 'returned'])
    .where(sql<boolean>`due_on - ${today}::date <= ${reminders[0]}`)
    .execute()
  for (const { id, orgId, reminded, dueOn } of open) {
    const due = reminderDue(dueOn, today, reminded)
    if (due === null) continue
    await tx
      .updateTable('reportTasks')
      .set({ reminded: [...reminded, due] })
      .where('id', '=', id)
      .execute()
    const event = await record(tx, 'report.reminded', id, { due: dueOn }, { org: orgId })
    const notice = { kind: 'report.reminded', href: `/office/reports/${id}`, facts: { due: dueOn }, event }
    await notifyMembers(tx, orgId, ['liaison', 'leader'], notice)
  }
}
