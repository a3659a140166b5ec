import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { storeFile } from '~/kernel/files.server'
import type { Actor } from './actor'

/** Keeps a file that a person posted, as their organization's; answers its id. Refuses: file-empty, file-type. */
export async function keepUpload(
  tx: Kysely<Database>,
  { organizationId, personId }: Actor,
  file: File,
  accept?: readonly string[] | 'anything',
) {
  const { id } = await storeFile(tx, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
    orgId: organizationId,
    personId,
    ...(accept && { accept }),
  })
  return id
}
