import type { Line } from '../decoding/lines'
import { SWALLOWED } from '../decoding/mojibake'
import { layOut, type Layout } from './display-width'
import type { Format } from './format'
import type { Report } from './report'
import { packageOf } from './winget-ids'

const RULE = /^-{20,}\s*$/
const SLACK = 3

/** `winget list`: a table of fixed columns on console cells, in any language, under what the spinner left behind. */
export const wingetList: Format = {
  id: 'winget-list',
  shape: 'lines',
  fits: (lines) => tablesOf(lines).length > 0,
  read(lines, report) {
    const tables = tablesOf(lines)
    const computer = report.computer({ identity: 'none', platform: 'windows' })
    const spinner = withRulesApart(lines)
      .slice(0, tables[0]!.at)
      .find(({ text }) => text.trim() !== '')
    if (spinner)
      report.problem({ severity: 'ignored', code: 'spinner', line: spinner.number, excerpt: spinner.text })
    let row = 0
    for (const table of tables) row = readTable(table, row, computer, report)
  },
}

type Table = { at: number; header: Layout; starts: number[]; rows: { line: Line; layout: Layout }[] }

function tablesOf(lines: readonly Line[]): Table[] {
  const all = withRulesApart(lines)
  const rules = all.flatMap(({ text }, at) => (RULE.test(text) && all[at - 1]?.text.trim() ? at : []))
  return rules.flatMap((rule, index) => {
    const end = rules[index + 1] === undefined ? all.length : rules[index + 1]! - 1
    const rows = all.slice(rule + 1, end).map((line) => ({ line, layout: layOut(line.text) }))
    const header = layOut(all[rule - 1]!.text)
    const starts = columnStarts(
      header,
      rows.filter(({ line }) => line.text.trim() !== '').map(({ layout }) => layout),
    )
    return starts.length >= 3 && starts.length <= 5 ? { at: rule - 1, header, starts, rows } : []
  })
}

/** The end of the header line may be the byte that a wrong decoder swallowed: the hyphens then follow on the line. */
function withRulesApart(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => {
    const run = /^(.*[^-\s].*?)(-{20,})\s*$/.exec(line.text)
    if (!run) return line
    const header = run[1]!.endsWith(SWALLOWED) ? run[1]!.slice(0, -1) : run[1]!
    return [
      { ...line, text: header },
      { ...line, text: run[2]! },
    ]
  })
}

/**
 * Where the header goes from blank to text, if the cell before is blank in nearly all rows and any row has text there:
 * headers may have two words.
 */
function columnStarts(header: Layout, rows: readonly Layout[]): number[] {
  const starts: number[] = []
  for (let position = 0; position < header.width; position += 1) {
    const begins = !header.isBlank(position) && (position === 0 || header.isBlank(position - 1))
    if (!begins) continue
    const blank = rows.filter((row) => position === 0 || row.isBlank(position - 1)).length
    if (position === 0 || blank >= 0.98 * rows.length - tolerated(rows.length)) starts.push(position)
  }
  return starts.filter((start, at) => {
    const end = starts[at + 1] ?? Number.POSITIVE_INFINITY
    return at < 3 || rows.some((row) => row.slice(start, end).trim() !== '')
  })
}

// A short list may end in a line of prose.
const tolerated = (rows: number) => (rows >= 2 && rows < 100 ? 1 : 0)

function readTable({ starts, rows }: Table, before: number, computer: number, report: Report): number {
  const cut = rows.map(({ line, layout }) => ({
    line,
    cells: line.text.trim() ? cellsOf(layout, starts) : [],
  }))
  const last = cut.findLastIndex(({ cells }) => isPackage(cells))
  const fields = fieldsOf(
    starts.length,
    cut.flatMap(({ cells }) => cells?.at(-1) || []),
  )
  let row = before
  for (const [at, { line, cells }] of cut.entries()) {
    if (cells?.length === 0) continue
    if (!isPackage(cells)) {
      if (at > last) {
        report.problem({ severity: 'ignored', code: 'footer', line: line.number, excerpt: line.text })
        continue
      }
      row += 1
      report.problem(
        { severity: 'refused', code: 'columns-merged', row, line: line.number, excerpt: line.text },
        computer,
      )
      continue
    }
    row += 1
    const cell = (field: Field) => cells[fields.indexOf(field)] || null
    const id = cell('packageId')
    const version = cell('version')
    report.software(computer, {
      row,
      line: line.number,
      name: cell('name'),
      version: version === 'Unknown' ? null : version,
      packageId: id,
      ...facts(id, cell('source')),
      truncated: (['name', 'packageId', 'version'] as const).filter((field) => cell(field)?.endsWith('…')),
    })
  }
  return row
}

type Field = 'name' | 'packageId' | 'version' | 'available' | 'source'

/** The order of the columns is fixed; of four, the last is the source if its values say so. */
function fieldsOf(columns: number, lastCells: readonly string[]): Field[] {
  const all: Field[] = ['name', 'packageId', 'version', 'available', 'source']
  if (columns !== 4) return all.slice(0, columns)
  const isSource = lastCells.some(
    (text) => 'winget'.startsWith(cutOff(text)) || 'msstore'.startsWith(cutOff(text)),
  )
  return isSource ? ['name', 'packageId', 'version', 'source'] : all.slice(0, 4)
}

const cutOff = (text: string) => text.replace(/…$/, '') || '-'

function facts(id: string | null, source: string | null) {
  const { origin, scope, architecture } = packageOf(id, source)
  return {
    origin: origin ?? (/^[^\\.\s]+\.\S+$/.test(id ?? '') ? ('winget' as const) : ('other' as const)),
    scope,
    architecture,
  }
}

// Only ids from the registry may hold blanks; prose under the table does.
const isPackage = (cells: readonly string[] | null): cells is readonly string[] =>
  Boolean(cells?.[0] && cells[1]) && (!/\s/.test(cells![1]!) || /^(?:ARP|MSIX)\\/i.test(cells![1]!))

/** The cells of a row, each boundary moved to the nearest blank if widths were counted otherwise; null if none is near. */
function cellsOf(layout: Layout, starts: readonly number[]): string[] | null {
  const places: number[] = []
  for (const start of starts) {
    const place = start === 0 ? 0 : nearestStart(layout, start)
    if (place === null) return null
    places.push(place)
  }
  return places.map((place, at) =>
    layout
      .slice(place, places[at + 1] ?? Number.POSITIVE_INFINITY)
      .replaceAll(SWALLOWED, ' ')
      .trim(),
  )
}

function nearestStart(layout: Layout, start: number): number | null {
  if (layout.isBlank(start - 1)) return start
  for (let distance = 1; distance <= SLACK; distance += 1)
    for (const place of [start + distance, start - distance])
      if (layout.isBlank(place - 1) && !layout.isBlank(place)) return place
  return null
}
