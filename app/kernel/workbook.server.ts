import { checkArchive } from './archive.server'
import { guarded } from './csv'
import { refuse } from './refusal'
import { rowsOf } from './sheet-text'

// Loaded with the first workbook: a start would wait for it longer than for half of the pages.
const newBook = async () => new (await import('exceljs')).default.Workbook()

/**
 * The first sheet of an XLSX as text, row by row as the spreadsheet numbers them. Numbers come as plain
 * decimals, dates as `YYYY-MM-DD HH:mm:ss`, formulas as their last result. Refuses with the archive's codes
 * and workbook-broken.
 */
export async function readWorkbook(bytes: Buffer): Promise<string[][]> {
  const [first] = await readSheets(bytes)
  return first?.rows ?? refuse('workbook-broken')
}

/** Every sheet in the same way, hidden ones too, by its name. Refuses as above. */
export async function readSheets(bytes: Buffer): Promise<{ name: string; rows: string[][] }[]> {
  await checkArchive(bytes)
  const book = await newBook()
  try {
    await book.xlsx.load(bytes as unknown as ArrayBuffer)
  } catch {
    return refuse('workbook-broken')
  }
  return book.worksheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }))
}

export type Sheet = {
  name: string
  /** Rows above the head: the table's title (first), unit, date, figures. */
  above?: readonly (readonly (string | number | null)[])[]
  head: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
}

/** An XLSX of these sheets: heads stay in sight and are printed again, figures are figures, and no text runs as a formula. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const book = await newBook()
  for (const { name, above = [], head, rows } of sheets) {
    const headAt = above.length + 1
    const sheet = book.addWorksheet(sheetName(name), {
      views: [{ state: 'frozen', ySplit: headAt }],
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      headerFooter: { oddFooter: '&C&P / &N' },
    })
    sheet.pageSetup.printTitlesRow = `${headAt}:${headAt}`
    for (const [at, row] of above.entries())
      sheet.addRow(row.map(cellOf)).font = at === 0 ? { bold: true, size: 14 } : {}
    sheet.addRow(head.map(guarded)).font = { bold: true }
    for (const row of rows) sheet.addRow(row.map(cellOf))
    sheet.columns.forEach((column, at) => {
      const longest = Math.max(...[head, ...rows].map((row) => widthOf(String(row[at] ?? ''))))
      column.width = Math.min(60, Math.max(8, longest + 2))
    })
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

const cellOf = (cell: string | number | null) => (typeof cell === 'string' ? guarded(cell) : cell)

// Excel refuses these signs in a sheet's name, and more than 31 of any.
const sheetName = (name: string) => name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)

const widthOf = (text: string) => [...text].reduce((width, symbol) => width + (symbol > '\u2e80' ? 2 : 1), 0)
