import { allocate } from '~/kernel/money'

/** A line of an order as it stands: units that were not canceled, and their price; fen. */
export type Line = { id: string; unitPrice: bigint; quantity: number }

/** What a lost chargeback takes from each line: money by largest remainder, and the whole units that it pays for. */
export function takenOf(
  lines: readonly Line[],
  amount: bigint,
): { id: string; units: number; amount: bigint }[] {
  const costs = lines.map(({ unitPrice, quantity }) => unitPrice * BigInt(quantity))
  const total = costs.reduce((sum, cost) => sum + cost, 0n)
  if (total === 0n) return []
  const shares = allocate(amount < total ? amount : total, costs)
  return lines.flatMap(({ id, unitPrice }, at) => {
    const share = shares[at]!
    return share > 0n ? [{ id, units: Number(share / unitPrice), amount: share }] : []
  })
}
