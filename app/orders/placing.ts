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
