import type { Layout, Movement } from './layout'
import type { Row } from './row'

/** One amount whose sign tells the side: money in is positive. */
export const signedAmount: Layout = {
  name: 'signed-amount',
  fits: ({ at }, headerRow) => headerRow === 0 && at.has('amount') && !at.has('flag') && !at.has('incoming'),
  movement: signed,
}

export function signed(row: Row): Movement | null {
  const amount = row.money('amount')
  if (amount === null) return row.isBlank('amount') ? row.wrong('amount', 'money-missing') : null
  if (amount === 0n) return row.wrong('amount', 'amount-not-positive')
  return amount > 0n ? { direction: 'C', amount } : { direction: 'D', amount: -amount }
}
