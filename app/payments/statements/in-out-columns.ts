import type { Layout, Movement } from './layout'
import type { Row } from './row'

/** A column for money in 贷方 and one for money out 借方; banks print 0.00 or a dash in the other. */
export const inOutColumns: Layout = {
  name: 'in-out-columns',
  fits: ({ at }, headerRow) => headerRow === 0 && at.has('incoming') && at.has('outgoing'),
  movement: fromColumns,
}

export function fromColumns(row: Row): Movement | null {
  const [incoming, outgoing] = [row.money('incoming') ?? 0n, row.money('outgoing') ?? 0n]
  if (incoming && outgoing) return row.wrong('outgoing', 'both-sides')
  if (incoming < 0n) return row.wrong('incoming', 'amount-not-positive')
  if (outgoing < 0n) return row.wrong('outgoing', 'amount-not-positive')
  if (incoming) return { direction: 'C', amount: incoming }
  if (outgoing) return { direction: 'D', amount: outgoing }
  return row.wrong('incoming', 'money-missing')
}
