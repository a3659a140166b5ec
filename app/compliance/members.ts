import { fromBufferPromise, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl'
import { decodeText } from './decoding/decode'
import { FileRefused, limits } from './limits'
import { machineNames } from './machine-names'
import type { RefusalCode } from './record'

/** One file to read: the upload itself (`path` null) or a member of a zip, with the machine its place names. */
export type Member = { path: string | null; machine: string | null } & (
  | { bytes: Uint8Array }
  | { bytes: number; refused: RefusalCode }
)

/**
 * The files inside an upload: itself, unless it is a zip. The central directory is judged before anything is inflated,
 * and the bytes that come out are counted. What is refused is refused alone: `archive-path`, `archive-encrypted`,
 * `archive-nested`, `archive-bomb`, `too-large`; only a bomb of the whole refuses all.
 */
export async function* membersOf(bytes: Uint8Array): AsyncGenerator<Member> {
  if (!isZip(bytes)) {
    yield { path: null, machine: null, bytes }
    return
  }
  try {
    yield* membersOfZip(bytes)
  } catch (error) {
    yield { path: null, machine: null, bytes: bytes.length, refused: refusalOf(error) }
  }
}

type Listed = { entry: Entry; path: string; refused: RefusalCode | null }

async function* membersOfZip(bytes: Uint8Array): AsyncGenerator<Member> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
    decodeStrings: false,
  })
  const listed = await list(zip)
  const machines = machineNames(listed.map(({ path }) => path))
  let room = limits.zipBytes
  for (const { entry, path, refused } of listed) {
    const place = { path, machine: machines.get(path) ?? null }
    if (refused) {
      yield { ...place, bytes: entry.uncompressedSize, refused }
      continue
    }
    const inflated = await inflate(zip, entry, Math.min(room, limits.fileBytes)).catch(refusalOf)
    if (typeof inflated === 'string') {
      yield { ...place, bytes: entry.uncompressedSize, refused: inflated }
    } else {
      room -= inflated.length
      if (isArchive(inflated)) yield { ...place, bytes: inflated.length, refused: 'archive-nested' }
      else yield { ...place, bytes: inflated }
    }
  }
}

async function list(zip: ZipFile): Promise<Listed[]> {
  if (zip.entryCount > limits.zipEntries) throw new FileRefused('archive-bomb')
  const listed: Listed[] = []
  let total = 0
  for await (const entry of zip.eachEntry()) {
    const path = pathOf(entry)
    if (path.endsWith('/') || path.startsWith('__MACOSX/')) continue
    const refused = whyNotInflate(entry, path)
    if (!refused) total += entry.uncompressedSize
    if (total > limits.zipBytes) throw new FileRefused('archive-bomb')
    listed.push({ entry, path, refused })
  }
  if (listed.length === 0) throw new FileRefused('unknown-format')
  return listed
}

function whyNotInflate(entry: Entry, path: string): RefusalCode | null {
  if (isHostile(path) || isLink(entry)) return 'archive-path'
  if (entry.isEncrypted()) return 'archive-encrypted'
  const { uncompressedSize, compressedSize } = entry
  if (uncompressedSize > limits.zipRatioFrom && uncompressedSize > limits.zipRatio * compressedSize) {
    return 'archive-bomb'
  }
  if (uncompressedSize > limits.fileBytes) return 'too-large'
  return entry.canDecodeFileData() ? null : 'malformed'
}

const isHostile = (path: string) =>
  path.includes('\0') || path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..')

const isLink = (entry: Entry) => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000

const UTF8_NAME = 0x800
const UNICODE_PATH = 0x7075

/** Chinese Windows writes names in GBK and does not say so; the specification's CP437 would garble them. */
function pathOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const told = (generalPurposeBitFlag & UTF8_NAME) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH)
  const name = told
    ? getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
    : decodeText(fileNameRaw).text
  return name.replaceAll('\\', '/')
}

async function inflate(zip: ZipFile, entry: Entry, most: number): Promise<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) throw new FileRefused('archive-bomb')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function refusalOf(error: unknown): RefusalCode {
  if (error instanceof FileRefused) return error.code
  const message = error instanceof Error ? error.message : ''
  if (/encrypt/.test(message)) return 'archive-encrypted'
  // Sizes that lie: more bytes came out than the directory had promised.
  return /too many bytes/.test(message) ? 'archive-bomb' : 'malformed'
}

const isZip = (bytes: Uint8Array) =>
  startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0x50, 0x4b, 5, 6])

const ARCHIVES = [
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0xfd, 0x37, 0x7a, 0x58],
  [0x42, 0x5a, 0x68],
  [0x28, 0xb5, 0x2f, 0xfd],
]

const isArchive = (bytes: Uint8Array) => isZip(bytes) || ARCHIVES.some((magic) => startsWith(bytes, magic))

const startsWith = (bytes: Uint8Array, magic: readonly number[]) =>
  magic.every((byte, at) => bytes[at] === byte)
