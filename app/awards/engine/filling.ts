import { accepts } from '../ceilings'
import { byName } from '../certificate'
import type { Instance } from '../instance'
import { tieKey } from '../tie'
import type { Market } from './market'
import { pairOf, type Priced, priceWinners, type Serve, type Stake } from './pricing'

/**
 * Serves whom the winners could still take at their prices, in the drawn order, until nobody more can be: volumes only
 * grow, so prices only fall and nobody loses by it.
 */
export function fillUp(market: Market, serves: readonly Serve[], seed: string): Serve[] {
  const views = new Map(market.lots.map((lot) => [lot.id, lot.view]))
  const queue = queueOf(market, seed)
  const all = new Map(serves.map((serve) => [pairOf(serve.lot, serve.buyer), serve]))
  for (;;) {
    const winners = priceWinners(views, market.instance.bundles, [...all.values()])
    const rooms = roomsOf(market.instance, winners)
    let hasMore = false
    for (const stakes of queue) {
      const added = take(stakes, all, winners, rooms)
      for (const serve of added) {
        const before = all.get(pairOf(serve.lot, serve.buyer))?.quantity ?? 0
        all.set(pairOf(serve.lot, serve.buyer), serve)
        rooms.set(
          pairOf(serve.lot, serve.vendor),
          rooms.get(pairOf(serve.lot, serve.vendor))! - (serve.quantity - before),
        )
        hasMore = true
      }
    }
    if (!hasMore) return [...all.values()]
  }
}

type Placed = { lot: string; stake: Stake }

/** Pledges one by one, those of a tied buyer together. */
function queueOf({ lots, instance }: Market, seed: string): Placed[][] {
  const placed = lots.flatMap(({ id, view }) => view.stakes.map((stake): Placed => ({ lot: id, stake })))
  const tied = new Map(
    instance.buyers.map(({ id, allOrNothing, pledges }) => [id, allOrNothing && pledges.length > 1]),
  )
  const groups = Map.groupBy(placed, ({ lot, stake }) =>
    tied.get(stake.buyer) ? stake.buyer : pairOf(lot, stake.buyer),
  )
  return [...groups.values()]
    .map((its) => ({ its, key: tieKey(seed, its[0]!.lot, its[0]!.stake.buyer) }))
    .toSorted((a, b) => byName(a.key, b.key))
    .map(({ its }) => its)
}

function roomsOf({ bids }: Instance, winners: readonly Priced[]): Map<string, number> {
  const caps = new Map(bids.map(({ lot, vendor, maxQty }) => [pairOf(lot, vendor), maxQty ?? Infinity]))
  return new Map(
    winners.map(({ lot, vendor, quantity }) => [
      pairOf(lot, vendor),
      caps.get(pairOf(lot, vendor))! - quantity,
    ]),
  )
}

/** What can be added for one pledge, or for all of a tied buyer's; nothing when one of them finds no room. */
function take(
  stakes: readonly Placed[],
  served: ReadonlyMap<string, Serve>,
  winners: readonly Priced[],
  rooms: ReadonlyMap<string, number>,
): Serve[] {
  const added: Serve[] = []
  for (const { lot, stake } of stakes) {
    const { pledge, buyer, base, stretch } = stake
    const more = pledge.stretch?.qty ?? 0
    const standing = served.get(pairOf(lot, buyer))
    const room = (vendor: string) => rooms.get(pairOf(lot, vendor))!
    const its = winners.filter((winner) => winner.lot === lot && accepts(pledge, winner.vendor))
    if (standing) {
      const winner = its.find(({ vendor }) => vendor === standing.vendor)
      const fits =
        winner &&
        more > 0 &&
        standing.quantity === pledge.qty &&
        winner.price <= stretch &&
        room(winner.vendor) >= more
      if (fits) added.push({ ...standing, quantity: pledge.qty + more })
      continue
    }
    const winner = its
      .filter(({ vendor, price }) => price <= base && room(vendor) >= pledge.qty)
      .toSorted((a, b) => a.price - b.price || byName(a.vendor, b.vendor))[0]
    if (!winner) return []
    const isStretched = more > 0 && winner.price <= stretch && room(winner.vendor) >= pledge.qty + more
    added.push({ buyer, lot, vendor: winner.vendor, quantity: pledge.qty + (isStretched ? more : 0) })
  }
  return added
}

/** Everybody at the cheapest option of the plan that they may use; null where its volumes do not allow that. */
export function fillPlainly(lot: Market['lots'][number], places: readonly number[]) {
  const options = places
    .map((place) => lot.options[place]!)
    .toSorted((a, b) => a.price - b.price || a.place - b.place)
  const volumes = options.map(() => 0)
  const serves: Serve[] = []
  const stretches = new Map<Stake, number>()
  const ceilings = new Map<Stake, number>()
  for (const { stake, quantity, ceiling, isStretch } of lot.slices)
    if (isStretch) {
      stretches.set(stake, quantity)
      ceilings.set(stake, ceiling)
    }
  for (const { stake, quantity, ceiling, isStretch } of lot.slices) {
    if (isStretch) continue
    const at = options.findIndex(({ price, vendor }) => price <= ceiling && accepts(stake.pledge, vendor))
    if (at < 0) continue
    const { vendor, price } = options[at]!
    const more = price <= (ceilings.get(stake) ?? -1) ? stretches.get(stake)! : 0
    volumes[at]! += quantity + more
    serves.push({ buyer: stake.buyer, lot: lot.id, vendor, quantity: quantity + more })
  }
  const isWithin = options.every(({ from, cap }, at) => volumes[at]! >= from && volumes[at]! <= cap)
  if (!isWithin) return null
  return { serves, saving: options.reduce((sum, { profit }, at) => sum + profit * volumes[at]!, 0) }
}
