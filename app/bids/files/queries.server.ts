import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { masterKeys } from '~/kernel/keys.server'
import { mediaTypeOf } from '~/kernel/media-type'
import type { Actor } from '~/people/actor'
import { bodyOf } from '~/rounds/frame'
import { openItem } from '~/rounds/sealing.server'
import { fileItem } from './file-item'

/** A file of an opened technical part, with its content; undefined before the opening and for whoever may not read it. */
export async function findOpenedFile(db: Kysely<Database>, roundId: string, itemId: string) {
  const { rows } = await sql<{ frame: Buffer | null }>`
    select opened_file(${roundId}, ${itemId}) as frame`.execute(db)
  const frame = rows[0]?.frame
  return frame ? fileIn(bodyOf(frame)) : undefined
}

/**
 * A file of the vendor's own bid, for the vendor alone (row policies): what was opened, or what the platform sealed;
 * undefined while only the vendor's own copy holds it.
 */
export async function findOwnFile(db: Kysely<Database>, actor: Actor, bidId: string, itemId: string) {
  const item = await db
    .selectFrom('sealedItems')
    .leftJoin('openedItems', 'openedItems.itemId', 'sealedItems.id')
    .select(['envelope', 'commitment', 'openedItems.frame'])
    .where('sealedItems.id', '=', itemId)
    .where('bidId', '=', bidId)
    .where('orgId', '=', actor.organizationId)
    .where('kind', '=', 'file')
    .executeTakeFirst()
  if (!item) return undefined
  if (item.frame) return fileIn(bodyOf(item.frame))
  const opened = openItem(item, masterKeys())
  return 'body' in opened ? fileIn(opened.body) : undefined
}

function fileIn(body: unknown) {
  const read = fileItem.safeParse(body)
  if (!read.success) return undefined
  const content = Buffer.from(read.data.data, 'base64')
  return { name: read.data.name, content, mediaType: mediaTypeOf(content) ?? 'application/octet-stream' }
}
