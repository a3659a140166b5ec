import { fee } from '~/orders/fee'

/** Money of an order that is in and not on its way back, and what of it is invoiced: to its buyer, and by its vendor; fen. */
export type Invoiced = { money: bigint; sold: bigint; supplied: bigint }

/**
 * How much may go back before a red letter: then what stays must still be as much as was invoiced to the buyer and,
 * of an order that the platform resells, by the vendor, whose invoices leave out what the platform keeps.
 */
export function uninvoiced({ money, sold, supplied }: Invoiced, { isResold, feeBps }: Terms): bigint {
  if (!isResold) return above(money, sold)
  const least = leastWith(supplied, feeBps, money)
  return least === null ? 0n : above(money, sold > least ? sold : least)
}

type Terms = { isResold: boolean; feeBps: number }

const above = (money: bigint, floor: bigint) => (money > floor ? money - floor : 0n)

/** The least money of which the vendor's part is that much, at most so much; by halves, for the part never falls. */
function leastWith(supplied: bigint, feeBps: number, most: bigint): bigint | null {
  const part = (money: bigint) => money - fee(money, feeBps)
  if (most < 0n || part(most) < supplied) return supplied <= 0n ? 0n : null
  let [low, high] = [0n, most]
  while (low < high) {
    const middle = (low + high) / 2n
    if (part(middle) < supplied) low = middle + 1n
    else high = middle
  }
  return low
}
