import type { LotMarket, Market } from './market'
import type { Limits, Solver } from './milp/solver'
import { isUsable, type Option } from './options'
import { Placement } from './placement'
import { type Priced, priceWinners, type Serve } from './pricing'

type Means = { solver: Solver; limits: Limits; seed: string }

/** What a lot's program may take: counts, so that it ends alike everywhere. On the benchmark's markets the root alone finds what twenty nodes do. */
const small = { nodes: 1, steps: 300, until: Infinity }

/**
 * Of all awards that save as much by the same winners at the same prices, one that serves more pledges (award.md §7),
 * lot by lot; tied buyers are served as before. A lot is kept as it was where the exact saving would be another.
 */
export function serveMore(market: Market, means: Means, serves: readonly Serve[]): Serve[] {
  const views = new Map(market.lots.map((lot) => [lot.id, lot.view]))
  const winners = Map.groupBy(priceWinners(views, market.instance.bundles, serves), ({ lot }) => lot)
  const served = Map.groupBy(serves, ({ lot }) => lot)
  const decided = new Set(serves.map(({ buyer }) => buyer))
  return market.lots.flatMap((lot) => {
    const its = served.get(lot.id) ?? []
    if (its.length === 0) return []
    return moreOf(market, means, { lot, options: optionsOf(lot, winners.get(lot.id)!), its, serves, decided })
  })
}

type Placed = {
  lot: LotMarket
  options: readonly Option[]
  /** of the lot */
  its: readonly Serve[]
  /** of all lots */
  serves: readonly Serve[]
  decided: ReadonlySet<string>
}

function moreOf(
  market: Market,
  { solver, limits, seed }: Means,
  { lot, options, its, serves, decided }: Placed,
): readonly Serve[] {
  const buyers = new Set(its.map(({ buyer }) => buyer))
  const isLeft = lot.slices.some(
    (slice) =>
      !slice.isStretch &&
      !buyers.has(slice.stake.buyer) &&
      !slice.stake.allOrNothing &&
      options.some((option) => isUsable(option, slice)),
  )
  if (!isLeft) return its
  const saving = savingOf(options, its)
  const allowed = market.lots.map(({ index }) => (index === lot.index ? options : []))
  const placement = new Placement(market, allowed, { lots: [lot], areForced: true, decided, saving })
  const more = placement.solve(solver, { ...limits, ...small }, seed, serves).serves
  return more && more.length > its.length && savingOf(options, more) === saving ? more : its
}

/** The options by which the winners of a lot sell. */
const optionsOf = (lot: LotMarket, winners: readonly Priced[]) =>
  lot.options.filter(({ vendor, tier, bundle }) =>
    winners.some((winner) => winner.vendor === vendor && winner.tier === tier && winner.bundle === bundle),
  )

/** Fen, in doubles: whether the whole award saves the same is judged to the fen when it is kept. */
const savingOf = (options: readonly Option[], serves: readonly Serve[]) =>
  serves.reduce(
    (sum, { vendor, quantity }) =>
      sum + options.find((option) => option.vendor === vendor)!.profit * quantity,
    0,
  )
