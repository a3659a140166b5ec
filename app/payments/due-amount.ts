/** What to transfer next, fen: the rest of the first due that is not covered; all that is unpaid when none is left. */
export function nextAmount(
  dues: readonly { amount: bigint }[],
  received: bigint,
  outstanding: bigint,
): bigint {
  let left = received
  for (const { amount } of dues) {
    if (left < amount) return amount - left < outstanding ? amount - left : outstanding
    left -= amount
  }
  return outstanding
}
