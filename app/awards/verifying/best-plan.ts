import type { LotFacts } from './facts'
import type { Option } from './options'
import { type TiedDemand, worthAtMost } from './tied-worth'

/** Demand that may use the same options. */
export type Group = { usable: Uint8Array; quantity: number }

/** A lot's demand: the pledges whose buyer has a multiplier here by themselves, beside all that there is. */
export type Demand = { all: Group[]; free: Group[]; tied: TiedDemand[] }

/**
 * The best of the lot's plans with their rewards, or nothing. Plans of one option are settled before those of two, and
 * these before those of three, so that of the many most are passed over for what they could reach at most.
 */
export function bestPlan(
  { lot }: LotFacts,
  options: readonly Option[],
  rewards: readonly bigint[],
  { all, free, tied }: Demand,
): bigint {
  const reference = BigInt(lot.referencePrice)
  // In order of price, then of place, so that the greedy raise is right.
  const sorted = options.toSorted((a, b) =>
    a.price < b.price ? -1 : a.price > b.price ? 1 : a.place - b.place,
  )
  const { total, single, pair, beyond } = reachesOf(sorted, all)
  const most = Math.min(lot.maxWinners, 3)
  let best = 0n
  const hopeful: { plan: readonly Option[]; atMost: bigint; rank: number }[] = []
  sorted.forEach((a, i) => consider([a], [0, single[i]!]))
  settle()
  if (most >= 2) pairs(0n, (a, b, i, j) => consider([a, b], [0, single[i]!, single[j]!, pair(i, j)]))
  settle()
  if (most >= 3) pairs(largest(rewards), triples)
  settle()
  return best

  function consider(plan: readonly Option[], reaches: readonly number[]) {
    const filled = fill(plan, reaches)
    if (!filled) return
    let value = 0n
    plan.forEach((option, at) => {
      value += (reference - option.price) * BigInt(filled[at]!) + rewards[option.place]!
    })
    if (tied.length === 0) {
      if (value > best) best = value
      return
    }
    const atMost = value + promised(plan, tied)
    if (atMost > best) hopeful.push({ plan, atMost, rank: Number(atMost) })
  }

  function settle() {
    for (const { plan, atMost } of hopeful.toSorted((a, b) => b.rank - a.rank)) {
      if (atMost <= best) continue
      const reward = plan.reduce((sum, { place }) => sum + rewards[place]!, 0n)
      const worth = reward + worthAtMost(plan, reference, unitsOf(plan, free), tied, best - reward)
      if (worth > best) best = worth < atMost ? worth : atMost
    }
    hopeful.length = 0
  }

  /**
   * Pairs that can sell together and that could, with `more` of a third's reward, do better than the best so far: the
   * first sells what it can, and whatever else is sold saves a unit no more than the second does.
   */
  function pairs(more: bigint, visit: (a: Option, b: Option, i: number, j: number) => void) {
    const beside = more + promised(sorted, tied)
    sorted.forEach((a, i) => {
      const own = Math.min(a.cap, single[i]!)
      const first = (reference - a.price) * BigInt(own) + rewards[a.place]! + beside
      const left = BigInt(total - own)
      for (let j = i + 1; j < sorted.length; j += 1) {
        const b = sorted[j]!
        if (b.vendor === a.vendor) continue
        if (first + (reference - b.price) * left + rewards[b.place]! <= best) continue
        // What two cannot sell together no third makes possible.
        if (a.from + b.from <= pair(i, j)) visit(a, b, i, j)
      }
    })
  }

  function triples(a: Option, b: Option, i: number, j: number) {
    const ab = pair(i, j)
    const more = beyond(i, j)
    for (let k = j + 1; k < sorted.length; k += 1) {
      const c = sorted[k]!
      if (c.vendor === a.vendor || c.vendor === b.vendor) continue
      const [ac, bc] = [pair(i, k), pair(j, k)]
      if (a.from + c.from > ac || b.from + c.from > bc) continue
      consider([a, b, c], [0, single[i]!, single[j]!, ab, single[k]!, ac, bc, ab + more(k)])
    }
  }
}

const largest = (values: readonly bigint[]) =>
  values.reduce((most, value) => (value > most ? value : most), values[0] ?? 0n)

/** All demand, what of it one option may serve, one of two, and what a third adds to these. */
function reachesOf(options: readonly Option[], groups: readonly Group[]) {
  const columns = options.map(({ place }) =>
    Float64Array.from(groups, ({ usable, quantity }) => (usable[place] === 1 ? quantity : 0)),
  )
  const total = groups.reduce((sum, { quantity }) => sum + quantity, 0)
  const single = columns.map((column) => column.reduce((sum, quantity) => sum + quantity, 0))
  // Most pairs are passed over before it matters what they reach.
  const pairs = new Float64Array(columns.length ** 2).fill(-1)
  const pair = (i: number, j: number): number => {
    const place = i * columns.length + j
    if (pairs[place]! >= 0) return pairs[place]!
    const [own, other] = [columns[i]!, columns[j]!]
    let sum = 0
    for (let at = 0; at < own.length; at += 1) sum += own[at]! || other[at]!
    pairs[place] = sum
    return sum
  }
  const beyond = (i: number, j: number) => {
    const left = groups.flatMap((_, at) => (columns[i]![at] === 0 && columns[j]![at] === 0 ? [at] : []))
    return (k: number) => {
      let sum = 0
      for (const at of left) sum += columns[k]![at]!
      return sum
    }
  }
  return { total, single, pair, beyond }
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

/**
 * The volumes that save most: each at its least, then raised in order of price as far as demand allows; null if it
 * cannot be. What any set of the options may sell together stands at its mask, the plan's n-th option being bit n.
 */
function fill(plan: readonly Option[], reaches: readonly number[]): number[] | null {
  const volumes = plan.map(({ from }) => from)
  const slack = [...reaches]
  for (let mask = 1; mask < slack.length; mask += 1) {
    for (let at = 0; at < plan.length; at += 1) if (mask & (1 << at)) slack[mask]! -= volumes[at]!
    if (slack[mask]! < 0) return null
  }
  plan.forEach(({ cap }, at) => {
    let room = cap - volumes[at]!
    for (let mask = 1; mask < slack.length; mask += 1)
      if (mask & (1 << at) && slack[mask]! < room) room = slack[mask]!
    if (room <= 0) return
    volumes[at]! += room
    for (let mask = 1; mask < slack.length; mask += 1) if (mask & (1 << at)) slack[mask]! -= room
  })
  return volumes
}
