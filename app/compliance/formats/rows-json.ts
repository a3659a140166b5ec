import { isObject, scalar, type Json, type JsonObject } from '../parsing/json'
import { columnsOf, type Columns } from './columns'
import type { Format } from './format'
import type { Report } from './report'
import { readRows, type Row } from './rows'

/** An array of objects with a known name key, as osquery, PowerShell and fleet tools write it. */
export const rowsJson: Format = {
  id: 'rows-json',
  shape: 'json',
  fits: (value) => rowsOf(value) !== null,
  read(value, report) {
    readObjects(rowsOf(value)!, report)
  },
}

/** Objects as rows; what is no object, or has its cells merged, is refused by itself. */
export function readObjects(objects: readonly Json[], report: Report): void {
  const names = [...new Set(objects.flatMap((one) => (isObject(one) ? Object.keys(one) : [])))]
  const columns = columnsOf(names)
  readRows(names, columns, readable(objects, names, columns, report), report)
}

function* readable(
  objects: readonly Json[],
  names: readonly string[],
  columns: Columns,
  report: Report,
): Generator<Row> {
  for (const [at, object] of objects.entries()) {
    const row = at + 1
    const cells = isObject(object) ? names.map((name) => textOf(object[name])) : [scalar(object)]
    if (!isObject(object) && scalar(object)) {
      report.problem({ severity: 'refused', code: 'malformed', row, excerpt: scalar(object) })
      continue
    }
    const mended = columns.has('packageId') && columns.has('version') ? unmerge(cells, columns) : cells
    if (mended) yield { row, cells: mended }
    else
      report.problem({
        severity: 'refused',
        code: 'columns-merged',
        row,
        excerpt: cells.filter(Boolean).join(' | '),
      })
  }
}

/**
 * A console list cut at the wrong columns: an id that ends in `… ` and one more word, before an empty version, is two
 * cells; other cells that run together are not told apart (null).
 */
function unmerge(cells: readonly (string | null)[], columns: Columns): readonly (string | null)[] | null {
  const [name, id, version] = (['name', 'packageId', 'version'] as const).map(
    (column) => columns.places(column)[0]!,
  )
  const merged = /^(\S.*…) (\S+)$/.exec(cells[id!]?.trim() ?? '')
  if (merged && !cells[version!]?.trim()) {
    return cells.with(id!, merged[1]!).with(version!, merged[2]!)
  }
  const together = [cells[name!], cells[id!]].some((text) => /… +\S/.test(text ?? ''))
  return together || / (?:winget|msstore)$/.test(cells[version!] ?? '') ? null : cells
}

// PowerShell writes dates as objects that hold the date under `value`.
const textOf = (value: Json | undefined): string | null => scalar(isObject(value) ? value.value : value)

function rowsOf(value: Json): readonly Json[] | null {
  if (Array.isArray(value)) return value.some(hasName) ? value : null
  if (!isObject(value)) return null
  if (hasName(value) && columnsOf(Object.keys(value)).has('version')) return [value]
  const lists = Object.values(value).filter((one) => Array.isArray(one) && one.some(hasName))
  return lists.length === 1 ? (lists[0] as Json[]) : null
}

const hasName = (value: Json): value is JsonObject =>
  isObject(value) && columnsOf(Object.keys(value)).has('name')
