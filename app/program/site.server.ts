import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

/** Which personal data is kept, why and for how many days; null as long as its account. */
export const listRetention = (db: Db) =>
  db
    .selectFrom('retention')
    .select(['tableName', 'columnName', 'purpose', 'ground'])
    .select(sql<number | null>`extract(day from keep)::int`.as('days'))
    .orderBy('tableName')
    .orderBy('columnName')
    .execute()

const pageSize = 50

/** Signed checkpoints of the audit log, the newest first. */
export async function listCheckpoints(db: Db, before: string | null) {
  const rows = await db
    .selectFrom('checkpoints')
    .select(sql<string>`size::text`.as('size'))
    .select(sql<string>`encode(root, 'hex')`.as('root'))
    .select('at')
    .$if(before !== null && /^\d{1,18}$/.test(before), (query) => query.where('size', '<', BigInt(before!)))
    .orderBy('checkpoints.size', 'desc')
    .limit(pageSize + 1)
    .execute()
  const shown = rows.slice(0, pageSize)
  return { rows: shown, next: rows.length > pageSize ? shown.at(-1)!.size : null }
}

/** Published rounds for the feed and the sitemap, the newest first. */
export const listPublished = (db: Db, limit = 50) =>
  db
    .selectFrom('rounds')
    .select(['id', 'number', 'title', 'titleEn', 'publishedAt', 'pledgesCloseAt'])
    .where('state', '<>', 'draft')
    .where('publishedAt', 'is not', null)
    .orderBy('publishedAt', 'desc')
    .limit(limit)
    .execute()
