import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'

/** Approved announcements whose hour has come are public; what they correct is marked. */
export async function publishDue(tx: Kysely<Database>, now: Date) {
  const due = await tx
    .updateTable('announcements')
    .set({ state: 'published', publishedAt: sql<Date>`clock_timestamp()` })
    .where('state', '=', 'in_review')
    .where('approvedBy', 'is not', null)
    .where('publishAt', '<=', now)
    .returning(['id', 'correctsId'])
    .execute()
  for (const { id, correctsId } of due) {
    if (correctsId)
      await tx
        .updateTable('announcements')
        .set({ state: 'corrected' })
        .where('id', '=', correctsId)
        .where('state', '=', 'published')
        .execute()
    await record(tx, 'announcement.published', id)
  }
}
