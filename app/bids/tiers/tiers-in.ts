import type { TierTerms } from '../form'
import { tierRows } from '../entry'
import type { Line } from './read-table'

/** What is wrong in a file: where it stands there, and in which row and column of the grid. */
export type CellProblem = {
  line: number
  /** from 0; null: the whole line */
  column: number | null
  row: number
  key: 'from' | 'price'
  code: string
}

const heads = { from: /^(from|min|quantity|qty|volume|从|起|数量|阶梯)/i, price: /(price|单价|价格|报价)/i }

/** The tiers in a table: under its head if it has one, else its first two columns; and what is wrong, cell by cell. */
export function tiersIn(lines: readonly Line[], terms: TierTerms) {
  const head = lines[0] && !lines[0].cells.some((cell) => /\d/.test(cell)) ? lines[0] : null
  const body = head ? lines.slice(1) : lines
  const columns = columnsOf(head)
  const rows = body.map(({ cells }) => columns.map((column) => cells[column] ?? ''))
  const grid = rows.map(([from = '', price = '']) => ({ from, price }))
  const issues = tierRows(terms).safeParse(grid).error?.issues ?? []
  const problems = issues.flatMap(({ path: [row, key], message }): CellProblem[] =>
    typeof row === 'number' && (key === 'from' || key === 'price')
      ? [{ line: body[row]!.line, column: columns[key === 'from' ? 0 : 1], row, key, code: message }]
      : [],
  )
  return { rows, problems: [...(head ? [] : splitWrong(body)), ...problems] }
}

function columnsOf(head: Line | null): [number, number] {
  const at = (pattern: RegExp) => head?.cells.findIndex((cell) => pattern.test(cell)) ?? -1
  const [from, price] = [at(heads.from), at(heads.price)]
  return from >= 0 && price >= 0 && from !== price ? [from, price] : [0, 1]
}

// "1,200.00" without quotes falls apart into two cells, and would stand as 1.
const splitWrong = (body: readonly Line[]) =>
  body.flatMap(({ line, cells }, row): CellProblem[] =>
    cells.slice(2).some((cell) => cell !== '')
      ? [{ line, column: null, row, key: 'price', code: 'cells-more' }]
      : [],
  )

/** A column as a spreadsheet names it. */
export const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))
