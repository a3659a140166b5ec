/** All units cost the price of the last step whose `from` the volume has reached; fen. */
export type Tier = { from: number; price: bigint }

/** What an award sells at present: its volume with all late joins, and its price, which never rises. */
export type Standing = { volume: number; price: bigint }
export type Tiered = Standing & { reached: { oldPrice: bigint; newPrice: bigint } | null }

/** What may still join an award: the round's cap, a share of what was awarded, and what the vendor offered at most. */
export type Cap = { joined: number; awarded: number; capPct: number; capacity: number | null }

type Joiner = { openUntil: Date | null; verified: boolean }

/** Why nobody may join the award now; null when it is open. */
export function whyNotOpen({ openUntil, verified }: Joiner, now: Date) {
  if (!verified) return 'not-verified'
  return openUntil && now < openUntil ? null : 'late-join-closed'
}

/** Why no more units may join; null when they may. Units beyond the cap are the vendor's to refuse. */
export const whyNotJoin = (join: Cap & Joiner & { units: number }, now: Date) =>
  whyNotOpen(join, now) ?? (isWithinCap(join) ? null : 'late-join-cap')

/** Units that still fit under the cap, whatever is joined already. */
export function roomOf({ joined, awarded, capPct, capacity }: Cap): number {
  const most = Math.floor((awarded * capPct) / 100)
  const offered = capacity === null ? most : Math.min(most, capacity - awarded)
  return Math.max(0, offered - joined)
}

export const isWithinCap = ({ units, ...cap }: Cap & { units: number }) => units <= roomOf(cap)

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
