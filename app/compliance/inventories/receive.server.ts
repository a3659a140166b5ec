import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { storeFile } from '~/kernel/files.server'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { limits } from '../limits'

/**
 * Keeps an uploaded file of inventories for the reader; what it is, its bytes will tell. Answers the import's id;
 * the same bytes again, while the first are not accepted yet, are the same import. Refuses: file-empty, too-large.
 */
export async function receiveInventory(
  tx: Kysely<Database>,
  actor: Actor,
  upload: { name: string; bytes: Uint8Array },
): Promise<string> {
  if (upload.bytes.length > limits.fileBytes) refuse('too-large')
  const { organizationId: orgId, personId } = actor
  const waiting = await tx
    .selectFrom('imports')
    .select('id')
    .where('orgId', '=', orgId)
    .where('fileSha256', '=', createHash('sha256').update(upload.bytes).digest())
    .where('state', 'in', ['received', 'read', 'mapped'])
    .executeTakeFirst()
  if (waiting) return waiting.id
  const file = await storeFile(tx, { ...upload, orgId, personId, accept: 'anything' })
  const { id } = await tx
    .insertInto('imports')
    .values({
      orgId,
      by: personId,
      fileId: file.id,
      fileName: file.name,
      fileSha256: file.sha256,
      total: BigInt(file.bytes),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
