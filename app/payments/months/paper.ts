import { toDecimal } from '~/kernel/money'

/** Text, or an amount in fen. */
export type PaperCell = string | bigint

export type PaperTable = {
  heading: string
  head: readonly string[]
  rows: readonly (readonly PaperCell[])[]
}

/** A month's statement as it leaves the house: the same words and figures on paper, in a workbook and as CSV. */
export type Paper = {
  title: string
  month: string
  parties: readonly (readonly [string, string])[]
  figures: readonly (readonly [string, bigint])[]
  /** The last one is the statement proper, which is the CSV. */
  tables: readonly PaperTable[]
  note: string
}

/** Fen as a spreadsheet reads it. */
export const plainCell = (cell: PaperCell) => (typeof cell === 'bigint' ? toDecimal(cell) : cell)

/** Fen as a figure of a workbook; 2^53 fen are far above what any account holds. */
export const workbookCell = (cell: PaperCell) => (typeof cell === 'bigint' ? Number(toDecimal(cell)) : cell)

/** Fen as people read it: 1,234,567.80. */
export const printedCell = (cell: PaperCell) =>
  typeof cell === 'bigint' ? toDecimal(cell).replace(/\B(?=(\d{3})+(?=\.))/g, ',') : cell

/** What `paperFile` takes of a statement. */
export const filesOf = ({ title, month, tables }: Paper) => ({
  name: `${title}-${month}`,
  csv: { head: tables.at(-1)!.head, rows: tables.at(-1)!.rows.map((row) => row.map(plainCell)) },
  sheets: tables.map(({ heading, head, rows }) => ({
    name: heading,
    head,
    rows: rows.map((row) => row.map(workbookCell)),
  })),
})
