import { widthOf } from '~/compliance/formats/display-width'

const width = (text: string) => [...text].reduce((sum, character) => sum + widthOf(character), 0)

/** A table as winget prints it: columns padded on console cells, cells beyond `most` cut with `…`. */
export function aConsoleTable(header: string[], rows: string[][], most = 60): string {
  const cells = [header, ...rows].map((row) => row.map((cell) => cutTo(cell, most)))
  const widths = header.map((_, at) => Math.max(...cells.map((row) => width(row[at]!))))
  const line = (row: string[]) =>
    row
      .map((cell, at) => cell + ' '.repeat(widths[at]! - width(cell)))
      .join(' ')
      .trimEnd()
  const rule = '-'.repeat(widths.reduce((sum, one) => sum + one + 1, -1))
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\r\n') + '\r\n'
}

function cutTo(cell: string, most: number): string {
  let kept = cell
  while (width(kept) > most) kept = [...kept].slice(0, kept.endsWith('…') ? -2 : -1).join('') + '…'
  return kept
}
