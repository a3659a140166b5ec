import { classesOf, membersOf, type PledgeClass, type Share } from '../classes'
import type { LotMarket, Market } from '../market'
import type { Option } from '../options'
import type { Serve } from '../pricing'

type Packed = { serves: Serve[]; saving: number }

/** A class with how many of it are not served yet, and by which options how many are. */
type Left = { its: PledgeClass; count: number; shares: Share[] }

/**
 * Whole pledges packed into the volumes at which a plan saves most, those of decided tied buyers first, then whoever
 * has the fewest options and the most units: often exactly what the plan is worth, in no time. Null where that does not
 * come to volumes that the options allow.
 */
export function pack(
  market: Market,
  lot: LotMarket,
  plan: readonly Option[],
  decided: ReadonlySet<string>,
  seed: string,
): Packed | null {
  const options = plan.toSorted((a, b) => a.price - b.price || a.place - b.place)
  const allowed = market.lots.map((_, at) => (at === lot.index ? options : []))
  const left = classesOf(market, allowed, [lot], decided).map((its): Left => ({
    its,
    count: its.stakes.length,
    shares: [],
  }))
  const volumes = volumesOf(options, unitsOf(left))
  if (!volumes) return null
  const rooms = [...volumes]
  const order = left.toSorted(
    (a, b) =>
      Number(b.its.tied !== null) - Number(a.its.tied !== null) ||
      a.its.usable.length - b.its.usable.length ||
      b.its.quantity - a.its.quantity,
  )
  for (const place of options.keys()) for (const its of order) take(its, place, rooms)
  if (left.some(({ its, count }) => its.tied !== null && count > 0)) return null
  for (const place of options.keys()) for (const its of order) stretch(its, place, rooms)
  const sold = rooms.map((room, at) => volumes[at]! - room)
  if (options.some(({ from }, at) => sold[at]! < from)) return null
  return {
    serves: left.flatMap(({ its, shares }) => membersOf(its, options, shares, seed)),
    saving: options.reduce((sum, { profit }, at) => sum + profit * sold[at]!, 0),
  }
}

function take(left: Left, place: number, rooms: number[]) {
  const { quantity, usable } = left.its
  if (!usable.includes(place)) return
  const count = Math.min(left.count, Math.floor(rooms[place]! / quantity))
  left.count -= count
  rooms[place]! -= count * quantity
  left.shares.push({ place, count, stretched: 0 })
}

function stretch({ its, shares }: Left, place: number, rooms: number[]) {
  const share = shares.find((each) => each.place === place)
  if (!its.stretch?.usable.includes(place) || !share) return
  share.stretched = Math.min(share.count, Math.floor(rooms[place]! / its.stretch.quantity))
  rooms[place]! -= share.stretched * its.stretch.quantity
}

/** Demand by which of the options may serve it, option n being bit n. */
function unitsOf(left: readonly Left[]): Float64Array {
  const units = new Float64Array(8)
  const maskOf = (usable: readonly number[]) => usable.reduce((mask, place) => mask | (1 << place), 0)
  for (const { its, count } of left) {
    units[maskOf(its.usable)]! += count * its.quantity
    if (its.stretch) units[maskOf(its.stretch.usable)]! += count * its.stretch.quantity
  }
  return units
}

/** Least volumes first, then raised in order of price as far as demand allows (award.md §5.1). */
function volumesOf(options: readonly Option[], units: Float64Array): number[] | null {
  const volumes = options.map(({ from }) => from)
  const slackOf = (set: number) => {
    let slack = 0
    for (let mask = 1; mask < 8; mask += 1) if (mask & set) slack += units[mask]!
    volumes.forEach((volume, at) => {
      if (set & (1 << at)) slack -= volume
    })
    return slack
  }
  const sets = Array.from({ length: (1 << options.length) - 1 }, (_, at) => at + 1)
  if (sets.some((set) => slackOf(set) < 0)) return null
  options.forEach(({ cap }, at) => {
    const slacks = sets.filter((set) => set & (1 << at)).map(slackOf)
    volumes[at]! += Math.max(0, Math.min(cap - volumes[at]!, ...slacks))
  })
  return volumes
}
