export type Cell = string | number | bigint | boolean | null | undefined

const separator = '\r\n'

/**
 * CSV by RFC 4180, every field quoted. Text that a spreadsheet would run as a formula gets a leading `'`
 * (trust.md §4); a plain negative number cannot run and stays a number.
 */
export function writeCsv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  return [header, ...rows].map((row) => row.map(field).join(',') + separator).join('')
}

/** The same guard for cells of a workbook. */
export function guarded(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text
}

function field(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : guarded(String(cell))
  return `"${text.replaceAll('"', '""')}"`
}
