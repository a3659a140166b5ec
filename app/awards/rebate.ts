/** All units cost the price of the last step whose `from` the volume has reached; fen. */
export type Tier = { from: number; price: bigint }

/** What an award sells at present: its volume with all late joins, and its price, which never rises. */
export type Standing = { volume: number; price: bigint }
export type Tiered = Standing & { reached: { oldPrice: bigint; newPrice: bigint } | null }

/** Why no more units may join; null when they may. The vendor may refuse only beyond the cap. */
export function whyNotJoin(
  join: {
    units: number
    joined: number
    awarded: number
    capPct: number
    openUntil: Date
    verified: boolean
  },
  now: Date,
) {
  if (!join.verified) return 'not-verified'
  if (now >= join.openUntil) return 'late-join-closed'
  return isWithinCap(join) ? null : 'late-join-cap'
}

export const isWithinCap = ({
  units,
  joined,
  awarded,
  capPct,
}: {
  units: number
  joined: number
  awarded: number
  capPct: number
}) => (joined + units) * 100 <= awarded * capPct

/** The award after so many more units: a deeper step lowers the price for all. */
export function join({ volume, price }: Standing, units: number, tiers: readonly Tier[]): Tiered {
  const reached = tiers.findLast(({ from }) => from <= volume + units)
  const newPrice = reached && reached.price < price ? reached.price : price
  return {
    volume: volume + units,
    price: newPrice,
    reached: newPrice < price ? { oldPrice: price, newPrice } : null,
  }
}

/** Cancellations claw nothing back: the volume falls, the price stays. */
export const leave = ({ volume, price }: Standing, units: number): Standing => ({
  volume: volume - units,
  price,
})

export type PaidLine = { lineId: string; units: number; price: bigint }

/** What earlier lines get back when the price falls, retroactively; `price` is what each pays at present. */
export function rebates(
  lines: readonly PaidLine[],
  newPrice: bigint,
): { lineId: string; units: number; amount: bigint }[] {
  return lines
    .filter(({ price, units }) => price > newPrice && units > 0)
    .map(({ lineId, units, price }) => ({ lineId, units, amount: (price - newPrice) * BigInt(units) }))
}

/** How far the next step is: units still missing, and what it would save each buyer per unit; null at the last. */
export function nextTier(
  { volume, price }: Standing,
  tiers: readonly Tier[],
): { missing: number; saving: bigint } | null {
  const next = tiers.find((tier) => tier.from > volume && tier.price < price)
  return next ? { missing: next.from - volume, saving: price - next.price } : null
}

/** Whether a later award raises a watch 最惠价: the same thing by the same vendor, cheaper, in no larger volume. */
export function raisesWatch(ours: Standing, later: Standing): boolean {
  return later.price < ours.price && later.volume <= ours.volume
}
