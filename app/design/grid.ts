export type Cells = readonly (readonly string[])[]
export type Cell = { row: number; column: number }

const most = { characters: 100_000, rows: 500 }

/** Why a text is not pasted into a grid: it would bury the page. Null when it is. */
export function whyNotPaste(text: string): 'too-much' | null {
  if (text.length > most.characters) return 'too-much'
  const lines = text.trimEnd().split(/\r\n|\n|\r/).length
  return lines > most.rows ? 'too-much' : null
}

/** What a spreadsheet puts on the clipboard: tabs and lines, quoted where a cell holds either. */
export function parseClipboard(text: string): string[][] {
  const rows: string[][] = [[]]
  // A quote that does not close its cell is a quote that someone typed: then the second branch takes it.
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y
  while (cell.lastIndex < text.length) {
    const [, quoted, plain, end] = cell.exec(text)!
    rows.at(-1)!.push(quoted === undefined ? plain!.trim() : quoted.replaceAll('""', '"'))
    if (end !== '\t' && cell.lastIndex < text.length) rows.push([])
    if (end === '\t' && cell.lastIndex === text.length) rows.at(-1)!.push('')
  }
  return rows
}

/** The grid after a block was pasted at a cell: it grows downwards, never sideways. */
export function pasteInto(cells: Cells, at: Cell, block: Cells, columns: number): string[][] {
  const height = Math.max(cells.length, at.row + block.length)
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const pasted = block[row - at.row]?.[column - at.column]
      return column >= at.column && pasted !== undefined ? pasted : (cells[row]?.[column] ?? '')
    }),
  )
}

/** Where a key leads from a cell; null when the key is the cell's own business. */
export function cellAfter(key: string, at: Cell, rows: number, columns: number): Cell | null {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
    key
  ]
  if (!step) return null
  const [row, column] = [at.row + step[0]!, at.column + step[1]!]
  return row < 0 || row >= rows || column < 0 || column >= columns ? null : { row, column }
}
