import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { tellEnrolled } from './commands.server'

/** The day before, whoever sends somebody is reminded once. */
export async function remindTrainings(tx: Kysely<Database>, now: Date) {
  const due = await tx
    .updateTable('trainings')
    .set({ remindedAt: sql<Date>`clock_timestamp()` })
    .where('state', '=', 'open')
    .where('remindedAt', 'is', null)
    .where('startsAt', '>', now)
    .where('startsAt', '<=', new Date(now.getTime() + 24 * 3_600_000))
    .returning('id')
    .execute()
  for (const { id } of due)
    await tellEnrolled(tx, id, 'training.reminder', await record(tx, 'training.reminder', id))
}
