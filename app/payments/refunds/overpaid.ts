import type { LinePart } from './requesting'

/** A line of an order of which units were given up: their price, and what of the line has not gone back yet; fen. */
export type ReducedLine = { id: string; givenUp: bigint; left: bigint }

/**
 * Lays money that is owed no longer on the lines: first on what was given up, in their order, then on what is left of
 * any. Units are none: what was never delivered has no license to take back.
 */
export function linesOf(over: bigint, lines: readonly ReducedLine[]): LinePart[] {
  const own = new Map<string, bigint>()
  let rest = over
  for (const most of [
    ({ givenUp, left }: ReducedLine) => least(givenUp, left),
    ({ left }: ReducedLine) => left,
  ])
    for (const line of lines) {
      const taken = least(rest, most(line) - (own.get(line.id) ?? 0n))
      if (taken <= 0n) continue
      own.set(line.id, (own.get(line.id) ?? 0n) + taken)
      rest -= taken
    }
  return [...own].map(([lineId, amount]) => ({ lineId, quantity: 0, amount }))
}

const least = (a: bigint, b: bigint) => (a < b ? a : b)
