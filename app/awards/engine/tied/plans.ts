import type { LotMarket } from '../market'
import { isUsable } from '../options'
import { optionsOfPlan } from '../plans'

/** A pledge whose buyer is served in all of its lots or in none, by the options of its lot that may serve it. */
export type TiedPledge = { buyer: string; quantity: number; usable: Uint8Array }

/** of a fen: below it sums of doubles are taken for the same, and what a unit is worth */
const slight = 1e-3
const slightest = 1e-9

/**
 * What the plans of a lot could save at most when each tied pledge that is served counts for `lambda` more (award.md
 * §6): the verifier's bound in floating point, kept warm from one lambda to the next.
 */
export class TiedPlans {
  readonly lot: LotMarket
  readonly tied: readonly TiedPledge[]
  readonly lambda: Float64Array
  /** plans, those that save most first */
  readonly order: Int32Array
  readonly #groups: { usable: Uint8Array; quantity: number }[]
  readonly #isRead: Uint8Array
  /** eight a plan: demand by which of its options may serve it */
  readonly #units: Float64Array
  /** by plan and tied pledge, which of the plan's options may serve it */
  readonly #masks: Uint8Array
  /** three a plan: the unit values that proved least so far */
  readonly #values: Float64Array
  readonly #most = new Float64Array(8)
  readonly #current = new Float64Array(3)
  readonly #moved = new Float64Array(3)

  constructor(lot: LotMarket, tiedBuyers: ReadonlySet<string>) {
    this.lot = lot
    const tied: TiedPledge[] = []
    const groups = new Map<string, { usable: Uint8Array; quantity: number }>()
    for (const slice of lot.slices) {
      const { quantity, stake, isStretch } = slice
      const usable = Uint8Array.from(lot.options, (option) => (isUsable(option, slice) ? 1 : 0))
      if (!isStretch && tiedBuyers.has(stake.buyer)) {
        tied.push({ buyer: stake.buyer, quantity, usable })
        continue
      }
      const key = usable.join('')
      const group = groups.get(key)
      if (group) group.quantity += quantity
      else groups.set(key, { usable, quantity })
    }
    this.tied = tied
    this.lambda = new Float64Array(tied.length)
    this.#groups = [...groups.values()]
    const { count, values } = lot.plans
    this.order = Int32Array.from({ length: count }, (_, plan) => plan)
    this.order.sort((a, b) => values[b]! - values[a]! || a - b)
    this.#isRead = new Uint8Array(count)
    this.#units = new Float64Array(count * 8)
    this.#masks = new Uint8Array(count * tied.length)
    this.#values = new Float64Array(count * 3)
  }

  /** Less than this no plan gains by lambda beyond what it saves without. */
  get promised(): number {
    return this.lambda.reduce((sum, lambda) => sum + Math.max(0, lambda), 0)
  }

  /** The least that is proven of the plan; the search ends where that is no more than `floor`. */
  worth(plan: number, floor: number): number {
    if (this.#isRead[plan] === 0) this.#read(plan)
    const current = this.#current
    const places = optionsOfPlan(this.lot.plans, plan)
    const size = places.length
    current.set(this.#values.subarray(plan * 3, plan * 3 + 3))
    let least = this.#worthAt(plan, places, current)
    const marks = this.#marks(plan, places)
    for (let isLower = true; isLower && least > floor;) {
      isLower = false
      for (let set = 1; set < 1 << size; set += 1) {
        const step = this.#bestStep(plan, places, set, marks, least)
        if (step === 0) continue
        for (let at = 0; at < size; at += 1) if (set & (1 << at)) current[at]! += step
        least = this.#worthAt(plan, places, current)
        isLower = true
      }
    }
    this.#values.set(current, plan * 3)
    return least
  }

  /** How much of each tied pledge the plan serves where it is worth most; to be asked after `worth`. */
  served(plan: number): Float64Array {
    const places = optionsOfPlan(this.lot.plans, plan)
    const values = this.#values.subarray(plan * 3, plan * 3 + 3)
    this.#worthAt(plan, places, values)
    const served = new Float64Array(this.tied.length)
    const even: number[] = []
    this.tied.forEach(({ quantity }, at) => {
      const mask = this.#masks[plan * this.tied.length + at]!
      if (mask === 0) return
      const gain = quantity * this.#most[mask]! + this.lambda[at]!
      if (Math.abs(gain) <= slight) even.push(at)
      else if (gain > 0) served[at] = 1
    })
    for (const at of even) {
      const left = this.#leftFor(plan, places, values, served, at)
      served[at] = Math.min(1, Math.max(0, left / this.tied[at]!.quantity))
    }
    return served
  }

  /** Units that options of a pledge's own value sell beside what is served already, at a value that is the same. */
  #leftFor(
    plan: number,
    places: readonly number[],
    values: Float64Array,
    served: Float64Array,
    own: number,
  ): number {
    const maskOf = (at: number) => this.#masks[plan * this.tied.length + at]!
    const level = this.#most[maskOf(own)]!
    const isSame = (value: number) => Math.abs(value - level) < slightest
    let left = 0
    places.forEach((place, at) => {
      if (!isSame(values[at]!)) return
      const { profit, from, cap } = this.lot.options[place]!
      left += profit < level - slightest ? from : cap
    })
    for (let mask = 1; mask < 8; mask += 1)
      if (level > 0 && isSame(this.#most[mask]!)) left -= this.#units[plan * 8 + mask]!
    served.forEach((share, at) => {
      if (share > 0 && isSame(this.#most[maskOf(at)]!)) left -= share * this.tied[at]!.quantity
    })
    return left
  }

  #read(plan: number) {
    const places = optionsOfPlan(this.lot.plans, plan)
    const maskOf = (usable: Uint8Array) =>
      places.reduce((mask, place, at) => mask | (usable[place]! << at), 0)
    for (const { usable, quantity } of this.#groups) this.#units[plan * 8 + maskOf(usable)]! += quantity
    this.tied.forEach(({ usable }, at) => (this.#masks[plan * this.tied.length + at] = maskOf(usable)))
    places.forEach((place, at) => (this.#values[plan * 3 + at] = this.lot.options[place]!.profit))
    this.#isRead[plan] = 1
  }

  #worthAt(plan: number, places: readonly number[], values: Float64Array): number {
    const most = this.#most
    const [a, b, c] = [values[0]!, values[1]!, values[2]!]
    most[1] = a
    most[2] = b
    most[3] = a > b ? a : b
    most[4] = c
    most[5] = a > c ? a : c
    most[6] = b > c ? b : c
    most[7] = most[3] > c ? most[3] : c
    let total = 0
    for (let at = 0; at < places.length; at += 1) {
      const { profit, from, cap } = this.lot.options[places[at]!]!
      const margin = profit - values[at]!
      total += margin > 0 ? margin * cap : margin * from
    }
    for (let mask = 1; mask < 1 << places.length; mask += 1)
      if (most[mask]! > 0) total += this.#units[plan * 8 + mask]! * most[mask]!
    const count = this.tied.length
    for (let at = 0; at < count; at += 1) {
      const mask = this.#masks[plan * count + at]!
      if (mask === 0) continue
      const gain = this.tied[at]!.quantity * most[mask]! + this.lambda[at]!
      if (gain > 0) total += gain
    }
    return total
  }

  /** Where the worth may bend as a unit value moves. */
  #marks(plan: number, places: readonly number[]): number[] {
    const marks = [0]
    for (const place of places) marks.push(this.lot.options[place]!.profit)
    const count = this.tied.length
    for (let at = 0; at < count; at += 1)
      if (this.#masks[plan * count + at] !== 0 && this.lambda[at] !== 0)
        marks.push(-this.lambda[at]! / this.tied[at]!.quantity)
    return marks
  }

  /** The step of a set of options, moved together, that lowers the worth most; 0 where none does. */
  #bestStep(
    plan: number,
    places: readonly number[],
    set: number,
    marks: readonly number[],
    worth: number,
  ): number {
    let [best, least] = [0, worth - slight]
    const [current, moved] = [this.#current, this.#moved]
    const consider = (step: number) => {
      for (let at = 0; at < 3; at += 1) moved[at] = set & (1 << at) ? current[at]! + step : current[at]!
      const found = this.#worthAt(plan, places, moved)
      if (found < least) [best, least] = [step, found]
    }
    for (let at = 0; at < places.length; at += 1) {
      if (!(set & (1 << at))) continue
      for (const mark of marks) consider(mark - current[at]!)
      for (let other = 0; other < places.length; other += 1)
        if (!(set & (1 << other))) consider(current[other]! - current[at]!)
    }
    return best
  }
}
