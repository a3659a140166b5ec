import type ExcelJS from 'exceljs'

/** A sheet as text, row by row as the spreadsheet numbers them; also in a browser. */
export function rowsOf(sheet: ExcelJS.Worksheet): string[][] {
  const rows: string[][] = []
  sheet.eachRow({ includeEmpty: true }, (row, number) => {
    rows[number - 1] = Array.from({ length: row.cellCount }, (_, place) => text(row.getCell(place + 1).value))
  })
  return Array.from(rows, (row) => row ?? [])
}

function text(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ')
  if (typeof value === 'number') return decimal(value)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('text' in value) return text(value.text as ExcelJS.CellValue)
  if ('result' in value) return text(value.result as ExcelJS.CellValue)
  return ''
}

// A spreadsheet keeps fifteen digits: a longer number has lost its end, and says so by its exponent.
// A binary fraction such as 0.1 + 0.2 stands for the cents that it was typed as.
function decimal(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toExponential()
  const cents = Number(value.toFixed(2))
  return !Number.isInteger(value) && Math.abs(cents - value) < 1e-7 ? value.toFixed(2) : String(value)
}
