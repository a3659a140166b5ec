import type { Layout, Movement } from './layout'
import type { Row } from './row'

/** A column for money in 贷方 and one for money out 借方; banks print 0.00 or a dash in the other. */
export const inOutColumns: Layout = {
  name: 'in-out-columns',
  fits: ({ at }, headerRow) => headerRow === 0 && at.has('incoming') && at.has('outgoing'),
  movement: fromColumns,
}

export function fromColumns(row: Row): Movement | null {
  const incoming = side(row, 'incoming')
  const outgoing = side(row, 'outgoing')
  if (incoming === null || outgoing === null) return null
  if (incoming && outgoing) return row.wrong('outgoing', 'both-sides')
  if (!incoming && !outgoing) return row.wrong('incoming', 'money-missing')
  return incoming ? { direction: 'C', amount: incoming } : { direction: 'D', amount: outgoing }
}

/** 0 where nothing moved; null when the cell is wrong. */
function side(row: Row, field: 'incoming' | 'outgoing'): bigint | null {
  if (row.isBlank(field)) return 0n
  const amount = row.money(field)
  return amount !== null && amount < 0n ? row.wrong(field, 'amount-not-positive') : amount
}
