import { rowsOf } from '~/kernel/sheet-text'
import { mostRows } from '../entry'

/** A row of a file as its own program numbers it, from 1. */
export type Line = { line: number; cells: readonly string[] }

export const mostBytes = 1024 * 1024
const mostUnpacked = 16 * 1024 * 1024

export type NoTable = 'table-too-large' | 'not-a-table'

/**
 * The rows of a CSV or of the first sheet of an XLSX, read where it is chosen: prices leave the browser sealed only. Or
 * why it is not taken.
 */
export async function readTable(bytes: Uint8Array): Promise<readonly Line[] | NoTable> {
  if (bytes.length > mostBytes) return 'table-too-large'
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b
  const read = zipped ? await readSheet(bytes) : await readText(bytes)
  if (typeof read === 'string') return read
  const written = read.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (written.length > mostRows + 1) return 'table-too-large'
  return written.some(({ cells }) => cells.length > 1) ? written : 'not-a-table'
}

async function readSheet(bytes: Uint8Array): Promise<Line[] | NoTable> {
  const unpacked = unpackedSize(bytes)
  if (unpacked === null) return 'not-a-table'
  if (unpacked > mostUnpacked) return 'table-too-large'
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  try {
    // A copy of its own: a Buffer's memory may hold other things beside it.
    await book.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    return 'not-a-table'
  }
  const sheet = book.worksheets[0]
  return sheet ? linesOf(rowsOf(sheet)) : 'not-a-table'
}

const linesOf = (rows: readonly (readonly string[])[]): Line[] =>
  rows.map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => cell.trim()) }))

/** What a zip says that it unpacks to, by its central directory; null when it is no zip. */
function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1
  if (end < 0) return null
  let total = 0
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null
    total += view.getUint32(at + 24, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return total
}

async function readText(bytes: Uint8Array): Promise<Line[] | NoTable> {
  const text = decoded(bytes)
  if (text === null) return 'not-a-table'
  const { parse } = await import('csv-parse/browser/esm/sync')
  try {
    const rows = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return rows.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch {
    return 'not-a-table'
  }
}

/** UTF-8, what spreadsheets here write else, or the Unicode text of Excel; null: no text. */
function decoded(bytes: Uint8Array): string | null {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  for (const encoding of wide ? ['utf-16le'] : ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!/[^\P{Cc}\s]/u.test(text)) return text
    } catch {
      continue
    }
  return null
}

const delimiterOf = (text: string) => {
  const first = text.trimStart().split(/[\r\n]/, 1)[0]!
  return ['\t', ';', ','].find((sign) => first.includes(sign)) ?? ','
}
