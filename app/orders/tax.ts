export type TaxSplit = { net: bigint; tax: bigint }

/**
 * The net amount and the tax in a price that includes tax 含税 (fen, basis points), rounded half up by
 * integers: d = 10000 + bps, net = (2·gross·10000 + d) div 2d. A red line negates (payments.md §4).
 */
export function splitTax(gross: bigint, bps: number): TaxSplit {
  if (gross < 0n) {
    const { net, tax } = splitTax(-gross, bps)
    return { net: -net, tax: -tax }
  }
  const whole = 10_000n + BigInt(bps)
  const net = (2n * gross * 10_000n + whole) / (2n * whole)
  return { net, tax: gross - net }
}

/** The head of an invoice is the sum of its lines, never a split of their sum. */
export function sumTax(lines: readonly TaxSplit[]): TaxSplit {
  return lines.reduce((sum, line) => ({ net: sum.net + line.net, tax: sum.tax + line.tax }), {
    net: 0n,
    tax: 0n,
  })
}
