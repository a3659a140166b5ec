import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

/** What a case has come to shows in its enterprise's own view of the products at issue, and nowhere else (mediation.md §9). */
export const markPositions = (tx: Kysely<Database>, { subjectId }: { subjectId: string | null }) =>
  sql`select mark_positions(${subjectId}::uuid)`.execute(tx).then(() => {})
