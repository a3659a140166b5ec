import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'

/** What was recorded of one thing, in order, by kind: what an auditor can follow afterwards. */
export async function trailOf(db: Kysely<Database>, subjectId: string): Promise<string[]> {
  const events = await db
    .selectFrom('events')
    .select('kind')
    .where('subjectId', '=', subjectId)
    .orderBy('id')
    .execute()
  return events.map(({ kind }) => kind)
}
