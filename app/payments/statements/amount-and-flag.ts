import type { Layout, Movement } from './layout'
import type { Row } from './row'

const incoming = ['贷', 'C', 'CR', '收', '+']
const outgoing = ['借', 'D', 'DR', '付', '-']

/** One amount, and a flag of its side: 贷 C CR 收 + in, 借 D DR 付 - out. */
export const amountAndFlag: Layout = {
  name: 'amount-and-flag',
  fits: ({ at }, headerRow) => headerRow === 0 && at.has('amount') && at.has('flag'),
  movement: flagged,
}

export function flagged(row: Row): Movement | null {
  const flag = row.text('flag').toUpperCase()
  const direction = incoming.includes(flag)
    ? 'C'
    : outgoing.includes(flag)
      ? 'D'
      : row.wrong('flag', 'flag-unknown')
  const amount = row.money('amount')
  if (amount === null) return row.isBlank('amount') ? row.wrong('amount', 'money-missing') : null
  if (amount <= 0n) return row.wrong('amount', 'amount-not-positive')
  return direction && { direction, amount }
}
