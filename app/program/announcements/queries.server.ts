import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

const announcements = (db: Db) =>
  db
    .selectFrom('announcements')
    .leftJoin('persons as writer', 'writer.id', 'announcements.writtenBy')
    .leftJoin('persons as approver', 'approver.id', 'announcements.approvedBy')
    .leftJoin('announcements as after', (join) =>
      join.onRef('after.correctsId', '=', 'announcements.id').on('after.publishedAt', 'is not', null),
    )
    .selectAll('announcements')
    .select(['writer.name as writer', 'approver.name as approver', 'after.id as correctedById'])

/** All that the office wrote, unpublished first. */
export const listAnnouncements = (db: Db) =>
  announcements(db)
    .orderBy(sql`announcements.published_at is null`, 'desc')
    .orderBy('announcements.publishedAt', 'desc')
    .orderBy('announcements.at', 'desc')
    .execute()

/** What the public reads: pinned first, then the newest; what was corrected only by its link. */
export const listPublished = (db: Db, limit = 100) =>
  announcements(db)
    .where('announcements.state', '=', 'published')
    .orderBy('announcements.pinned', 'desc')
    .orderBy('announcements.publishedAt', 'desc')
    .limit(limit)
    .execute()

export const findAnnouncement = (db: Db, announcementId: string) =>
  announcements(db).where('announcements.id', '=', announcementId).executeTakeFirst()

export const findPublished = (db: Db, announcementId: string) =>
  announcements(db)
    .where('announcements.id', '=', announcementId)
    .where('announcements.publishedAt', 'is not', null)
    .executeTakeFirst()
