import { expect, test } from 'vitest'
import { checkArchive } from '~/kernel/archive.server'
import { aZipDirectory } from '../support/zip'

const million = 1_000_000
const files = (count: number, sizes = {}) =>
  Array.from({ length: count }, (_, place) => ({ name: `${place}.txt`, ...sizes }))

test('an ordinary archive passes, up to its limits', async () => {
  await expect(checkArchive(aZipDirectory(files(2000)))).resolves.toBeUndefined()
  await expect(
    checkArchive(aZipDirectory(files(5, { packed: million, unpacked: 10 * million }))),
  ).resolves.toBeUndefined()
})

test.each([
  ['archive-broken', Buffer.from('PK\u0003\u0004 and nothing more')],
  ['archive-too-many', aZipDirectory(files(2001))],
  ['archive-too-large', aZipDirectory(files(6, { packed: million, unpacked: 10 * million }))],
  ['archive-ratio', aZipDirectory(files(1, { packed: 20_000, unpacked: 20 * million }))],
  ['archive-nested', aZipDirectory([{ name: 'inner.ZIP' }])],
])('%s is refused before anything is unpacked', async (code, bytes) => {
  await expect(checkArchive(bytes)).rejects.toThrow(code)
})
