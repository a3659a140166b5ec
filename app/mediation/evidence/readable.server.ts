import { strFromU8, unzipSync } from 'fflate'
import { decodeText } from '~/compliance/decoding/decode'
import { parseXml, type XmlElement } from '~/compliance/parsing/xml'
import { checkArchive } from '~/kernel/archive.server'
import { readSheets } from '~/kernel/workbook.server'

/** `isWhole`: nothing in the file is anything else than this text. */
export type Readable = { text: string; isWhole: boolean }

/**
 * The words of a file, where its format has any that can be read here: text and lists, Word documents, workbooks. Null for
 * pictures, scans, PDF and archives: of them nobody can say here what they show.
 */
export async function readWords(bytes: Buffer, mediaType: string): Promise<Readable | null> {
  try {
    if (mediaType === 'text/plain') return { text: decodeText(bytes).text, isWhole: true }
    return mediaType === 'application/zip' ? await readOffice(bytes) : null
  } catch {
    return null
  }
}

// Larger ones are unpacked into too much to be read while somebody waits.
const officeAtMost = 5 * 1024 * 1024

async function readOffice(bytes: Buffer): Promise<Readable | null> {
  if (bytes.length > officeAtMost) return null
  await checkArchive(bytes)
  const names: string[] = []
  const parts = unzipSync(bytes, {
    filter: ({ name }) => {
      names.push(name)
      return words.test(name)
    },
  })
  const isWhole = !names.some((name) => beside.test(name))
  if (names.includes('xl/workbook.xml')) return { text: await sheetText(bytes), isWhole }
  if (!parts['word/document.xml']) return null
  const text = Object.keys(parts)
    .toSorted()
    .map((name) => documentText(parseXml(strFromU8(parts[name]!))))
    .join('\n')
  return { text, isWhole }
}

const words = /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/
/** Pictures, drawings, charts and files within, and notes of a workbook: shown by the file, and not among its words. */
const beside = /(^|\/)(media|embeddings|drawings|charts|threadedComments)\/|(^|\/)comments\d*\.xml$/

async function sheetText(bytes: Buffer) {
  const sheets = await readSheets(bytes)
  return sheets
    .map(({ name, rows }) => [`[${name}]`, ...rows.map((row) => row.join('\t'))].join('\n'))
    .join('\n\n')
}

/** A paragraph to a line. */
function documentText(element: XmlElement): string {
  const inner = element.children.map(documentText).join('')
  if (element.name === 'w:t') return element.text
  if (element.name === 'w:tab') return '\t'
  return element.name === 'w:p' || element.name === 'w:br' ? `${inner}\n` : inner
}
