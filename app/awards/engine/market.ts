import type { Instance } from '../instance'
import { isUsable, type LotOptions, type Option, optionsOf, type Slice } from './options'
import { type Group, type Plans, plansOf } from './plans'
import { viewsOf } from './pricing'

/** A lot as the general method reads it; lots stand in the order of their names. */
export type LotMarket = LotOptions & {
  index: number
  id: string
  maxWinners: number
  plans: Plans
  /** which bundle a vendor's bid here belongs to, if any */
  bundleOf: (vendor: string) => number | null
}

export type Market = {
  instance: Instance
  lots: LotMarket[]
  /** all-or-nothing buyers of several lots whom some lot cannot serve at all */
  stuck: ReadonlySet<string>
}

export function marketOf(instance: Instance, noWorseOff: boolean): Market {
  const offered = [...viewsOf(instance, noWorseOff).values()].map((view) => optionsOf(view, instance.bundles))
  const stuck = stuckIn(offered)
  const lots = offered.map((lot, index): LotMarket => {
    const { id, maxWinners } = lot.view.lot
    const slices = lot.slices.filter(({ stake }) => !stuck.has(stake.buyer))
    const bundles = new Map(
      instance.bundles.flatMap(({ vendor, lots: its }, at) => (its.includes(id) ? [[vendor, at]] : [])),
    )
    return {
      ...lot,
      slices,
      index,
      id,
      maxWinners,
      plans: plansOf(lot.options, groupsOf(lot.options, slices), maxWinners),
      bundleOf: (vendor) => bundles.get(vendor) ?? null,
    }
  })
  return { instance, lots, stuck }
}

function stuckIn(lots: readonly LotOptions[]): Set<string> {
  const stuck = new Set<string>()
  for (const { slices, options } of lots)
    for (const slice of slices)
      if (slice.stake.allOrNothing && !slice.isStretch && !options.some((option) => isUsable(option, slice)))
        stuck.add(slice.stake.buyer)
  return stuck
}

export function usableBy(options: readonly Option[], slice: Slice): Uint8Array {
  return Uint8Array.from(options, (option) => (isUsable(option, slice) ? 1 : 0))
}

function groupsOf(options: readonly Option[], slices: readonly Slice[]): Group[] {
  const groups = new Map<string, Group>()
  for (const slice of slices) {
    const usable = usableBy(options, slice)
    const key = usable.join('')
    const group = groups.get(key)
    if (group) group.quantity += slice.quantity
    else groups.set(key, { usable, quantity: slice.quantity })
  }
  return [...groups.values()]
}
