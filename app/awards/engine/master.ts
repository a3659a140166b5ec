import type { Multipliers } from '../certificate'
import type { Instance } from '../instance'
import type { LotMarket, Market } from './market'
import { LinearModel } from './milp/model'
import type { Limits, Solver } from './milp/solver'
import { optionsOfPlan } from './plans'

/** Integers ≥ 0 for each bundle and lot; whatever they are, the bound holds. */
export type Prices = { alpha: Map<string, number>; beta: Map<string, number> }

export type Master = {
  prices: Prices
  /** per lot the plan to fill, -1 for none */
  chosen: number[]
}

/** fen per unit of the model, so that its numbers stay near one */
export const scale = 1e5

const keyOf = (bundle: number, lot: string) => `${bundle}_${lot}`

/**
 * Which plan in which lot, bundles kept consistent (award.md §5.2), and the prices of bundles that prove how much can
 * be saved at most.
 */
export function solveMaster(market: Market, solver: Solver, limits: Limits): Master {
  const { instance, lots } = market
  const prices: Prices = { alpha: new Map(), beta: new Map() }
  if (instance.bundles.length === 0) return { prices, chosen: lots.map(({ plans }) => bestOf(plans.values)) }
  const columns = lots.map((lot) => bestBySignature(market, lot.index))
  const { model, variables, links } = masterOf(market, columns)
  const relaxed = solver.relax(model)
  const { values } = solver.maximize(model, limits)
  const chosen = columns.map((plans, lot) => {
    const at = values ? variables[lot]!.findIndex((column) => values[column]! > 0.5) : -1
    return at < 0 ? -1 : plans[at]!.plan
  })
  return { prices: relaxed ? pricesOf(links, relaxed.rowPrices) : prices, chosen }
}

type Link = { kind: keyof Prices; key: string; row: number }

/** One of the columns of each lot, bundles kept consistent; the links are the rows that price them. */
export function masterOf({ instance, lots }: Market, columns: readonly (readonly Signed[])[]) {
  const model = new LinearModel()
  const variables = columns.map((plans) => plans.map(({ value }) => model.column(value / scale, 1)))
  const bundles = instance.bundles.map(() => model.column(0, 1))
  variables.forEach((its) => {
    model.row(
      -Infinity,
      1,
      its.map((column) => [column, 1]),
    )
  })
  const links: Link[] = []
  instance.bundles.forEach(({ lots: its }, bundle) => {
    for (const lot of lots.filter(({ id }) => its.includes(id))) {
      const those = (does: (plan: Signed) => boolean) =>
        columns[lot.index]!.flatMap((plan, at) =>
          does(plan) ? [[variables[lot.index]![at]!, 1] as const] : [],
        )
      const won = those(({ wins }) => wins.has(bundle))
      const used = those(({ uses }) => uses.has(bundle))
      const w = bundles[bundle]!
      const negated = won.map(([column]) => [column, -1] as const)
      links.push({
        kind: 'alpha',
        key: keyOf(bundle, lot.id),
        row: model.row(-Infinity, 0, [[w, 1], ...negated]),
      })
      links.push({
        kind: 'beta',
        key: keyOf(bundle, lot.id),
        row: model.row(-Infinity, 0, [...used, [w, -1]]),
      })
    }
  })
  return { model, variables, links }
}

/** What the relaxed program's rows say of bundles, in whole fen. */
export function pricesOf(links: readonly Link[], rowPrices: Float64Array): Prices {
  const prices: Prices = { alpha: new Map(), beta: new Map() }
  for (const { kind, key, row } of links) {
    const price = Math.round(Math.abs(rowPrices[row]!) * scale)
    if (price > 0) prices[kind].set(key, price)
  }
  return prices
}

function bestOf(values: Float64Array): number {
  let best = -1
  values.forEach((value, at) => {
    if (value > (best < 0 ? 0 : values[best]!)) best = at
  })
  return best
}

/** A plan with the bundles that its vendors are in, and those whose price it uses. */
export type Signed = { plan: number; value: number; wins: Set<number>; uses: Set<number> }

/** Of plans that mean the same to every bundle only the best counts. */
export function bestBySignature({ lots }: Market, index: number): Signed[] {
  const { plans, options, bundleOf } = lots[index]!
  const best = new Map<string, Signed>()
  for (let plan = 0; plan < plans.count; plan += 1) {
    const value = plans.values[plan]!
    let key = ''
    for (const place of optionsOfPlan(plans, plan)) {
      const { vendor, bundle } = options[place]!
      const own = bundleOf(vendor)
      if (own !== null) key += `${own}${bundle === null ? '' : '*'} `
    }
    key = key.split(' ').toSorted().join(' ')
    if (value <= (best.get(key)?.value ?? 0) && !(key !== '' && !best.has(key))) continue
    best.set(key, { plan, value, ...signatureOf(lots[index]!, plan) })
  }
  return [...best.values()]
}

export function signatureOf({ plans, options, bundleOf }: LotMarket, plan: number) {
  const its = optionsOfPlan(plans, plan).map((place) => options[place]!)
  const inBundle = its.flatMap(({ vendor }) => bundleOf(vendor) ?? [])
  const uses = its.flatMap(({ bundle }) => bundle ?? [])
  return { wins: new Set(inBundle), uses: new Set(uses) }
}

/** What a plan is worth once bundles have their prices; with none chosen, nothing. */
export function pricedValues({ lots }: Market, index: number, prices: Prices): Float64Array {
  const { plans } = lots[index]!
  const rewards = rewardsOf(lots[index]!, prices)
  const values = new Float64Array(plans.count)
  for (let plan = 0; plan < plans.count; plan += 1) {
    values[plan] = plans.values[plan]!
    for (const place of optionsOfPlan(plans, plan)) values[plan]! += rewards[place]!
  }
  return values
}

/** What bundles' prices add to each option of a lot. */
export const rewardsOf = ({ id, options, bundleOf }: LotMarket, { alpha, beta }: Prices): number[] =>
  options.map(({ vendor, bundle }) => {
    const own = bundleOf(vendor)
    if (own === null) return 0
    return (alpha.get(keyOf(own, id)) ?? 0) - (bundle === null ? 0 : (beta.get(keyOf(own, id)) ?? 0))
  })

/** What bundles' prices leave to be added once, whatever is won. */
export const owedTo = ({ bundles }: Instance, { alpha, beta }: Prices): number =>
  bundles.reduce((total, { lots }, bundle) => {
    const left = lots.reduce(
      (sum, lot) => sum + (beta.get(keyOf(bundle, lot)) ?? 0) - (alpha.get(keyOf(bundle, lot)) ?? 0),
      0,
    )
    return total + Math.max(0, left)
  }, 0)

/** The bound's multipliers as the certificate states them: whole, in text, zeros left out. */
export const multipliersOf = ({ alpha, beta }: Prices): Multipliers => {
  const texts = (of: ReadonlyMap<string, number>) =>
    Object.fromEntries([...of].map(([key, price]) => [key, String(price)]))
  return { alpha: texts(alpha), beta: texts(beta) }
}
