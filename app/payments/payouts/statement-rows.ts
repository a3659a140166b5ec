import { toDecimal } from '~/kernel/money'
import { shownCode } from '../code'
import type { running } from './month'

type Statement = ReturnType<typeof running> & { month: string }
type Words = { opening: string; closing: string; facts: Record<string, string> }

/** The statement as rows of a file: opening, every movement with the balance after it, closing. */
export function statementRows({ opening, lines, closing }: Statement, words: Words) {
  return [
    ['', words.opening, '', '', toDecimal(opening)],
    ...lines.map(({ at, kind, number, code, amount, balance }) => [
      at.toISOString(),
      words.facts[kind] ?? kind,
      code ? shownCode(code) : (number ?? ''),
      toDecimal(amount),
      toDecimal(balance),
    ]),
    ['', words.closing, '', '', toDecimal(closing)],
  ]
}
