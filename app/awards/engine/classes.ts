import { byName } from '../certificate'
import { tieKey } from '../tie'
import type { LotMarket, Market } from './market'
import { isUsable, type Option, type Slice } from './options'
import type { Serve, Stake } from './pricing'

/** Pledges of a lot that no option can tell apart: equal volumes, equal options for base and stretch. */
export type PledgeClass = {
  lot: LotMarket
  stakes: Stake[]
  quantity: number
  /** places among the allowed options of the lot */
  usable: number[]
  stretch: { quantity: number; usable: number[] } | null
  /** the buyer, where it is served in all of its lots or in none */
  tied: string | null
}

/** Options that may be used, by lot. */
export type Allowed = readonly (readonly Option[])[]

/** Whether a buyer's lots hang together: all or nothing over several of them. */
export const isTied = ({ allOrNothing }: Stake, pledges: number) => allOrNothing && pledges > 1

/**
 * Groups what may be served by the allowed options; tied buyers whom they cannot serve everywhere are left out, or,
 * where it is decided which of them are served, the others.
 */
export function classesOf(
  market: Market,
  allowed: Allowed,
  among: readonly LotMarket[],
  decided?: ReadonlySet<string>,
): PledgeClass[] {
  const pledgeCounts = new Map(market.instance.buyers.map(({ id, pledges }) => [id, pledges.length]))
  const found = among.flatMap((lot) =>
    classesOfLot(lot, allowed[lot.index]!, (stake) => isTied(stake, pledgeCounts.get(stake.buyer)!)),
  )
  if (decided) return found.filter(({ tied }) => tied === null || decided.has(tied))
  const reached = Map.groupBy(
    found.filter(({ tied }) => tied !== null),
    ({ tied }) => tied!,
  )
  return found.filter(({ tied }) => tied === null || reached.get(tied)!.length === pledgeCounts.get(tied))
}

function classesOfLot(
  lot: LotMarket,
  options: readonly Option[],
  isTiedStake: (stake: Stake) => boolean,
): PledgeClass[] {
  const stretches = new Map<Stake, Slice>()
  for (const slice of lot.slices) if (slice.isStretch) stretches.set(slice.stake, slice)
  const classes = new Map<string, PledgeClass>()
  for (const slice of lot.slices) {
    if (slice.isStretch) continue
    const usable = placesOf(options, slice)
    if (usable.length === 0) continue
    const { stake, quantity } = slice
    const more = stretches.get(stake)
    const stretchable = more ? placesOf(options, more) : []
    const stretch = more && stretchable.length > 0 ? { quantity: more.quantity, usable: stretchable } : null
    const tied = isTiedStake(stake) ? stake.buyer : null
    const key = JSON.stringify([tied, quantity, usable, stretch])
    const known = classes.get(key)
    if (known) known.stakes.push(stake)
    else classes.set(key, { lot, stakes: [stake], quantity, usable, stretch, tied })
  }
  return [...classes.values()]
}

function placesOf(options: readonly Option[], slice: Slice): number[] {
  const places: number[] = []
  options.forEach((option, at) => {
    if (isUsable(option, slice)) places.push(at)
  })
  return places
}

/** How many of a class each option serves, and how many of those with their stretch. */
export type Share = { place: number; count: number; stretched: number }

/**
 * Members by name: the first in the drawn order are served, by options in order of price and then of the draw
 * (award.md §7).
 */
export function membersOf(
  { lot, stakes, quantity, stretch }: PledgeClass,
  options: readonly Option[],
  shares: readonly Share[],
  seed: string,
): Serve[] {
  const taken = shares.filter(({ count }) => count > 0)
  const isWhole =
    taken.length === 1 &&
    taken[0]!.count === stakes.length &&
    (taken[0]!.stretched === 0 || taken[0]!.stretched === stakes.length)
  const members = isWhole || taken.length === 0 ? stakes : drawn(stakes, lot.id, seed)
  const order = taken.toSorted((a, b) => {
    const [own, other] = [options[a.place]!, options[b.place]!]
    return (
      own.price - other.price || byName(tieKey(seed, lot.id, own.vendor), tieKey(seed, lot.id, other.vendor))
    )
  })
  let next = 0
  return order.flatMap(({ place, count, stretched }) =>
    Array.from({ length: count }, (_, at): Serve => {
      const more = at < stretched ? stretch!.quantity : 0
      const { buyer } = members[next]!
      next += 1
      return { buyer, lot: lot.id, vendor: options[place]!.vendor, quantity: quantity + more }
    }),
  )
}

function drawn(stakes: readonly Stake[], lot: string, seed: string): Stake[] {
  return stakes
    .map((stake) => ({ stake, key: tieKey(seed, lot, stake.buyer) }))
    .toSorted((a, b) => byName(a.key, b.key))
    .map(({ stake }) => stake)
}
