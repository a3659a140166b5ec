import { effectiveCeilings, tierAt } from '../ceilings'
import { byName, type CertificateWinner } from '../certificate'
import type { Bid, Bundle, Instance, Lot, Pledge } from '../instance'

/** One vendor serves one pledge, with or without its stretch. */
export type Serve = { buyer: string; lot: string; vendor: string; quantity: number }

/** A pledge where it stands: its buyer, whether all or nothing, and the ceilings that bind it. */
export type Stake = {
  buyer: string
  allOrNothing: boolean
  pledge: Pledge
  /** what was declared, cut to the reference price */
  declared: number
  base: number
  stretch: number
}

/** A lot with its bids and stakes in the order of their names, so that no array's order decides anything. */
export type LotView = { lot: Lot; bids: Bid[]; stakes: Stake[] }

export function viewsOf(instance: Instance, noWorseOff: boolean): Map<string, LotView> {
  const bids = Map.groupBy(
    instance.bids.toSorted((a, b) => byName(a.vendor, b.vendor)),
    ({ lot }) => lot,
  )
  const views = new Map(
    instance.lots
      .toSorted((a, b) => byName(a.id, b.id))
      .map((lot): [string, LotView] => [lot.id, { lot, bids: bids.get(lot.id) ?? [], stakes: [] }]),
  )
  for (const buyer of instance.buyers.toSorted((a, b) => byName(a.id, b.id)))
    for (const pledge of buyer.pledges) {
      const view = views.get(pledge.lot)!
      const ceilings = effectiveCeilings(pledge, view.lot.referencePrice, view.bids, noWorseOff)
      const declared = Math.min(pledge.ceiling ?? Infinity, view.lot.referencePrice)
      view.stakes.push({ buyer: buyer.id, allOrNothing: buyer.allOrNothing, pledge, declared, ...ceilings })
    }
  return views
}

/** floor(price × (10000 − bps) / 10000) on safe integers: the product may pass 2^53, so it is split. */
export function bundlePrice(price: number, discountBps: number): number {
  return Number((BigInt(price) * BigInt(10_000 - discountBps)) / 10_000n)
}

export type Priced = Omit<CertificateWinner, 'unitPrice'> & { price: number }

/** Who wins with whom at which price: the step of the actual volume, and the bundle where all of its lots are won. */
export function priceWinners(
  views: ReadonlyMap<string, LotView>,
  bundles: readonly Bundle[],
  serves: readonly Serve[],
): Priced[] {
  const volumes = new Map<string, { lot: string; vendor: string; quantity: number; pledges: number }>()
  for (const { lot, vendor, quantity } of serves) {
    const key = pairOf(lot, vendor)
    const volume = volumes.get(key) ?? { lot, vendor, quantity: 0, pledges: 0 }
    volume.quantity += quantity
    volume.pledges += 1
    volumes.set(key, volume)
  }
  const bundleOf = new Map<string, number>()
  bundles.forEach(({ vendor, lots }, index) => {
    if (lots.every((lot) => volumes.has(pairOf(lot, vendor))))
      for (const lot of lots) bundleOf.set(pairOf(lot, vendor), index)
  })
  return [...volumes.entries()]
    .map(([key, volume]): Priced => {
      const { tiers } = views.get(volume.lot)!.bids.find(({ vendor }) => vendor === volume.vendor)!
      const reached = tierAt(tiers, volume.quantity) ?? tiers[0]!
      const bundle = bundleOf.get(key) ?? null
      const price = bundle === null ? reached.price : bundlePrice(reached.price, bundles[bundle]!.discountBps)
      return { ...volume, tier: tiers.indexOf(reached), bundle, price }
    })
    .toSorted((a, b) => byName(a.lot, b.lot) || byName(a.vendor, b.vendor))
}

export const pairOf = (lot: string, vendor: string) => `${lot}\u0000${vendor}`
