import type { Allowed } from './classes'
import { fillPlainly } from './filling'
import type { LotMarket, Market } from './market'
import type { Limits, Solver } from './milp/solver'
import { Placement } from './placement'
import { optionsOfPlan } from './plans'
import type { Serve } from './pricing'
import { pack } from './tied/packing'

type Means = { solver: Solver; limits: Limits; seed: string }

/** Who is served under the chosen plans, lot by lot. */
export function placePlans(market: Market, means: Means, chosen: readonly number[]): Serve[] {
  return placeEach(market, means, chosen, (lot, plan, allowed) => {
    const plain = fillPlainly(lot, optionsOfPlan(lot.plans, plan))
    if (plain?.saving === lot.plans.values[plan]) return plain!.serves
    return new Placement(market, allowed, { lots: [lot], areForced: true })
  })
}

/** Who is served under the chosen plans when it is decided which tied buyers are; `worths` is what it could come to. */
export function placeDecided(
  market: Market,
  means: Means,
  {
    chosen,
    served,
    worths,
  }: { chosen: readonly number[]; served: ReadonlySet<string>; worths: readonly number[] },
): Serve[] {
  return placeEach(market, means, chosen, (lot, _, allowed) => {
    const packed = pack(market, lot, allowed[lot.index]!, served, means.seed)
    // Of whole fen, held in doubles.
    if (packed && packed.saving >= worths[lot.index]! - 0.5) return packed.serves
    return new Placement(market, allowed, { lots: [lot], areForced: true, decided: served })
  })
}

/** Each lot by itself; all together where one of them cannot be placed so. */
function placeEach(
  market: Market,
  { solver, limits, seed }: Means,
  chosen: readonly number[],
  place: (lot: LotMarket, plan: number, allowed: Allowed) => Serve[] | Placement,
): Serve[] {
  const allowed = market.lots.map(({ plans, options }, at) =>
    chosen[at]! < 0 ? [] : optionsOfPlan(plans, chosen[at]!).map((place) => options[place]!),
  )
  const found: Serve[] = []
  for (const lot of market.lots) {
    if (allowed[lot.index]!.length === 0) continue
    const placed = place(lot, chosen[lot.index]!, allowed)
    const serves = placed instanceof Placement ? placed.solve(solver, limits, seed).serves : placed
    if (!serves) return new Placement(market, allowed).solve(solver, limits, seed).serves ?? []
    found.push(...serves)
  }
  return found
}
