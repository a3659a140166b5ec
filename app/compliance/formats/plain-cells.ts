/**
 * The cells of a line that is one record after RFC 4180: each cell bare, or in quotes from its first character to its
 * last, with doubled quotes inside. Null when the line is anything else; what it means then is not for a line to say.
 */
export function plainCells(line: string, delimiter: string): string[] | null {
  if (!line.includes('"')) return line.split(delimiter)
  const cells: string[] = []
  for (let at = 0; ; at += 1) {
    const quoted = line[at] === '"'
    const end = quoted ? closing(line, at + 1) : endOf(line, at, delimiter)
    const cell = line.slice(quoted ? at + 1 : at, end)
    if (end < 0 || (!quoted && cell.includes('"'))) return null
    cells.push(quoted ? cell.replaceAll('""', '"') : cell)
    at = quoted ? end + 1 : end
    if (at >= line.length) return cells
    if (line[at] !== delimiter) return null
  }
}

function endOf(line: string, from: number, delimiter: string): number {
  const next = line.indexOf(delimiter, from)
  return next < 0 ? line.length : next
}

/** Where the quotes that were opened close; -1 when they do not on this line. */
function closing(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2))
    if (line[at + 1] !== '"') return at
  return -1
}
