import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'

/** Files beside one thing of the office, in the order they were added. */
export const listAttachments = (db: Kysely<Database>, subjectId: string) =>
  db
    .selectFrom('attachments')
    .innerJoin('files', 'files.id', 'attachments.fileId')
    .select(['files.id', 'files.name', 'files.bytes', 'attachments.label'])
    .where('subjectId', '=', subjectId)
    .orderBy('attachments.at')
    .execute()
