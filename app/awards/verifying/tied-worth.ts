import type { Option } from './options'

/** A whole pledge that counts for more or less than it saves: an all-or-nothing buyer's, at its multiplier. */
export type TiedDemand = { usable: Uint8Array; quantity: bigint; lambda: bigint }

/** Units that any of the options in a mask may sell, option n of the plan being bit n. */
type Units = { mask: number; units: bigint; lambda: bigint }

/**
 * What a plan's volumes save at most, the lambda of the tied pledges that are served included; `floor` when that is no
 * more than `floor`, since then it does not matter.
 *
 * Let the plan's options j save a_j a unit, from_j ≤ Q_j ≤ cap_j. For any integers r_j
 *
 * Σ a_j Q_j = Σ (a_j − r_j) Q_j + Σ r_j Q_j ≤ Σ max((a_j − r_j) cap_j, (a_j − r_j) from_j) + Σ r_j Q_j
 *
 * and the units sold are whole pledges: those of a free one add at most units · max(0, r_j of who may sell them), those
 * of a tied one at most max(0, units · r_j + lambda). So every choice of r proves a bound, and the least of them is
 * taken. The sum is L♮-convex in r: where no set of the r_j, moved together by one, lowers it, nothing does; along such
 * a move it bends only where an r_j meets 0, an a_j, another r_j or −lambda / units, and these are what is tried.
 */
export function worthAtMost(
  plan: readonly Option[],
  reference: bigint,
  free: readonly number[],
  tied: readonly TiedDemand[],
  floor: bigint,
): bigint {
  const options = plan.map(({ price, from, cap }) => ({
    saving: reference - price,
    from: BigInt(from),
    cap: BigInt(cap),
  }))
  const demand = demandOf(plan, free, tied)
  const marks = marksOf(
    options.map(({ saving }) => saving),
    demand,
  )
  const sets = subsets[plan.length]!
  let r = options.map(({ saving }) => saving)
  let least = worth(r)
  for (let moves = 0; least > floor;) {
    const before = least
    for (const set of sets)
      for (const step of stepsOf(set, r, marks)) {
        const moved = r.map((value, at) => (set.includes(at) ? value + step : value))
        const found = worth(moved)
        if (found >= least) continue
        least = found
        r = moved
        moves += 1
        break
      }
    // Any r proves a bound, so an end to the search costs nothing but tightness.
    if (least === before || moves > mostMoves) return least
  }
  return floor

  function worth(values: readonly bigint[]): bigint {
    let total = 0n
    options.forEach(({ saving, from, cap }, at) => {
      const margin = saving - values[at]!
      total += margin > 0n ? margin * cap : margin * from
    })
    for (const { mask, units, lambda } of demand) {
      let most: bigint | null = null
      values.forEach((value, at) => {
        if (mask & (1 << at) && (most === null || value > most)) most = value
      })
      const gain = units * most! + lambda
      if (gain > 0n) total += gain
    }
    return total
  }
}

const mostMoves = 1000

const subsets = [[], [[0]], [[0], [1], [0, 1]], [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]]

function demandOf(plan: readonly Option[], free: readonly number[], tied: readonly TiedDemand[]): Units[] {
  const demand = free.flatMap((units, mask): Units[] =>
    mask > 0 && units > 0 ? [{ mask, units: BigInt(units), lambda: 0n }] : [],
  )
  for (const { usable, quantity, lambda } of tied) {
    let mask = 0
    plan.forEach(({ place }, at) => (mask |= usable[place]! << at))
    if (mask > 0) demand.push({ mask, units: quantity, lambda })
  }
  return demand
}

/** Where the sum may bend; of a fraction the whole numbers beside it. */
function marksOf(savings: readonly bigint[], demand: readonly Units[]): bigint[] {
  const bends = demand.flatMap(({ units, lambda }) =>
    lambda === 0n ? [] : [-lambda / units - 1n, -lambda / units, -lambda / units + 1n],
  )
  return [...new Set([0n, ...savings, ...bends])]
}

function stepsOf(set: readonly number[], r: readonly bigint[], marks: readonly bigint[]): Set<bigint> {
  const steps = new Set<bigint>()
  for (const at of set) {
    for (const mark of marks) steps.add(mark - r[at]!)
    r.forEach((other, n) => {
      if (!set.includes(n)) steps.add(other - r[at]!)
    })
  }
  return steps
}
