import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile as readBytes, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import { boundTo, type MasterKey, rewrap, seal, unseal, versionOf } from './envelope.server'
import { masterKeys, newestKey } from './keys.server'
import { mediaTypeOf } from './media-type'
import { refuse } from './refusal'

/** The length of a 32-byte data key under a master key: version, nonce, ciphertext, tag. */
const wrappedLength = 62
const nameAtMost = 200

export type StoredFile = { id: string; sha256: Buffer; bytes: number; mediaType: string; name: string }

type Upload = {
  name: string
  bytes: Uint8Array
  orgId: string
  personId: string | null
  /** Read by the members of this channel of a case alone; it then carries no name of its own. */
  channelId?: string
  /** What the place of upload takes; by default documents, pictures, archives and text. A reader that judges its
   * input by itself takes anything. */
  accept?: readonly string[] | 'anything'
}

/** What proves something by default: documents, pictures, archives and text. */
export const documents: readonly string[] = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/zip',
  'text/plain',
]

/**
 * Keeps an upload, encrypted, under its own id, in the caller's transaction: without its commit no row names it.
 * Refuses: file-empty, file-type.
 */
export async function storeFile(
  tx: Kysely<Database>,
  { name, bytes, orgId, personId, channelId, accept = documents }: Upload,
): Promise<StoredFile> {
  if (bytes.length === 0) refuse('file-empty')
  const told = mediaTypeOf(bytes)
  if (accept !== 'anything' && (!told || !accept.includes(told))) return refuse('file-type')
  const mediaType = told ?? 'application/octet-stream'
  const sha256 = createHash('sha256').update(bytes).digest()
  const row = {
    orgId,
    name: channelId ? 'file' : plainName(name),
    sha256,
    bytes: BigInt(bytes.length),
    mediaType,
    by: personId,
    channelId: channelId ?? null,
  }
  const { id } = await tx.insertInto('files').values(row).returning('id').executeTakeFirstOrThrow()
  const { wrappedKey, body } = seal(bytes, boundTo('files', id, orgId), newestKey())
  await writeWhole(pathOf(id), [wrappedKey, body])
  return { ...row, id, bytes: bytes.length }
}

/** A stored file that the reader may see, with its bytes; undefined when there is none for them. */
export async function readFile(
  db: Kysely<Database>,
  fileId: string,
): Promise<(StoredFile & { content: Buffer }) | undefined> {
  return (await readFiles(db, [fileId]))[0]
}

/** The same of several, those that the reader may see. */
export async function readFiles(db: Kysely<Database>, fileIds: readonly string[]) {
  if (fileIds.length === 0) return []
  const rows = await db.selectFrom('files').selectAll().where('id', 'in', fileIds).execute()
  return Promise.all(
    rows.map(async ({ orgId, ...file }) => ({
      ...file,
      bytes: Number(file.bytes),
      content: await decrypted(file.id, orgId),
    })),
  )
}

/** Keeps bytes that their owner has sealed already, under a name that only its row knows. */
export const keepSealed = (blob: string, body: Buffer) => writeWhole(pathOf(blob), [body])

export const readSealed = (blob: string): Promise<Buffer> => readBytes(pathOf(blob))

/** Takes files away for good, rows and bytes; only erasure does. */
export async function forgetFiles(tx: Kysely<Database>, fileIds: readonly string[]) {
  if (fileIds.length === 0) return
  await tx.deleteFrom('files').where('id', 'in', fileIds).execute()
  for (const id of fileIds) await rm(pathOf(id), { force: true })
}

async function decrypted(fileId: string, orgId: string): Promise<Buffer> {
  const blob = await readBytes(pathOf(fileId))
  const envelope = { wrappedKey: blob.subarray(0, wrappedLength), body: blob.subarray(wrappedLength) }
  return unseal(envelope, boundTo('files', fileId, orgId), masterKeys())
}

/** A file's data key under the newest master key; false when it is already. */
export async function rewrapFile(fileId: string, orgId: string, masters: readonly MasterKey[]) {
  const newest = masters.at(-1)!
  const blob = await readBytes(pathOf(fileId))
  const wrapped = blob.subarray(0, wrappedLength)
  if (versionOf(wrapped) === newest.version) return false
  const renewed = rewrap(wrapped, boundTo('files', fileId, orgId), masters, newest)
  await writeWhole(pathOf(fileId), [renewed, blob.subarray(wrappedLength)])
  return true
}

const pathOf = (id: string) => join(env.DATA_DIR, 'files', id.slice(-2), id)

// Written under another name and renamed: whoever sees the file sees all of it.
async function writeWhole(path: string, parts: readonly Buffer[]) {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  const own = `${path}.${randomUUID()}`
  const file = await open(own, 'wx', 0o600)
  try {
    for (const part of parts) await file.writeFile(part)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(own, path)
}

/** The last part of the path a browser sent, without control characters; what is left of nothing is "file". */
export function plainName(name: string) {
  const last = name.split(/[\\/]/).at(-1)!.normalize('NFC')
  return last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(-nameAtMost) || 'file'
}
