import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { mediaTypeOf } from '~/kernel/media-type'
import { bodyOf } from '~/rounds/frame'
import { fileItem } from './file-item'

/** A file of an opened technical part, with its content; undefined before the opening and for whoever may not read it. */
export async function findOpenedFile(db: Kysely<Database>, roundId: string, itemId: string) {
  const { rows } = await sql<{ frame: Buffer | null }>`
    select opened_file(${roundId}, ${itemId}) as frame`.execute(db)
  const frame = rows[0]?.frame
  if (!frame) return undefined
  const { name, data } = fileItem.parse(bodyOf(frame))
  const content = Buffer.from(data, 'base64')
  return { name, content, mediaType: mediaTypeOf(content) ?? 'application/octet-stream' }
}
