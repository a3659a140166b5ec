type Order = { state: string; confirmDue: Date }
type Line = { taxBps: number | null }

/** Why this side may not confirm the contract now; null when it may. The hash is the one that was read; `confirmed` are the confirmations of this contract. */
export function whyNotConfirm(
  order: Order,
  contract: { hash: string },
  lines: readonly Line[],
  confirmed: readonly { side: string }[],
  side: 'enterprise' | 'vendor',
  hash: string,
  now: Date,
) {
  if (order.state !== 'placed') return 'order-not-placed'
  if (now >= order.confirmDue) return 'confirmation-over'
  if (hash !== contract.hash) return 'contract-changed'
  if (lines.some(({ taxBps }) => taxBps === null)) return 'tax-rate-missing'
  if (confirmed.some((by) => by.side === side)) return 'already-confirmed'
  return null
}
