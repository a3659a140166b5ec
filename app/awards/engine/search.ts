import type { Certificate, Multipliers } from '../certificate'
import type { Instance } from '../instance'
import { exactBound } from '../verifying/bound'
import { factsOf } from '../verifying/facts'
import type { Allowed } from './classes'
import { fillUp } from './filling'
import { type Market, marketOf } from './market'
import { multipliersOf, type Prices, pricedValues, scale, solveMaster } from './master'
import type { Limits, Solver, Stop } from './milp/solver'
import { Placement } from './placement'
import { placeDecided, placePlans } from './placing'
import { serveMore } from './serving-more'
import { solveTiedMaster, tiedBuyersOf } from './tied/master'
import { optionsOfPlan } from './plans'
import { priceWinners, type Serve } from './pricing'

export type Phase = 'plans' | 'award' | 'core' | 'whole' | 'done'
/** The bound is null where none is claimed. */
export type Progress = { phase: Phase; incumbent: bigint; bound: bigint | null }

export type SearchOptions = {
  noWorseOff: boolean
  seed: string
  limits: Limits
  onProgress?: (progress: Progress) => void
}

export type Searched = {
  serves: Serve[]
  bound: Multipliers & { value: bigint }
  solverBound: Certificate['solverBound']
  stoppedBy: Stop
}

type State = {
  market: Market
  solver: Solver
  options: SearchOptions
  serves: Serve[]
  saving: bigint
  bound: bigint
  /** Options by lot and how far the best plan with them falls behind, fen; beyond `most` it need not be known. */
  lossesWithin: (most: number) => number[][]
  stoppedBy: Stop
  solverBound: number | null
}

/** The best award that is found, beside a bound that none exceeds (award.md §5). */
export function search(instance: Instance, solver: Solver, options: SearchOptions): Searched {
  const { noWorseOff, onProgress } = options
  const market = marketOf(instance, noWorseOff)
  const { multipliers, lossesWithin, place } = mastered(market, solver, options)
  const bound = exactBound(factsOf(instance, noWorseOff), multipliers)
  const state: State = {
    market,
    solver,
    options,
    serves: [],
    saving: 0n,
    bound,
    lossesWithin,
    stoppedBy: 'proof',
    solverBound: null,
  }
  onProgress?.({ phase: 'plans', incumbent: 0n, bound })
  keep(state, fillUp(market, place(), options.seed), 'award')
  if (!isClosed(state)) improve(state)
  // By counts alone: an award that the clock has cut short could be another one elsewhere.
  const isLate = solver.now() >= options.limits.until
  if (!isLate) keep(state, serveMore(market, { solver, ...options }, state.serves), 'award')
  onProgress?.({ phase: 'done', incumbent: state.saving, bound })
  return {
    serves: state.serves,
    bound: { ...multipliers, value: bound },
    stoppedBy: isLate ? 'time' : isClosed(state) ? 'proof' : state.stoppedBy,
    solverBound:
      isClosed(state) || state.solverBound === null
        ? null
        : {
            value: String(state.solverBound),
            engine: `highs ${solver.version}`,
            tolerance: '0.000001',
          },
  }
}

const isClosed = ({ saving, bound, options }: State) =>
  saving >= bound || Number(bound - saving) <= options.limits.gap * Number(saving)

/** Keeps the better of two awards; of equal ones that with more pledges served. */
function keep(state: State, serves: Serve[], phase: Phase) {
  const saving = savingOf(state.market, serves)
  if (saving < state.saving || (saving === state.saving && serves.length <= state.serves.length)) return
  Object.assign(state, { serves, saving })
  state.options.onProgress?.({ phase, incumbent: saving, bound: state.bound })
}

function savingOf({ lots, instance }: Market, serves: readonly Serve[]): bigint {
  const views = new Map(lots.map((lot) => [lot.id, lot.view]))
  return priceWinners(views, instance.bundles, serves).reduce(
    (total, { lot, price, quantity }) =>
      total + BigInt(views.get(lot)!.lot.referencePrice - price) * BigInt(quantity),
    0n,
  )
}

/** What the bound is reckoned with, what that says of each option, and an award of the plans that it favors. */
function mastered(market: Market, solver: Solver, { limits, seed }: SearchOptions) {
  const means = { solver, limits, seed }
  const tied = tiedBuyersOf(market)
  if (tied.size > 0) {
    const master = solveTiedMaster(market, tied, solver, limits)
    return { ...master, place: () => placeDecided(market, means, master) }
  }
  const { prices, chosen } = solveMaster(market, solver, limits)
  return {
    multipliers: multipliersOf(prices),
    lossesWithin: () => lossesOf(market, prices),
    place: () => placePlans(market, means, chosen),
  }
}

/** Options of a lot by how much a plan with them falls behind the lot's best, fen. */
function lossesOf(market: Market, prices: Prices): number[][] {
  return market.lots.map(({ index, options, plans }) => {
    const values = pricedValues(market, index, prices)
    const best = values.reduce((most, value) => Math.max(most, value), 0)
    const losses = options.map(() => Infinity)
    for (let plan = 0; plan < plans.count; plan += 1)
      for (const place of optionsOfPlan(plans, plan))
        losses[place] = Math.min(losses[place]!, best - values[plan]!)
    return losses
  })
}

const manyOptions = 400
/** of the bound: how far a plan may fall behind to be tried first */
const cores = [0.0001, 0.0004, 0.0012]
/** Larger models take more memory than there is. */
const mostColumns = 24_000

/** Searches among the options of all plans that an award better than the known one could use. */
function improve(state: State) {
  const { market, solver, options, bound } = state
  const losses = state.lossesWithin(Math.max(Number(bound - state.saving), cores.at(-1)! * Number(bound)))
  const within = (loss: number): Allowed =>
    market.lots.map((lot, at) => lot.options.filter(({ place }) => losses[at]![place]! <= loss))
  const slack = () => Number(bound - state.saving)
  const attempt = (allowed: Allowed, phase: Phase) => {
    const placement = new Placement(market, allowed)
    if (placement.size.columns > mostColumns) return null
    const found = placement.solve(
      solver,
      options.limits,
      options.seed,
      state.serves,
      // What a search among some of the options cannot exceed says nothing about the others.
      (incumbent, limit) =>
        options.onProgress?.({
          phase,
          incumbent: fenOf(incumbent),
          bound: phase === 'whole' ? least(bound, fenOf(limit)) : bound,
        }),
    )
    if (found.serves) keep(state, fillUp(market, found.serves, options.seed), phase)
    return found
  }
  if (within(slack()).flat().length > manyOptions)
    for (const share of cores) {
      const loss = share * Number(bound)
      if (loss < slack() && !isClosed(state)) attempt(within(loss), 'core')
    }
  if (isClosed(state)) return
  const whole = attempt(within(slack()), 'whole')
  state.stoppedBy = whole?.stoppedBy ?? 'nodes'
  const proven = Math.ceil((whole?.bound ?? Infinity) * scale)
  if (Number.isFinite(proven)) state.solverBound = Math.max(proven, Number(state.saving))
}

const fenOf = (units: number) => (Number.isFinite(units) ? BigInt(Math.round(units * scale)) : 0n)
const least = (a: bigint, b: bigint) => (b > 0n && b < a ? b : a)
