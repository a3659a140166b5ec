/** Below which share of the mean, of the next lowest and of the reference price a price is asked about (percent). */
export type AbnormalTerms = { meanPct: number; nextPct: number; referencePct: number }
export type Ground = 'mean' | 'next' | 'reference'
export type Priced = { vendorId: string; price: bigint }

/**
 * Prices so low that the vendor must explain them (procurement.md §8.3): the clearing price of each alone, held
 * against all eligible ones. Exact by integers; a price at the threshold is not asked about.
 */
export function abnormallyLow(
  prices: readonly Priced[],
  referencePrice: bigint,
  terms: AbnormalTerms,
): Map<string, Ground[]> {
  const sum = prices.reduce((total, { price }) => total + price, 0n)
  const rising = prices.map(({ price }) => price).toSorted((a, b) => (a < b ? -1 : 1))
  const isBelow = (price: bigint, percent: number, of: bigint) => price * 100n < BigInt(percent) * of
  const asked = new Map<string, Ground[]>()
  for (const { vendorId, price } of prices) {
    const next = rising.find((other) => other > price)
    const grounds: Ground[] = []
    if (isBelow(price * BigInt(prices.length), terms.meanPct, sum)) grounds.push('mean')
    if (next !== undefined && isBelow(price, terms.nextPct, next)) grounds.push('next')
    if (isBelow(price, terms.referencePct, referencePrice)) grounds.push('reference')
    if (grounds.length) asked.set(vendorId, grounds)
  }
  return asked
}
