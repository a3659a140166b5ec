import { inflateRawSync } from 'node:zlib'
import type { FileItem } from './file-item'

const mostText = 256 * 1024

/** Whom a document names as its author in its own properties: PDF, DOCX, XLSX; null where it says nothing that is read. */
export function documentAuthor(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const said = file.subarray(0, 5).equals(Buffer.from('%PDF-'))
    ? authorOfPdf(file.toString('latin1'))
    : authorOfOffice(file)
  return (
    said
      ?.replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 200) || null
  )
}

/** The verdict over a file with its author, where it names one. */
export function withAuthor<Verdict extends { body: unknown } | { fault: string }>(
  verdict: Verdict,
  item: unknown,
) {
  if ('fault' in verdict) return verdict
  const author = documentAuthor(Buffer.from((item as FileItem).data, 'base64'))
  return author === null ? verdict : { ...verdict, body: { ...(verdict.body as object), author } }
}

const words = String.raw`(?:\(((?:\\[\s\S]|[^\\()]){0,800})\)|<([0-9A-Fa-f\s]{0,1600})>)`
const named = new RegExp(String.raw`/Author\s{0,8}(?:${words}|(\d{1,7} \d{1,5}) R)`, 'g')
const inMetadata = /<dc:creator>\s{0,64}<rdf:Seq>\s{0,64}<rdf:li[^>]{0,64}>([^<]{1,400})</

/** The last author that stands in plain sight, since a later revision is written behind the earlier. */
function authorOfPdf(text: string): string | null {
  const last = [...text.matchAll(named)].at(-1)
  if (last) return last[3] === undefined ? wordsOf(last) : referredTo(text, last[3])
  const said = inMetadata.exec(text)?.[1]
  return said === undefined ? null : fromXml(Buffer.from(said, 'latin1').toString('utf8'))
}

/** What stands in an object of its own. */
function referredTo(text: string, id: string) {
  const last = [...text.matchAll(new RegExp(String.raw`\s${id} obj\s{0,8}${words}`, 'g'))].at(-1)
  return last ? wordsOf(last) : null
}

const wordsOf = ([, said, hex]: RegExpMatchArray) =>
  decoded(hex === undefined ? unescaped(said!) : Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const unescaped = (said: string) =>
  Buffer.from(
    said.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
      /^[0-7]/.test(code) ? String.fromCharCode(parseInt(code, 8) & 255) : (escapes[code] ?? code),
    ),
    'latin1',
  )

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  return bytes[0] === 0xef && bytes[1] === 0xbb
    ? bytes.subarray(3).toString('utf8')
    : bytes.toString('latin1')
}

function authorOfOffice(file: Buffer): string | null {
  const core = entryOf(file, 'docProps/core.xml')
  const said = core && /<dc:creator[^>]{0,200}>([^<]{1,400})<\/dc:creator>/.exec(core)?.[1]
  return said ? fromXml(said) : null
}

/** One small text out of an archive, by its directory; null where there is none, or it is larger than a text of its kind. */
function entryOf(file: Buffer, name: string): string | null {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > file.length) return null
  let at = file.readUInt32LE(end + 16)
  for (let left = Math.min(file.readUInt16LE(end + 10), 2000); left > 0; left -= 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return null
    const [packed, long] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28)]
    if (file.toString('utf8', at + 46, at + 46 + long) === name)
      return packed > mostText
        ? null
        : unpacked(file, file.readUInt32LE(at + 42), packed, file.readUInt16LE(at + 10))
    at += 46 + long + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return null
}

function unpacked(file: Buffer, at: number, packed: number, method: number): string | null {
  if (at + 30 > file.length) return null
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
  const data = file.subarray(from, from + packed)
  try {
    return (method === 0 ? data : inflateRawSync(data, { maxOutputLength: mostText })).toString('utf8')
  } catch {
    return null
  }
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const fromXml = (text: string) =>
  text.replaceAll(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name]!)
