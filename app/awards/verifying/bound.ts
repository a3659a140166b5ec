import type { Multipliers } from '../certificate'
import { type Claim, type Facts, type LotFacts, takes } from './facts'
import { bestPlan, type Demand, type Group } from './best-plan'
import type { Pledge } from '../instance'
import { isEligible, type Option, optionsOf, slicesOf } from './options'
import type { TiedDemand } from './tied-worth'

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
  const usersOf = usersAmong(options)
  for (const { claim, quantity, ceiling, isStretch } of slicesOf(lot)) {
    if (stuck.has(claim.buyer.id)) continue
    const users = usersOf(ceiling, claim.pledge)
    add(all, users, quantity)
    const lambda = isStretch ? undefined : prices.get(claim)
    if (lambda === undefined) add(free, users, quantity)
    else tied.push({ usable: users.usable, quantity: BigInt(quantity), lambda })
  }
  return { all: [...all.values()], free: [...free.values()], tied }
}

/** Options that a slice may use: by place, and as a name. */
type Users = { usable: Uint8Array; name: string }

/** Many slices stand at one ceiling and accept the same vendors. */
function usersAmong(options: readonly Option[]) {
  const known = new Map<string | number, Users>()
  // None is above the reference price, which is a safe integer.
  const asked = options.map(({ price }) => Number(price))
  return (ceiling: number, pledge: Pledge): Users => {
    const key = pledge.acceptable ? JSON.stringify([ceiling, pledge.acceptable]) : ceiling
    const found = known.get(key)
    if (found) return found
    const usable = new Uint8Array(options.length)
    for (const [at, { vendor }] of options.entries())
      if (ceiling >= asked[at]! && takes(pledge, vendor)) usable[at] = 1
    const users = { usable, name: usable.join('') }
    known.set(key, users)
    return users
  }
}

function add(groups: Map<string, Group>, { usable, name }: Users, quantity: number) {
  const group = groups.get(name)
  if (group) group.quantity += quantity
  else groups.set(name, { usable, quantity })
}
