import { fromBufferPromise } from 'yauzl'
import { Refused, refuse } from './refusal'

const entriesAtMost = 2_000
const unpackedAtMost = 50 * 1024 * 1024
const ratioAtMost = 100
const nested = /\.(zip|7z|rar|gz|tgz|bz2|xz|tar|jar|xlsx|docx|pptx)$/i

/**
 * Judges a zip by its central directory, before anything is unpacked (trust.md §4): refuses with
 * archive-broken, archive-too-many, archive-too-large, archive-ratio, archive-nested.
 */
export async function checkArchive(bytes: Buffer): Promise<void> {
  try {
    await checkDirectory(bytes)
  } catch (error) {
    if (error instanceof Refused) throw error
    refuse('archive-broken')
  }
}

async function checkDirectory(bytes: Buffer): Promise<void> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true })
  let entries = 0
  let unpacked = 0
  for await (const { fileName, uncompressedSize, compressedSize } of zip.eachEntry()) {
    entries += 1
    unpacked += uncompressedSize
    if (entries > entriesAtMost) refuse('archive-too-many')
    if (unpacked > unpackedAtMost) refuse('archive-too-large')
    // A short file of equal bytes packs well and harms nobody.
    if (uncompressedSize > ratioAtMost * Math.max(compressedSize, 1024)) refuse('archive-ratio')
    if (nested.test(fileName)) refuse('archive-nested')
  }
}
