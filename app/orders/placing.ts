/** One line of an award, as it becomes a line of an order; fen. */
export type Bought = {
  enterpriseId: string
  vendorId: string
  awardId: string | null
  pledgeId: string | null
  editionId: string
  releaseId: string | null
  metric: string
  term: string
  termMonths: number | null
  rights: string
  quantity: number
  unitPrice: bigint
  referencePrice: bigint | null
}

export type Plan = {
  enterpriseId: string
  vendorId: string
  total: bigint
  lines: (Bought & { no: number })[]
}

/** One order per enterprise and vendor, lines in the order of the award; the same facts give the same plans. */
export function plansOf(bought: readonly Bought[]): Plan[] {
  const pairs = Map.groupBy(bought, ({ enterpriseId, vendorId }) => `${enterpriseId} ${vendorId}`)
  return [...pairs.values()].map((lines) => ({
    enterpriseId: lines[0]!.enterpriseId,
    vendorId: lines[0]!.vendorId,
    total: lines.reduce((sum, line) => sum + line.unitPrice * BigInt(line.quantity), 0n),
    lines: lines.map((line, at) => ({ ...line, no: at + 1 })),
  }))
}

/** A price for all units, fen, as lines that sum to it: where it does not divide, the first units cost one fen more. */
export function pricedUnits(amount: bigint, quantity: number): { quantity: number; unitPrice: bigint }[] {
  const [unitPrice, more] = [amount / BigInt(quantity), Number(amount % BigInt(quantity))]
  return [
    { quantity: more, unitPrice: unitPrice + 1n },
    { quantity: quantity - more, unitPrice },
  ].filter((line) => line.quantity > 0)
}
