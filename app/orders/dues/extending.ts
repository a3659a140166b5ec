type Order = { state: string; received: bigint; extendedAt: Date | null }

/** Why the office may not give a buyer more time to pay the rest; null when it may: once, and only to who has paid a part. */
export function whyNotExtend({ state, received, extendedAt }: Order) {
  if (state !== 'confirmed' || received === 0n) return 'not-part-paid'
  return extendedAt === null ? null : 'extended-already'
}
