import type { StatementLine } from './layout'

export type BalanceBreak = { row: number; expected: bigint; found: bigint }

export type RunningBalance = {
  order: 'ascending' | 'descending'
  /** before the first and after the last line in time; null when the bank prints no balance */
  opening: bigint | null
  closing: bigint | null
  breaks: BalanceBreak[]
}

type Line = Pick<StatementLine, 'row' | 'direction' | 'amount' | 'balance'>

/**
 * Whether the balance runs on from line to line. Rows may ascend or descend in time: the order with fewer
 * breaks is taken, ascending at a tie.
 */
export function runningBalance(lines: readonly Line[]): RunningBalance {
  const ascending = follow(lines, 'ascending')
  if (ascending.breaks.length === 0) return ascending
  const descending = follow(lines.toReversed(), 'descending')
  return descending.breaks.length < ascending.breaks.length ? descending : ascending
}

/** The step from the last import to this one; a gap needs a reason and opens a break. */
export function gapSince(lastClosing: bigint | null, opening: bigint | null): bigint | null {
  return lastClosing === null || opening === null || lastClosing === opening ? null : opening - lastClosing
}

function follow(lines: readonly Line[], order: RunningBalance['order']): RunningBalance {
  const breaks: BalanceBreak[] = []
  const first = lines[0]
  const opening = first && first.balance !== null ? first.balance - signed(first) : null
  let balance = opening
  for (const line of lines) {
    const expected = balance === null ? null : balance + signed(line)
    if (expected !== null && line.balance !== null && line.balance !== expected)
      breaks.push({ row: line.row, expected, found: line.balance })
    balance = line.balance ?? expected
  }
  return { order, opening, closing: balance, breaks }
}

const signed = ({ direction, amount }: Line) => (direction === 'C' ? amount : -amount)
