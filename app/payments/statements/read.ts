import { columnsOf, type Field } from './columns'
import { readMoment, readTime } from './dates'
import { layouts } from './index'
import type { Layout, Problem, StatementLine } from './layout'
import { rowOf, type Row } from './row'

type Rows = readonly (readonly string[])[]
export type Statement = { layout: string; lines: StatementLine[]; problems: Problem[] }

const headerWithin = 30
const rowsAtMost = 200_000
const totals = /^(本页|本期|期末|期初)?(合计|总计|小计|总笔数|累计)/

/** Reads the rows of a sheet as a bank statement: every line, and every wrong cell by row and column. Null when no layout knows the header. */
export function readStatement(sheet: Rows): Statement | null {
  const reading = readInSteps(sheet)
  for (;;) {
    const step = reading.next()
    if (step.done) return step.value
  }
}

const rowsAStep = 10_000

/** How many of the rows that stand for lines, without header, blank rows and totals, are behind it. */
export type Progress = { done: number; of: number }

/** The same in steps, before the first and after each of which it tells how far it is. */
export function* readInSteps(sheet: Rows): Generator<Progress, Statement | null> {
  const found = findHeader(sheet)
  if (!found) return null
  const { layout, columns, headerRow } = found
  const problems: Problem[] = []
  const lines: StatementLine[] = []
  const last = headerRow + rowsAtMost
  if (sheet.length > last + 1)
    return { layout: layout.name, lines, problems: [{ row: last + 2, column: '', code: 'too-many-rows' }] }
  const isLine = (cells: readonly string[], at: number) =>
    at > headerRow && cells.some((cell) => cell.trim() !== '') && !(layout.hasTotals && isTotal(cells))
  const rows = sheet.flatMap((cells, at) => (isLine(cells, at) ? [at] : []))
  for (const [done, at] of rows.entries()) {
    if (done % rowsAStep === 0) yield { done, of: rows.length }
    const line = lineOf(rowOf(sheet[at]!, at + 1, columns, problems), layout)
    if (line) lines.push(line)
  }
  return { layout: layout.name, lines, problems }
}

function findHeader(sheet: readonly (readonly string[])[]) {
  for (const [headerRow, cells] of sheet.slice(0, headerWithin).entries()) {
    const columns = columnsOf(cells)
    const layout = columns && layouts.find(({ fits }) => fits(columns, headerRow))
    if (columns && layout) return { layout, columns, headerRow }
  }
  return null
}

const isTotal = (cells: readonly string[]) =>
  totals.test(cells.map((cell) => cell.normalize('NFKC').trim()).find(Boolean) ?? '')

function lineOf(row: Row, layout: Layout): StatementLine | null {
  const booked = bookedAt(row)
  const movement = layout.movement(row)
  const serialNo = longNumber(row, 'serialNo')
  const accountNo = longNumber(row, 'accountNo')
  const currency = row.text('currency').toUpperCase() || 'CNY'
  if (!['CNY', 'RMB', '人民币', '人民币元'].includes(currency)) row.wrong('currency', 'currency-unknown')
  const balance = row.money('balance')
  if (!booked || !movement) return null
  const by = counterparty(row, movement.direction === 'C')
  return {
    row: row.number,
    bookedOn: booked.day,
    bookedTime: booked.time,
    ...movement,
    currency: 'CNY',
    serialNo: serialNo || null,
    accountNo: accountNo || null,
    balance,
    ...by,
    remark: row.remark(),
  }
}

/** A day column with a time column beside it, or one column that holds both. */
function bookedAt(row: Row): { day: string; time: string | null } | null {
  if (!row.has('bookedOn')) return readMoment(row.text('bookedAt')) ?? row.wrong('bookedAt', 'date-unknown')
  const moment = readMoment(row.text('bookedOn')) ?? row.wrong('bookedOn', 'date-unknown')
  const beside = row.text('bookedAt')
  if (!moment || moment.time || beside === '') return moment
  const time = readTime(beside) ?? readMoment(beside)?.time ?? row.wrong('bookedAt', 'time-unknown')
  return { day: moment.day, time }
}

/** Whoever stands on the other side: one column for both directions, or the payer's and the payee's. */
function counterparty(row: Row, incoming: boolean) {
  const other = incoming ? 'payer' : 'payee'
  const account = row.has('counterpartyAccount') ? 'counterpartyAccount' : (`${other}Account` as const)
  return {
    counterpartyName: row.text('counterpartyName') || row.text(`${other}Name`),
    counterpartyAccount: longNumber(row, account).replace(/[\s-]/g, ''),
    counterpartyBank: row.text('counterpartyBank') || row.text(`${other}Bank`),
  }
}

/** A number that a spreadsheet has rounded (`6.22E+18`) is lost; the file must be exported anew. */
function longNumber(row: Row, field: Field): string {
  const text = row.text(field)
  if (/^\d(\.\d+)?E[+-]?\d+$/i.test(text)) row.wrong(field, 'number-rounded')
  return text
}
