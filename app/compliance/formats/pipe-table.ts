import type { Line } from '../decoding/lines'
import { columnsOf } from './columns'
import { fittingRows } from './csv'
import type { Format } from './format'
import { readRows } from './rows'

const RULE = /^[\s|+-]*-{3,}[\s|+-]*$/

/** A table drawn with ` | ` between the cells and a line of hyphens under the header. */
export const pipeTable: Format = {
  id: 'pipe-table',
  shape: 'lines',
  fits: (lines) => headerOf(lines) !== null,
  read(lines, report) {
    const header = headerOf(lines)!
    const names = cellsOf(header.line)
    for (const line of lines.slice(0, header.at)) {
      if (line.text.trim() && !RULE.test(line.text)) {
        report.problem({ severity: 'ignored', code: 'separator', line: line.number, excerpt: line.text })
      }
    }
    const body = lines.slice(header.at + 1).filter(({ text }) => !RULE.test(text))
    const rows = body.map((line) => ({ line: line.number, cells: line.text.trim() ? cellsOf(line) : [''] }))
    readRows(names, columnsOf(names), fittingRows(rows, names, report), report)
  },
}

function headerOf(lines: readonly Line[]): { line: Line; at: number } | null {
  const at = lines.findIndex(
    ({ text }, index) => text.includes('|') && RULE.test(lines[index + 1]?.text ?? ''),
  )
  const line = lines[at]
  return line && columnsOf(cellsOf(line)).has('name') ? { line, at } : null
}

function cellsOf({ text }: Line): string[] {
  const inner = text.trim().replace(/^\|/, '').replace(/\|$/, '')
  return inner.split(/\s*\|\s*/).map((cell) => cell.trim())
}
