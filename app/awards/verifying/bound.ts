import type { Multipliers } from '../certificate'
import { type Claim, type Facts, type LotFacts, takes } from './facts'
import { isEligible, type Option, optionsOf, slicesOf } from './options'
import { type TiedDemand, worthAtMost } from './tied-worth'

/** Demand that may use the same options. */
type Group = { usable: Uint8Array; quantity: number }

/** A lot's demand: the pledges whose buyer has a multiplier here by themselves, beside all that there is. */
type Demand = { all: Group[]; free: Group[]; tied: TiedDemand[] }

/**
 * `plan-lagrangian/1` and, with lambda, `plan-lagrangian/2` (award.md §6): no feasible award saves more, whatever
 * nonnegative alpha and beta and whatever lambda are given. Integers only; it shares nothing with the solver.
 *
 * Of lambda: an all-or-nothing buyer is served in all of its lots or in none, z = 1 or 0. Whatever integers λ_l its
 * pledges are given, what an award saves is what the lots save, λ_l added where the buyer is served, less z · Σ λ_l. So
 * each lot may take its own best with the λ of whom it serves, when max(0, −Σ λ_l) is added once for the buyer.
 */
export function exactBound(facts: Facts, { alpha, beta, lambda = {} }: Multipliers): bigint {
  const amount = (of: Record<string, string>, index: number, lot: string) =>
    BigInt(of[`${index}_${lot}`] ?? 0)
  const options = new Map([...facts.lots].map(([id, lot]) => [id, optionsOf(lot)]))
  const stuck = stuckBuyers(facts, options)
  const { prices, owed } = tiedPrices(facts, lambda)
  let bound = owed
  for (const [id, lot] of facts.lots) {
    const its = options.get(id)!
    const rewards = its.map(({ vendor, bundled }) => {
      const own = lot.bundleOf(vendor)
      if (!own) return 0n
      return amount(alpha, own.index, id) - (bundled === null ? 0n : amount(beta, own.index, id))
    })
    bound += bestPlan(lot, its, rewards, demandOf(lot, its, stuck, prices))
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

/** What lambda says of pledges of all-or-nothing buyers, and what is owed where a buyer's do not come to zero. */
function tiedPrices(facts: Facts, lambda: Record<string, Record<string, string>>) {
  const stated = new Map(Object.entries(lambda).map(([buyer, its]) => [buyer, new Map(Object.entries(its))]))
  const prices = new Map<Claim, bigint>()
  const sums = new Map<string, bigint>()
  for (const [lot, { claims }] of facts.lots)
    for (const claim of claims) {
      const { id, allOrNothing } = claim.buyer
      const price = allOrNothing ? BigInt(stated.get(id)?.get(lot) ?? 0) : 0n
      if (price === 0n) continue
      prices.set(claim, price)
      sums.set(id, (sums.get(id) ?? 0n) + price)
    }
  return { prices, owed: [...sums.values()].reduce((total, sum) => (sum < 0n ? total - sum : total), 0n) }
}

function demandOf(
  lot: LotFacts,
  options: readonly Option[],
  stuck: ReadonlySet<string>,
  prices: ReadonlyMap<Claim, bigint>,
): Demand {
  const [all, free] = [new Map<string, Group>(), new Map<string, Group>()]
  const tied: TiedDemand[] = []
  for (const { claim, quantity, ceiling, isStretch } of slicesOf(lot)) {
    if (stuck.has(claim.buyer.id)) continue
    const usable = Uint8Array.from(options, ({ price, vendor }) =>
      isEligible(ceiling, price) && takes(claim.pledge, vendor) ? 1 : 0,
    )
    add(all, usable, quantity)
    const lambda = isStretch ? undefined : prices.get(claim)
    if (lambda === undefined) add(free, usable, quantity)
    else tied.push({ usable, quantity: BigInt(quantity), lambda })
  }
  return { all: [...all.values()], free: [...free.values()], tied }
}

function add(groups: Map<string, Group>, usable: Uint8Array, quantity: number) {
  const key = usable.join('')
  const group = groups.get(key)
  if (group) group.quantity += quantity
  else groups.set(key, { usable, quantity })
}

/** The best of the lot's plans with their rewards, or nothing. */
function bestPlan(
  { lot }: LotFacts,
  options: readonly Option[],
  rewards: readonly bigint[],
  { all, free, tied }: Demand,
): bigint {
  const reference = BigInt(lot.referencePrice)
  const reach = (set: readonly Option[]) => {
    let total = 0
    for (const { usable, quantity } of all)
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
  const hopeful: { plan: readonly Option[]; atMost: bigint }[] = []
  const consider = (plan: readonly Option[]) => {
    const filled = fill(plan, reachOf)
    if (!filled) return
    let value = 0n
    plan.forEach((option, at) => {
      value += (reference - option.price) * BigInt(filled[at]!) + rewards[option.place]!
    })
    if (tied.length > 0) hopeful.push({ plan, atMost: value + promised(plan, tied) })
    else if (value > best) best = value
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
  for (const { plan, atMost } of hopeful.toSorted((a, b) => Number(b.atMost - a.atMost))) {
    if (atMost <= best) continue
    const reward = plan.reduce((sum, { place }) => sum + rewards[place]!, 0n)
    const worth = reward + worthAtMost(plan, reference, unitsOf(plan, free), tied, best - reward)
    if (worth > best) best = worth < atMost ? worth : atMost
  }
  return best
}

/** What the tied pledges that a plan could serve would add to it at most. */
function promised(plan: readonly Option[], tied: readonly TiedDemand[]): bigint {
  let sum = 0n
  for (const { usable, lambda } of tied)
    if (lambda > 0n && plan.some(({ place }) => usable[place] === 1)) sum += lambda
  return sum
}

/** Units by which of a plan's options may sell them: the plan's n-th is bit n. */
function unitsOf(plan: readonly Option[], groups: readonly Group[]): number[] {
  const units = Array.from({ length: 1 << plan.length }, () => 0)
  for (const { usable, quantity } of groups) {
    let mask = 0
    plan.forEach(({ place }, at) => (mask |= usable[place]! << at))
    units[mask]! += quantity
  }
  return units
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
