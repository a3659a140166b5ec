import type { Multipliers } from '../../certificate'
import type { Market } from '../market'
import {
  bestBySignature,
  masterOf,
  multipliersOf,
  owedTo,
  type Prices,
  pricesOf,
  rewardsOf,
  scale,
  signatureOf,
  type Signed,
} from '../master'
import type { Limits, Solver } from '../milp/solver'
import { optionsOfPlan } from '../plans'
import { TiedPlans } from './plans'

/** A plan with how much of each tied pledge of its lot it serves, and what it saves so. */
type Column = Signed & { served: Float64Array }

/** Prices of bundles, and of tied pledges by lot in the order of its tied pledges. */
type TiedPrices = Prices & { lambda: Float64Array[] }

export type TiedMaster = {
  multipliers: Multipliers
  /** per lot the plan to fill, -1 for none, and what it would save with those tied buyers */
  chosen: number[]
  worths: number[]
  /** tied buyers whom the chosen plans serve everywhere */
  served: ReadonlySet<string>
  /** Options by lot and how far the best plan with them falls behind, fen; Infinity beyond `most`. */
  lossesWithin: (most: number) => number[][]
}

/** Buyers whose lots hang together, all of which have an option for them. */
export const tiedBuyersOf = ({ instance, stuck }: Market): ReadonlySet<string> =>
  new Set(
    instance.buyers.flatMap(({ id, allOrNothing, pledges }) =>
      allOrNothing && pledges.length > 1 && !stuck.has(id) ? [id] : [],
    ),
  )

/** After so many rounds the prices are good enough: any are valid. */
const mostRounds = 60

/**
 * The prices of bundles and of tied pledges that prove most (award.md §6), by column generation: the linear program of
 * the plans known so far sets the prices, each lot answers with its best plan at them, until none is new.
 */
export function solveTiedMaster(
  market: Market,
  tied: ReadonlySet<string>,
  solver: Solver,
  limits: Limits,
): TiedMaster {
  const lots = market.lots.map((lot) => new TiedPlans(lot, tied))
  const signed = lots.map(({ lot }) => bestBySignature(market, lot.index))
  const columns = lots.map((lot, at) => beginning(lot, signed[at]!))
  const known = columns.map((its) => new Set(its.map(nameOf)))
  let best: TiedPrices = {
    ...bundlePricesOf(market, solver, signed),
    lambda: lots.map(({ tied: its }) => new Float64Array(its.length)),
  }
  let bound = answersTo(market, lots, best).bound
  let master = new ColumnMaster(market, lots, columns)
  for (let round = 0; round < mostRounds; round += 1) {
    const prices = master.relax(solver)
    if (!prices) break
    const { bound: proven, plans } = answersTo(market, lots, prices)
    if (proven < bound) [best, bound] = [prices, proven]
    let isNew = false
    for (const [index, column] of plans.entries()) {
      if (!column || known[index]!.has(nameOf(column))) continue
      known[index]!.add(nameOf(column))
      columns[index]!.push(column)
      isNew = true
    }
    if (!isNew) break
    master = new ColumnMaster(market, lots, columns)
  }
  const picked = master.pick(solver, limits)
  return {
    multipliers: { ...multipliersOf(best), ...lambdaOf(lots, best.lambda) },
    chosen: picked.map((column) => column?.plan ?? -1),
    worths: picked.map((column) => column?.value ?? 0),
    served: servedBy(lots, picked),
    lossesWithin: (most) => lots.map((lot, at) => lossesOf(lot, best, best.lambda[at]!, most)),
  }
}

const nameOf = ({ plan, served }: Column) => `${plan} ${served.join(' ')}`

/** What bundles cost where nothing is asked for a tied pledge. */
function bundlePricesOf(market: Market, solver: Solver, signed: readonly Signed[][]): Prices {
  const { model, links } = masterOf(market, signed)
  const relaxed = links.length > 0 && solver.relax(model)
  return relaxed ? pricesOf(links, relaxed.rowPrices) : { alpha: new Map(), beta: new Map() }
}

/** The best plans for each way to meet the bundles, with all tied pledges they can serve and with none. */
function beginning(lot: TiedPlans, signed: readonly Signed[]): Column[] {
  const none = lot.tied.map(({ quantity }) => -quantity * 2 * lot.lot.view.lot.referencePrice)
  const under = (lambda: readonly number[]) => {
    lot.lambda.set(lambda)
    return signed.map(({ plan }) => columnOf(lot, plan, lot.worth(plan, -Infinity)))
  }
  return [...under(none.map(() => 0)), ...(lot.tied.length > 0 ? under(none) : [])]
}

function columnOf(lot: TiedPlans, plan: number, worth: number): Column {
  const served = lot.served(plan)
  const value = served.reduce((left, share, at) => left - share * lot.lambda[at]!, worth)
  return { plan, value, served, ...signatureOf(lot.lot, plan) }
}

/** What the prices prove, and each lot's best plan at them. */
function answersTo(market: Market, lots: readonly TiedPlans[], prices: TiedPrices) {
  let bound = owedTo(market.instance, prices)
  const plans = lots.map((lot, at) => {
    const best = bestOf(lot, prices, prices.lambda[at]!)
    bound += best.worth
    return best.plan < 0 ? null : columnOf(lot, best.plan, best.worth - best.reward)
  })
  return { bound, plans }
}

type Best = { plan: number; worth: number; reward: number }

function bestOf(lot: TiedPlans, prices: Prices, lambda: Float64Array): Best {
  let best: Best = { plan: -1, worth: 0, reward: 0 }
  for (const found of plansAbove(lot, prices, lambda, () => best.worth)) best = found
  return best
}

/** The plans of a lot that are worth more than a floor, which may rise meanwhile; those that save most come first. */
function* plansAbove(
  lot: TiedPlans,
  prices: Prices,
  lambda: Float64Array,
  floor: () => number,
): Generator<Best> {
  lot.lambda.set(lambda)
  const { plans } = lot.lot
  const { promised } = lot
  const rewards = rewardsOf(lot.lot, prices)
  const most = 3 * Math.max(0, ...rewards) + promised
  for (const plan of lot.order) {
    const value = plans.values[plan]!
    if (value + most <= floor()) return
    let reward = 0
    for (const place of optionsOfPlan(plans, plan)) reward += rewards[place]!
    if (value + reward + promised <= floor()) continue
    const worth = Math.min(value + promised, lot.worth(plan, floor() - reward)) + reward
    if (worth > floor()) yield { plan, worth, reward }
  }
}

function lossesOf(lot: TiedPlans, prices: Prices, lambda: Float64Array, most: number): number[] {
  const best = bestOf(lot, prices, lambda).worth
  const losses = lot.lot.options.map(() => Infinity)
  for (const { plan, worth } of plansAbove(lot, prices, lambda, () => best - most - 1))
    for (const place of optionsOfPlan(lot.lot.plans, plan))
      losses[place] = Math.min(losses[place]!, best - worth)
  return losses
}

/** The linear program of the columns known so far. */
class ColumnMaster {
  readonly #lots: readonly TiedPlans[]
  readonly #columns: readonly (readonly Column[])[]
  readonly #master: ReturnType<typeof masterOf>
  readonly #ties: { first: Place; other: Place; row: number }[] = []
  #values: Float64Array | null = null

  constructor(market: Market, lots: readonly TiedPlans[], columns: readonly (readonly Column[])[]) {
    this.#lots = lots
    this.#columns = columns.map((its) => [...its])
    this.#master = masterOf(market, this.#columns)
    for (const [first, ...others] of placesOf(lots).values())
      for (const other of others) {
        const terms = [...this.#termsOf(first!, -1), ...this.#termsOf(other, 1)]
        if (terms.length > 0)
          this.#ties.push({ first: first!, other, row: this.#master.model.row(0, 0, terms) })
      }
  }

  #termsOf({ lot, at }: Place, sign: number) {
    return this.#columns[lot]!.flatMap(({ served }, n) =>
      served[at]! > 0 ? [[this.#master.variables[lot]![n]!, sign * served[at]!] as const] : [],
    )
  }

  /** The prices of its rows, in whole fen; those of a buyer's pledges come to zero. */
  relax(solver: Solver): TiedPrices | null {
    const relaxed = solver.relax(this.#master.model)
    if (!relaxed) return null
    this.#values = relaxed.values
    const lambda = this.#lots.map(({ tied }) => new Float64Array(tied.length))
    for (const { first, other, row } of this.#ties) {
      const price = Math.round(relaxed.rowPrices[row]! * scale)
      lambda[other.lot]![other.at]! -= price
      lambda[first.lot]![first.at]! += price
    }
    return { ...pricesOf(this.#master.links, relaxed.rowPrices), lambda }
  }

  /** One column for each lot, or none: as the linear program has it where that is whole. */
  pick(solver: Solver, limits: Limits): (Column | null)[] {
    const { model, variables } = this.#master
    const isWhole = this.#values?.every((value) => Math.abs(value - Math.round(value)) < 1e-6)
    const values = isWhole ? this.#values : solver.maximize(model, limits).values
    return this.#columns.map(
      (its, lot) => its.find((_, n) => (values?.[variables[lot]![n]!] ?? 0) > 0.5) ?? null,
    )
  }
}

type Place = { lot: number; at: number }

/** Where each tied buyer has its pledges. */
function placesOf(lots: readonly TiedPlans[]): Map<string, Place[]> {
  const places = lots.flatMap(({ tied }, lot) => tied.map(({ buyer }, at) => ({ buyer, lot, at })))
  return Map.groupBy(places, ({ buyer }) => buyer)
}

function servedBy(lots: readonly TiedPlans[], picked: readonly (Column | null)[]): Set<string> {
  const isServed = ({ lot, at }: Place) => (picked[lot]?.served[at] ?? 0) > 0.999
  return new Set([...placesOf(lots)].flatMap(([buyer, its]) => (its.every(isServed) ? [buyer] : [])))
}

/** In text as the certificate states them, zeros left out; nothing where all are zero. */
function lambdaOf(lots: readonly TiedPlans[], lambda: readonly Float64Array[]): Pick<Multipliers, 'lambda'> {
  const stated: Record<string, Record<string, string>> = {}
  for (const [buyer, places] of placesOf(lots))
    for (const { lot, at } of places) {
      const price = lambda[lot]![at]!
      if (price !== 0) (stated[buyer] ??= {})[lots[lot]!.lot.id] = String(price)
    }
  return Object.keys(stated).length > 0 ? { lambda: stated } : {}
}
