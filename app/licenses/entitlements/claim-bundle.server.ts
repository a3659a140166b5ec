import { fromBufferPromise, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl'
import { checkArchive } from '~/kernel/archive.server'
import { refuse } from '~/kernel/refusal'
import { paperName } from './claim-file'

/** A list with the papers that its rows name, as they came in one zip. */
export type Bundle = { list: Buffer; papers: ReadonlyMap<string, { name: string; bytes: Buffer }> }

const utf8Names = 0x800

/**
 * The one CSV of a zip, or `entitlements.csv` among several, and all its other files. Refuses those of `checkArchive`,
 * claims-list-missing.
 */
export async function openBundle(bytes: Buffer): Promise<Bundle> {
  await checkArchive(bytes)
  const zip = await fromBufferPromise(bytes, { decodeStrings: false })
  const lists: { name: string; bytes: Buffer }[] = []
  const papers = new Map<string, { name: string; bytes: Buffer }>()
  for await (const entry of zip.eachEntry()) {
    const path = pathOf(entry)
    if (path.endsWith('/') || path.startsWith('__MACOSX/')) continue
    if (entry.isEncrypted()) refuse('archive-broken')
    const name = path.split(/[\\/]/).at(-1)!
    const file = { name, bytes: await inflate(zip, entry) }
    if (/\.(csv|txt)$/i.test(name)) lists.push(file)
    papers.set(paperName(name), file)
  }
  const tables = lists.filter(({ name }) => /\.csv$/i.test(name))
  const list =
    tables.find(({ name }) => paperName(name) === 'entitlements.csv') ??
    (tables.length === 1 ? tables[0] : undefined)
  return { list: list?.bytes ?? refuse('claims-list-missing', { field: 'file' }), papers }
}

// The directory was judged before; that the bytes keep to it is seen while they come out.
async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = []
  const stream = await zip.openReadStreamPromise(entry)
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Chinese Windows writes names in GBK and does not say so. */
function pathOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  if ((generalPurposeBitFlag & utf8Names) !== 0)
    return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
  return decoded(fileNameRaw)
}

/** UTF-8, or GB18030 where the bytes are no UTF-8. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
