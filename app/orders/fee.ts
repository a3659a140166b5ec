/** The platform's fee on a cumulative amount (fen, basis points), rounded half up. */
export function fee(cumulative: bigint, bps: number): bigint {
  return (2n * cumulative * BigInt(bps) + 10_000n) / 20_000n
}

/** The fee of one step between two cumulative amounts; a refund steps back and gives it back. */
export const feeStep = (before: bigint, after: bigint, bps: number) => fee(after, bps) - fee(before, bps)
