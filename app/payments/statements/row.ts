import { parseMoney } from '~/kernel/money'
import type { Columns, Field } from './columns'
import type { Problem } from './layout'

/** One row of the sheet under its header; a wrong cell becomes a problem that names row and column. */
export type Row = {
  number: number
  has: (field: Field) => boolean
  text: (field: Field) => string
  /** empty, or a dash */
  isBlank: (field: Field) => boolean
  /** fen; null for a blank cell and for a wrong one */
  money: (field: Field) => bigint | null
  remark: () => string
  wrong: (field: Field, code: string) => null
}

export function rowOf(cells: readonly string[], number: number, columns: Columns, problems: Problem[]): Row {
  const place = (field: Field) => columns.at.get(field)
  const text = (field: Field) => cleaned(cells[place(field) ?? -1] ?? '')
  const isBlank = (field: Field) => ['', '-', '—', '--'].includes(text(field))
  const wrong = (field: Field, code: string) => {
    problems.push({ row: number, column: columns.titles[place(field) ?? -1] ?? field, code })
    return null
  }
  return {
    number,
    has: (field) => place(field) !== undefined,
    text,
    isBlank,
    money(field) {
      if (isBlank(field)) return null
      const amount = parseMoney(text(field))
      return typeof amount === 'bigint' ? amount : wrong(field, amount)
    },
    remark: () =>
      columns.remarks
        .map((at) => cleaned(cells[at] ?? ''))
        .filter(Boolean)
        .join(' | '),
    wrong,
  }
}

/** What Excel and banks wrap around long numbers: `="6222…"`, `'6222…`, tabs. */
export function cleaned(cell: string): string {
  const plain = cell.normalize('NFKC').replace(/\t/g, ' ').trim()
  return (/^="(.*)"$/.exec(plain)?.[1] ?? plain.replace(/^'/, '')).trim()
}
