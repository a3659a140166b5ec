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
