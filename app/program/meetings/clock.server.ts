import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { dayOf } from '~/kernel/workdays'
import { notifyMembers } from '~/people/notify.server'
import { reminderDue, reminders } from '../reminding'

/** Reminds the units of resolutions that come due or are overdue, once per step. */
export async function remindResolutions(tx: Kysely<Database>, now: Date) {
  const today = dayOf(now)
  const open = await tx
    .selectFrom('resolutions')
    .select(['id', 'orgId', 'meetingId', 'reminded', 'dueOn'])
    .where('state', '=', 'open')
    .where(sql<boolean>`due_on - ${today}::date <= ${reminders[0]}`)
    .execute()
  for (const { id, orgId, meetingId, reminded, dueOn } of open) {
    const due = reminderDue(dueOn, today, reminded)
    if (due === null) continue
    await tx
      .updateTable('resolutions')
      .set({ reminded: [...reminded, due] })
      .where('id', '=', id)
      .execute()
    const event = await record(tx, 'resolution.reminded', id, { due: dueOn }, { org: orgId })
    const notice = {
      kind: 'resolution.reminded',
      href: `/office/meetings/${meetingId}`,
      facts: { due: dueOn },
      event,
    }
    await notifyMembers(tx, orgId, ['liaison', 'leader'], notice)
  }
}
