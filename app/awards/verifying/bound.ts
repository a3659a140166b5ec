import type { Multipliers } from '../certificate'
import { type Facts, type LotFacts, takes } from './facts'
import { isEligible, type Option, optionsOf, slicesOf } from './options'

/** Demand that may use the same options. */
type Group = { usable: Uint8Array; quantity: number }

/**
 * `plan-lagrangian/1` (award.md §6): no feasible award saves more, whatever nonnegative multipliers are given.
 * Integers only; it shares nothing with the solver.
 */
export function exactBound(facts: Facts, { alpha, beta }: Multipliers): bigint {
  const amount = (of: Record<string, string>, index: number, lot: string) =>
    BigInt(of[`${index}_${lot}`] ?? 0)
  const options = new Map([...facts.lots].map(([id, lot]) => [id, optionsOf(lot)]))
  const stuck = stuckBuyers(facts, options)
  let bound = 0n
  for (const [id, lot] of facts.lots) {
    const its = options.get(id)!
    const rewards = its.map(({ vendor, bundled }) => {
      const own = lot.bundleOf(vendor)
      if (!own) return 0n
      return amount(alpha, own.index, id) - (bundled === null ? 0n : amount(beta, own.index, id))
    })
    bound += bestPlan(lot, its, rewards, groupsOf(lot, its, stuck))
  }
  facts.instance.bundles.forEach(({ lots }, index) => {
    const left = lots.reduce((sum, lot) => sum + amount(beta, index, lot) - amount(alpha, index, lot), 0n)
    if (left > 0n) bound += left
  })
  return bound
}

/** All-or-nothing buyers with a pledge that no option serves: they are served nowhere. */
function stuckBuyers(facts: Facts, options: ReadonlyMap<string, Option[]>): Set<string> {
  const stuck = new Set<string>()
  for (const [id, { claims }] of facts.lots)
    for (const { buyer, pledge, base } of claims)
      if (
        buyer.allOrNothing &&
        !options.get(id)!.some(({ vendor, price }) => isEligible(base, price) && takes(pledge, vendor))
      )
        stuck.add(buyer.id)
  return stuck
}

function groupsOf(lot: LotFacts, options: readonly Option[], stuck: ReadonlySet<string>): Group[] {
  const groups = new Map<string, Group>()
  for (const { claim, quantity, ceiling } of slicesOf(lot)) {
    if (stuck.has(claim.buyer.id)) continue
    const usable = Uint8Array.from(options, ({ price, vendor }) =>
      isEligible(ceiling, price) && takes(claim.pledge, vendor) ? 1 : 0,
    )
    const key = usable.join('')
    const group = groups.get(key)
    if (group) group.quantity += quantity
    else groups.set(key, { usable, quantity })
  }
  return [...groups.values()]
}

/** The best of the lot's plans with their rewards, or nothing. */
function bestPlan(
  { lot }: LotFacts,
  options: readonly Option[],
  rewards: readonly bigint[],
  groups: readonly Group[],
): bigint {
  const reference = BigInt(lot.referencePrice)
  const reach = (set: readonly Option[]) => {
    let total = 0
    for (const { usable, quantity } of groups)
      for (const { place } of set)
        if (usable[place] === 1) {
          total += quantity
          break
        }
    return total
  }
  const single = options.map((option) => reach([option]))
  const pair = new Map<number, number>()
  const reachOf = (set: readonly Option[]): number => {
    if (set.length === 1) return single[set[0]!.place]!
    if (set.length === 3) return reach(set)
    const key = set[0]!.place * options.length + set[1]!.place
    const known = pair.get(key)
    if (known !== undefined) return known
    const found = reach(set)
    pair.set(key, found)
    return found
  }
  // In order of price, then of place, so that the greedy raise and the keys of pairs agree.
  const sorted = options.toSorted((a, b) =>
    a.price < b.price ? -1 : a.price > b.price ? 1 : a.place - b.place,
  )
  const canSell = (a: Option, b: Option) => a.from + b.from <= reachOf([a, b])
  let best = 0n
  const consider = (plan: readonly Option[]) => {
    const filled = fill(plan, reachOf)
    if (!filled) return
    let value = 0n
    plan.forEach((option, at) => {
      value += (reference - option.price) * BigInt(filled[at]!) + rewards[option.place]!
    })
    if (value > best) best = value
  }
  const most = Math.min(lot.maxWinners, 3)
  sorted.forEach((a, i) => {
    consider([a])
    if (most < 2) return
    for (let j = i + 1; j < sorted.length; j += 1) {
      const b = sorted[j]!
      // What two cannot sell together no third makes possible.
      if (b.vendor === a.vendor || !canSell(a, b)) continue
      consider([a, b])
      if (most < 3) continue
      for (let k = j + 1; k < sorted.length; k += 1) {
        const c = sorted[k]!
        if (c.vendor === a.vendor || c.vendor === b.vendor) continue
        if (canSell(a, c) && canSell(b, c)) consider([a, b, c])
      }
    }
  })
  return best
}

/** The volumes that save most: each at its least, then raised in order of price as far as demand allows; null if it cannot be. */
function fill(plan: readonly Option[], reachOf: (set: readonly Option[]) => number): number[] | null {
  const subsets = subsetsOf(plan.length)
  const limits = subsets.map((set) => reachOf(set.map((at) => plan[at]!)))
  const volumes = plan.map(({ from }) => from)
  const slack = subsets.map((set, n) => limits[n]! - set.reduce((sum, at) => sum + volumes[at]!, 0))
  if (slack.some((room) => room < 0)) return null
  plan.forEach(({ cap }, at) => {
    let room = cap - volumes[at]!
    subsets.forEach((set, n) => {
      if (set.includes(at)) room = Math.min(room, slack[n]!)
    })
    if (room <= 0) return
    volumes[at]! += room
    subsets.forEach((set, n) => {
      if (set.includes(at)) slack[n]! -= room
    })
  })
  return volumes
}

const subsetsBySize = [[], [[0]], [[0], [1], [0, 1]], [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]]
const subsetsOf = (size: number): readonly (readonly number[])[] => subsetsBySize[size]!
