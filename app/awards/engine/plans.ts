import type { Option } from './options'

/** Demand that may use the same options of its lot. */
export type Group = { usable: Uint8Array; quantity: number }

/** Sets of at most three options of different vendors, with what each could save at most: parallel columns. */
export type Plans = {
  count: number
  /** three places per plan, -1 where there are fewer */
  places: Int16Array
  values: Float64Array
}

export const optionsOfPlan = ({ places }: Plans, plan: number): number[] => {
  const found: number[] = []
  for (let at = plan * 3; at < plan * 3 + 3; at += 1) if (places[at]! >= 0) found.push(places[at]!)
  return found
}

/**
 * Every plan of a lot (award.md §5.1): the volumes that save most such that each option has its least volume and no
 * set of options sells more than the demand that may use one of it. Exact, since a license saves the same whoever
 * buys it: least volumes first, then raised in order of price.
 */
export function plansOf(options: readonly Option[], groups: readonly Group[], maxWinners: number): Plans {
  const order = options.toSorted((a, b) => a.price - b.price || a.place - b.place)
  const reach = order.map((option) => reachOf(option, groups))
  const single = reach.map((its) => its.reduce((sum, quantity) => sum + quantity, 0))
  const pair = reach.map((its, i) => reach.map((other, j) => (j === i ? single[i]! : joint(its, other))))
  const found = new PlanList()
  const most = Math.min(maxWinners, 3)
  for (let i = 0; i < order.length; i += 1) {
    const a = order[i]!
    if (a.from > single[i]!) continue
    found.add(a.profit * Math.min(a.cap, single[i]!), a.place, -1, -1)
    if (most < 2) continue
    for (let j = i + 1; j < order.length; j += 1) {
      const b = order[j]!
      const ab = pair[i]![j]!
      if (b.vendor === a.vendor || b.from > single[j]! || a.from + b.from > ab) continue
      const qa = Math.min(a.cap, single[i]!, ab - b.from)
      const qb = Math.min(b.cap, single[j]!, ab - qa)
      found.add(a.profit * qa + b.profit * qb, a.place, b.place, -1)
      if (most < 3) continue
      const left = beyond(reach[i]!, reach[j]!)
      for (let k = j + 1; k < order.length; k += 1) {
        const c = order[k]!
        if (c.vendor === a.vendor || c.vendor === b.vendor || c.from > single[k]!) continue
        const [ac, bc] = [pair[i]![k]!, pair[j]![k]!]
        if (a.from + c.from > ac || b.from + c.from > bc) continue
        const abc = ab + sumOver(left, reach[k]!)
        if (a.from + b.from + c.from > abc) continue
        const first = Math.min(a.cap, single[i]!, ab - b.from, ac - c.from, abc - b.from - c.from)
        const second = Math.min(b.cap, single[j]!, ab - first, bc - c.from, abc - first - c.from)
        const third = Math.min(c.cap, single[k]!, ac - first, bc - second, abc - first - second)
        found.add(a.profit * first + b.profit * second + c.profit * third, a.place, b.place, c.place)
      }
    }
  }
  return found.plans()
}

/** The demand of each group where the option may be used, else 0. */
function reachOf({ place }: Option, groups: readonly Group[]): Float64Array {
  return Float64Array.from(groups, ({ usable, quantity }) => (usable[place] === 1 ? quantity : 0))
}

/** Demand that may use one of two options. */
function joint(own: Float64Array, other: Float64Array): number {
  let total = 0
  for (let at = 0; at < own.length; at += 1) total += Math.max(own[at]!, other[at]!)
  return total
}

/** The groups that may use neither. */
function beyond(own: Float64Array, other: Float64Array): number[] {
  const left: number[] = []
  for (let at = 0; at < own.length; at += 1) if (own[at] === 0 && other[at] === 0) left.push(at)
  return left
}

function sumOver(places: readonly number[], reach: Float64Array): number {
  let total = 0
  for (const at of places) total += reach[at]!
  return total
}

class PlanList {
  #count = 0
  #places = new Int16Array(3 * 256)
  #values = new Float64Array(256)

  add(value: number, a: number, b: number, c: number) {
    if (this.#count === this.#values.length) this.#grow()
    this.#places.set([a, b, c], this.#count * 3)
    this.#values[this.#count] = value
    this.#count += 1
  }

  #grow() {
    const [places, values] = [this.#places, this.#values]
    this.#places = new Int16Array(places.length * 2)
    this.#values = new Float64Array(values.length * 2)
    this.#places.set(places)
    this.#values.set(values)
  }

  plans(): Plans {
    const count = this.#count
    return { count, places: this.#places.slice(0, count * 3), values: this.#values.slice(0, count) }
  }
}
