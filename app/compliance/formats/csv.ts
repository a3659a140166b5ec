import { CsvError, parse } from 'csv-parse/sync'
import { SWALLOWED } from '../decoding/mojibake'
import type { Line } from '../decoding/lines'
import { columnsOf } from './columns'
import type { Format } from './format'
import type { Report } from './report'
import { plainCells } from './plain-cells'
import { readRows, type Row } from './rows'

const DELIMITERS = [',', ';', '\t'] as const
const BACKTICK_T = '`t'
const TITLE_LINES = 8

/** Delimited text under a header with a known name column, quoted after RFC 4180; the header decides the columns. */
export const csv: Format = {
  id: 'csv',
  shape: 'lines',
  fits: (lines) => tableOf(lines) !== null,
  read(lines, report) {
    const table = tableOf(lines)!
    for (const line of table.before) {
      const code = line.text.startsWith('#TYPE') ? 'type-line' : 'separator'
      report.problem({ severity: 'ignored', code, line: line.number, excerpt: line.text })
    }
    const rows = split(table.body, table.delimiter)
    const header = rows.shift()!.cells.map((cell) => cell.trim())
    const width = header.findLastIndex((name) => name !== '') + 1
    const names = header.slice(0, width)
    const mend = isBacktickTable(header, rows) ? (row: Cells) => splitBackticks(row, table.delimiter) : keep
    readRows(names, columnsOf(names), fittingRows(rows.map(mend), names, report), report)
  },
}

type Table = { before: Line[]; body: readonly Line[]; delimiter: string }
type Cells = { readonly line: number | null; readonly cells: string[] }

/** A line that is one record; its cells are made when they are asked for, since those of a large list would fill the heap. */
class PlainRow implements Cells {
  readonly line: number | null
  readonly #text: string
  readonly #delimiter: string

  constructor(line: number | null, text: string, delimiter: string) {
    this.line = line
    this.#text = text
    this.#delimiter = delimiter
  }

  get cells(): string[] {
    return plainCells(this.#text, this.#delimiter)!
  }
}

function tableOf(lines: readonly Line[]): Table | null {
  const first = lines.findIndex(({ text }) => text.trim() !== '' && !/^(?:#TYPE\b|sep=)/i.test(text))
  if (first < 0) return null
  const plain = headerIn(lines[first]!.text)
  if (plain) return tableFrom(lines, first, plain.delimiter)
  // Reports have a title and a date above their header.
  for (const [at, { text }] of lines.slice(first + 1, first + 1 + TITLE_LINES).entries()) {
    const titled = headerIn(text)
    if (titled && titled.known > 1) return tableFrom(lines, first + 1 + at, titled.delimiter)
  }
  return null
}

function headerIn(text: string): { delimiter: string; known: number } | null {
  const best = DELIMITERS.map((delimiter) => {
    const columns = columnsOf(headerCells(text, delimiter))
    return { delimiter, known: columns.known, named: columns.has('name') }
  }).toSorted((a, b) => b.known - a.known)[0]!
  return best.named ? best : null
}

function tableFrom(lines: readonly Line[], start: number, delimiter: string): Table {
  const before = lines.slice(0, start).filter(({ text }) => text.trim() !== '')
  return { before, body: lines.slice(start), delimiter }
}

function headerCells(text: string, delimiter: string): string[] {
  try {
    return parse(text, { delimiter, relax_quotes: true, relax_column_count: true })[0] ?? []
  } catch {
    return text.split(delimiter)
  }
}

// Some write a blank between the delimiter and the quote.
const spaced = (delimiter: string) =>
  delimiter === '\t' ? /(\t) +"/g : new RegExp(`(${delimiter})[ \\t]+"(?=[^"]*"(?:${delimiter}|$))`, 'g')

function split(lines: readonly Line[], delimiter: string): Cells[] {
  const quote = spaced(delimiter)
  const mended = lines.map(({ text }) => {
    const whole = mendSwallowed(text, delimiter)
    return whole.includes('"') ? whole.replace(quote, `$1"`) : whole
  })
  return splitPlain(lines, mended, delimiter) ?? splitQuoted(lines, mended.join('\n'), delimiter)
}

/** Of a list whose every line is a record in itself, as nearly all are; null when one is not. */
function splitPlain(lines: readonly Line[], mended: readonly string[], delimiter: string): Cells[] | null {
  const rows: Cells[] = []
  for (const [at, text] of mended.entries()) {
    if (!plainCells(text, delimiter)) return null
    rows.push(new PlainRow(lines[at]!.number, text, delimiter))
  }
  return rows
}

function splitQuoted(lines: readonly Line[], text: string, delimiter: string): Cells[] {
  const options = { delimiter, relax_quotes: true, relax_column_count: true, info: true } as const
  const number = (at: number) => lines[at]?.number ?? null
  let at = 0
  const place = ({ record, info }: { record: string[]; info: { lines: number } }): Cells => {
    const line = number(at)
    at = info.lines
    return { line, cells: record }
  }
  try {
    return (parse(text, options) as unknown as Parameters<typeof place>[0][]).map(place)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return splitApart(lines, delimiter)
  }
}

const FARTHEST = 20

/** Of a list with a quote that never closes only that line is read without quotes; the rest of the list is not swallowed. */
function splitApart(lines: readonly Line[], delimiter: string): Cells[] {
  const rows: Cells[] = []
  for (let at = 0; at < lines.length;) {
    const whole = wholeRecord(lines, at, delimiter)
    const cells =
      whole?.cells ?? lines[at]!.text.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
    rows.push({ line: lines[at]!.number, cells })
    at += whole?.lines ?? 1
  }
  return rows
}

function wholeRecord(lines: readonly Line[], from: number, delimiter: string) {
  for (let many = 1; many <= FARTHEST && from + many <= lines.length; many += 1) {
    const text = lines
      .slice(from, from + many)
      .map((line) => mendSwallowed(line.text, delimiter))
      .join('\n')
    try {
      const records = parse(text, { delimiter, relax_quotes: true, relax_column_count: true }) as string[][]
      const [cells = ['']] = records
      // A quote that opens and closes in the wrong place is left standing in its cell.
      if (cells.some((cell) => cell.startsWith('"'))) return null
      if (records.length <= 1) return { cells, lines: many }
    } catch (error) {
      if (!(error instanceof CsvError)) throw error
    }
  }
  return null
}

/** The ASCII byte that went with half a character: the quote where one is missing, else the delimiter before text. */
function mendSwallowed(text: string, delimiter: string): string {
  if (!text.includes(SWALLOWED)) return text
  const quoted = text.trimStart().startsWith('"')
  return text.replaceAll(SWALLOWED, (mark, at: number) => {
    const next = text[at + 1]
    if (quoted && (next === delimiter || next === undefined)) return '"'
    return quoted ? mark : delimiter
  })
}

const keep = (row: Cells) => row

/** Rows that a script joined with a tab it failed to write: `` `t `` stands in nearly all of them, not in the header. */
function isBacktickTable(header: readonly string[], rows: readonly Cells[]): boolean {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const marked = filled.filter(({ cells }) => cells.some((cell) => cell.includes(BACKTICK_T)))
  return filled.length > 0 && marked.length >= 0.8 * filled.length && !header.join('').includes(BACKTICK_T)
}

function splitBackticks({ line, cells }: Cells, delimiter: string): Cells {
  const filled = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
  return { line, cells: filled.join(delimiter).split(BACKTICK_T) }
}

/** Numbers the data rows; pads short ones, refuses long ones, passes over empty lines and repeated headers. */
export function* fittingRows(
  rows: readonly Cells[],
  names: readonly string[],
  report: Report,
): Generator<Row> {
  let row = 0
  const last = rows.findLastIndex(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  for (const [at, { line, cells }] of rows.entries()) {
    const empty = cells.length <= 1 && !cells[0]?.trim()
    if (empty) {
      if (at < last) report.problem({ severity: 'ignored', code: 'blank-row', line })
      continue
    }
    if (isFooter(cells, names)) {
      report.problem({ severity: 'ignored', code: 'footer', line, excerpt: cells.join(' ') })
      continue
    }
    row += 1
    const excess = cells.slice(names.length).some((cell) => cell.trim() !== '')
    if (excess) {
      report.problem({ severity: 'refused', code: 'too-many-cells', row, line, excerpt: cells.join(' | ') })
      continue
    }
    if (cells.length < names.length) report.problem({ severity: 'warning', code: 'too-few-cells', row, line })
    yield { row, line, cells }
  }
}

const isFooter = (cells: readonly string[], names: readonly string[]) =>
  names.length > 1 && cells.length === 1 && /^\(?\d+ (?:rows?|records?|行|条)\b.*$/i.test(cells[0]!.trim())
