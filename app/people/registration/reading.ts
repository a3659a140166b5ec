import { parse } from 'csv-parse/sync'
import { columnOf, neededColumns, type RegistrationColumn } from './columns'
import { type Places, type RegistrationRow, registrationRow } from './row'

export type RowProblem = { column: RegistrationColumn | null; code: string }
export type ReadRow = { line: number; record: Record<string, string> } & (
  | { row: RegistrationRow; problems: readonly [] }
  | { row: null; problems: readonly RowProblem[] }
)
export type ReadRegistration = { rows: ReadRow[] } | { refusal: string; column?: RegistrationColumn }

export const mostRows = 30_000

/**
 * Reads an extract of the business register (CSV, first line = heads in Chinese or by our names). Every row comes back,
 * right or with what is wrong by column. The file as a whole is refused by `csv-unreadable`,
 * `register-column-missing`, `register-empty`, `register-too-long`; a row by the codes of its fields, `twice`, `cells-missing`, `cells-over`.
 */
export function readRegistration(text: string, places: Places, today: string): ReadRegistration {
  const read = parsed(text)
  if (read === null) return { refusal: 'csv-unreadable' }
  const [head, ...body] = read
  const columns = (head?.record ?? []).map(columnOf)
  const missing = neededColumns.find((column) => !columns.includes(column))
  if (missing) return { refusal: 'register-column-missing', column: missing }
  if (body.length === 0) return { refusal: 'register-empty' }
  if (body.length > mostRows) return { refusal: 'register-too-long' }

  const shape = registrationRow(places, today)
  const seen = new Set<string>()
  const rows = body.map(({ record: cells, info }): ReadRow => {
    const line = info.lines
    const record = recordOf(columns, cells)
    if (cells.length !== columns.length) {
      const code = cells.length < columns.length ? 'cells-missing' : 'cells-over'
      return { line, record, row: null, problems: [{ column: null, code }] }
    }
    const { data, error } = shape.safeParse(record)
    if (error) return { line, record, row: null, problems: error.issues.map(problemOf) }
    if (seen.has(data.uscc)) return { line, record, row: null, problems: [{ column: 'uscc', code: 'twice' }] }
    seen.add(data.uscc)
    return { line, record, row: data, problems: [] }
  })
  return { rows }
}

// Cells beyond the heads have no column; they stand behind the last one, so that no cell of a refused row is lost.
function recordOf(columns: readonly (RegistrationColumn | null)[], cells: readonly string[]) {
  const record: Record<string, string> = {}
  columns.forEach((column, at) => {
    if (column && !(column in record)) record[column] = cells[at] ?? ''
  })
  const over = cells.slice(columns.length).join(' ')
  return over === '' ? record : { ...record, over }
}

const problemOf = ({ path, message }: { path: PropertyKey[]; message: string }): RowProblem => ({
  column: (path[0] as RegistrationColumn | undefined) ?? null,
  code: message,
})

function parsed(text: string) {
  try {
    return parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      max_record_size: 20_000,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
  } catch {
    return null
  }
}
