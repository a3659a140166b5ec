/** low ≤ quantity < high */
export type Band = { low: number; high: number }

const least = 10
const buyersAtLeast = 5

/**
 * The band 1-2-5 × 10^k that holds a quantity, shown before the freeze. Below ten there is one band,
 * for [1, 2) would tell the number.
 */
export function bandOf(quantity: number): Band {
  if (quantity < least) return { low: 0, high: least }
  const power = 10 ** (String(quantity).length - 1)
  const [low, high] = quantity < 2 * power ? [1, 2] : quantity < 5 * power ? [2, 5] : [5, 10]
  return { low: low! * power, high: high! * power }
}

/**
 * How many buyers may be told: null when fewer than five or when the largest holds half of the quantity or more,
 * since then one could work out another's pledge.
 */
export function shownBuyers(quantities: readonly number[]): number | null {
  const total = quantities.reduce((sum, quantity) => sum + quantity, 0)
  const largest = Math.max(0, ...quantities)
  return quantities.length >= buyersAtLeast && 2 * largest < total ? quantities.length : null
}

/** The volume told to buyers and vendors after the freeze: two significant digits, rounded down. */
export function roundedVolume(quantity: number): number {
  const power = 10 ** Math.max(0, String(quantity).length - 2)
  return Math.floor(quantity / power) * power
}
