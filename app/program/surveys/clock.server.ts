import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { dayOf } from '~/kernel/workdays'
import { reminderDue } from '../reminding'
import { tellAsked } from './commands.server'

/** Reminds whoever has not answered, once per step. */
export async function remindSurveys(tx: Kysely<Database>, now: Date) {
  const open = await tx
    .selectFrom('surveys')
    .select(['id', 'dueOn', 'reminded'])
    .where('state', '=', 'open')
    .forUpdate()
    .execute()
  for (const { id, dueOn, reminded } of open) {
    const due = reminderDue(dueOn, dayOf(now), reminded)
    if (due === null || due < 0) continue
    await tx
      .updateTable('surveys')
      .set({ reminded: [...reminded, due] })
      .where('id', '=', id)
      .execute()
    const event = await record(tx, 'survey.reminded', id, { due: dueOn })
    await tellAsked(tx, 'survey.reminded', { id, dueOn, event })
  }
}

/** When its due day is over, a survey takes no more answers. */
export async function closeSurveys(tx: Kysely<Database>, now: Date) {
  const closed = await tx
    .updateTable('surveys')
    .set({ state: 'closed', closedAt: sql<Date>`clock_timestamp()` })
    .where('state', '=', 'open')
    .where('dueOn', '<', dayOf(now))
    .returning('id')
    .execute()
  for (const { id } of closed) await record(tx, 'survey.closed', id)
}
