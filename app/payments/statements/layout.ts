import type { Columns } from './columns'
import type { Row } from './row'

export type Direction = 'C' | 'D'

/** What went through the account, as the bank sees it: C in, D out; fen, always positive. */
export type Movement = { direction: Direction; amount: bigint }

/** A bank's way of writing its statement; one file each, listed in index.ts. */
export type Layout = {
  name: string
  /** whether a header, found on a row of the sheet (from 0), is this layout's */
  fits: (columns: Columns, headerRow: number) => boolean
  /** the movement of one row; null when a cell of it is wrong, which the row has then noted */
  movement: (row: Row) => Movement | null
  /** totals below the lines are passed over */
  hasTotals?: boolean
}

/** One line of the statement. Money in fen; the time is Asia/Shanghai's, null when only a day is printed. */
export type StatementLine = Movement & {
  row: number
  bookedOn: string
  bookedTime: string | null
  serialNo: string | null
  accountNo: string | null
  currency: string
  balance: bigint | null
  counterpartyName: string
  counterpartyAccount: string
  counterpartyBank: string
  remark: string
}

/** What keeps a file from being committed, by row and column as the spreadsheet shows them. */
export type Problem = { row: number; column: string; code: string }
