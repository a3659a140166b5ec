import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { keepUpload } from '~/people/upload.server'

type Place = 'report' | 'meeting' | 'announcement' | 'training' | 'honor' | 'visit' | 'market_case'
type Subject = { place: Place; subjectId: string; label?: string }

/** Keeps an upload beside a thing of the office; whoever sees the thing sees the file. Refuses file-empty, file-type. */
export async function attach(
  tx: Kysely<Database>,
  actor: Actor,
  file: File,
  { place, subjectId, label = '' }: Subject,
  accept?: readonly string[],
) {
  const fileId = await keepUpload(tx, actor, file, accept)
  await tx.insertInto('attachments').values({ fileId, place, subjectId, label }).execute()
  return fileId
}

/** Files beside one thing of the office, in the order they were added. */
export const listAttachments = (db: Kysely<Database>, subjectId: string) =>
  db
    .selectFrom('attachments')
    .innerJoin('files', 'files.id', 'attachments.fileId')
    .select(['files.id', 'files.name', 'files.bytes', 'attachments.label'])
    .where('subjectId', '=', subjectId)
    .orderBy('attachments.at')
    .execute()
