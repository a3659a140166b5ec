import { readdir, readFile as readBytes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { env } from '~/env.server'
import { readFile, storeFile } from '~/kernel/files.server'
import { mediaTypeOf } from '~/kernel/media-type'
import { aDatabase } from '../support/database'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { aBuyer } = peopleOf(database)
const buyer = await aBuyer()
const foreign = await aBuyer()
const store = (name: string, bytes: Uint8Array) =>
  buyer.db
    .transaction()
    .execute((tx) => storeFile(tx, { name, bytes, orgId: buyer.orgId, personId: buyer.personId }))

test('a stored file comes back to its organization, and is not there for another', async () => {
  const { id } = await store('C:\\Users\\li\\证明.pdf', Buffer.from('%PDF-1.7 genuine'))
  const read = await readFile(buyer.db, id)
  expect(read?.content.toString()).toBe('%PDF-1.7 genuine')
  expect(read).toMatchObject({ name: '证明.pdf', mediaType: 'application/pdf', bytes: 16 })
  expect(await readFile(foreign.db, id)).toBeUndefined()
})

test('its bytes lie encrypted, and one that was changed does not open', async () => {
  const { id } = await store('list.txt', Buffer.from('canary-in-plain-text'))
  const folder = join(env.DATA_DIR, 'files', id.slice(-2))
  expect(await readdir(folder)).toContain(id)
  const blob = await readBytes(join(folder, id))
  expect(blob.includes('canary')).toBe(false)
  blob[blob.length - 1]! ^= 1
  await writeFile(join(folder, id), blob)
  await expect(readFile(buyer.db, id)).rejects.toThrow('cannot-open')
})

test('an empty file and a program are refused', async () => {
  await expect(store('a.txt', Buffer.of())).rejects.toThrow('file-empty')
  await expect(store('setup.pdf', Buffer.from('4d5a900003000000', 'hex'))).rejects.toThrow('file-type')
})

test('the first bytes say what a file is, not its name', () => {
  expect(mediaTypeOf(Buffer.from('PK\x03\x04'))).toBe('application/zip')
  expect(mediaTypeOf(Buffer.from('fffe4100', 'hex'))).toBe('text/plain')
  expect(mediaTypeOf(Buffer.from('名称,版本'))).toBe('text/plain')
  expect(mediaTypeOf(Buffer.from([0, 1, 2]))).toBeNull()
})
