import { accepts } from '../ceilings'
import {
  awardHashOf,
  byName,
  type Certificate,
  certificateHashOf,
  gapPpmOf,
  type Multipliers,
  type Reason,
  type ScoreRow,
} from '../certificate'
import { type Instance, instanceHash } from '../instance'
import { isUsable, type Option, optionsOf } from './options'
import { type LotView, pairOf, type Priced, priceWinners, type Serve, type Stake, viewsOf } from './pricing'

export type Found = {
  instance: Instance
  noWorseOff: boolean
  seed: string
  serves: readonly Serve[]
  /** an upper bound on every award's saving, exact in integers; null where none is claimed */
  bound: (Multipliers & { value: bigint }) | null
  solverBound?: Certificate['solverBound']
  scoring?: readonly ScoreRow[]
  engine: Certificate['engine']
}

/** Writes what was found as `award-certificate/1`; the same award gives the same bytes. */
export function certify(found: Found): Certificate {
  const { instance, noWorseOff, seed, serves, bound, engine } = found
  const views = viewsOf(instance, noWorseOff)
  const winners = priceWinners(views, instance.bundles, serves)
  const sum = (amount: (winner: Priced) => number) =>
    winners.reduce((total, winner) => total + BigInt(amount(winner)) * BigInt(winner.quantity), 0n)
  const saving = sum(({ lot, price }) => views.get(lot)!.lot.referencePrice - price)
  const facts: Omit<Certificate, 'hash' | 'awardHash'> = {
    format: 'award-certificate/1',
    rules: 'muster-award/1',
    method: instance.objective,
    instance: { id: instance.id, hash: `sha256:${instanceHash(instance)}` },
    options: { noWorseOff, seed },
    objective: String(saving),
    cost: String(sum(({ price }) => price)),
    winners: winners.map(({ price, ...winner }) => ({
      lot: winner.lot,
      vendor: winner.vendor,
      tier: winner.tier,
      bundle: winner.bundle,
      unitPrice: String(price),
      quantity: winner.quantity,
      pledges: winner.pledges,
    })),
    assign: serves
      .map(({ buyer, lot, vendor, quantity }): Certificate['assign'][number] => [
        buyer,
        lot,
        vendor,
        quantity,
      ])
      .toSorted((a, b) => byName(a[0], b[0]) || byName(a[1], b[1])),
    unserved: unservedOf(instance, views, winners, serves),
    bound: bound && {
      method: bound.lambda ? 'plan-lagrangian/2' : 'plan-lagrangian/1',
      alpha: bound.alpha,
      beta: bound.beta,
      ...(bound.lambda && { lambda: bound.lambda }),
      value: String(bound.value),
    },
    solverBound: found.solverBound ?? null,
    gapPpm: gapPpmOf(saving, bound?.value ?? null),
    status: instance.objective !== 'saving' ? 'ranked' : bound?.value === saving ? 'optimal' : 'gap',
    counts: countsOf(views, winners, serves),
    scoring: [...(found.scoring ?? [])],
    engine,
  }
  const hashed = { ...facts, awardHash: awardHashOf(facts) }
  return { ...hashed, hash: certificateHashOf(hashed) }
}

const fits = ({ pledge }: Stake, { bids }: LotView, winner: Priced) =>
  winner.quantity + pledge.qty <= (bids.find(({ vendor }) => vendor === winner.vendor)!.maxQty ?? Infinity)

function unservedOf(
  { bundles }: Instance,
  views: ReadonlyMap<string, LotView>,
  winners: readonly Priced[],
  serves: readonly Serve[],
): Certificate['unserved'] {
  const served = new Set(serves.map(({ buyer, lot }) => pairOf(lot, buyer)))
  const rows: Certificate['unserved'] = []
  for (const [lot, view] of views) {
    const its = winners.filter((winner) => winner.lot === lot)
    const losing = optionsOf(view, bundles).options.filter(
      ({ vendor, bundle }) => bundle === null && its.every((winner) => winner.vendor !== vendor),
    )
    for (const stake of view.stakes)
      if (!served.has(pairOf(lot, stake.buyer)))
        rows.push([stake.buyer, lot, whyNot(view, its, losing, stake)])
  }
  return rows.toSorted((a, b) => byName(a[0], b[0]) || byName(a[1], b[1]))
}

/** The first reason that applies (award.md §3.4). */
function whyNot(view: LotView, winners: readonly Priced[], losing: readonly Option[], stake: Stake): Reason {
  if (view.bids.length === 0) return 'no_bid'
  const { pledge, base, declared, allOrNothing } = stake
  const mine = winners.filter(({ vendor }) => accepts(pledge, vendor))
  const affordable = mine.filter(({ price }) => price <= base)
  if (allOrNothing && affordable.some((winner) => fits(stake, view, winner))) return 'all_or_nothing'
  if (affordable.some((winner) => !fits(stake, view, winner))) return 'capacity'
  if (mine.some(({ price }) => price > base && price <= declared)) return 'stand_alone'
  if (winners.some(({ vendor, price }) => price <= base && !accepts(pledge, vendor)))
    return 'vendor_not_accepted'
  const slice = { stake, quantity: pledge.qty, ceiling: base, isStretch: false }
  const couldHave = losing.some((option) => isUsable(option, slice))
  if (couldHave && winners.length >= view.lot.maxWinners) return 'winner_limit'
  return winners.length > 0 ? 'ceiling' : 'lot_not_awarded'
}

function countsOf(
  views: ReadonlyMap<string, LotView>,
  winners: readonly Priced[],
  serves: readonly Serve[],
): Certificate['counts'] {
  const priceOf = new Map(winners.map(({ lot, vendor, price }) => [pairOf(lot, vendor), price]))
  const servedBy = new Map(serves.map((serve) => [pairOf(serve.lot, serve.buyer), serve]))
  let [pledges, envied, improvable] = [0, 0, 0]
  for (const [lot, view] of views) {
    const its = winners.filter((winner) => winner.lot === lot)
    for (const stake of view.stakes) {
      pledges += 1
      const serve = servedBy.get(pairOf(lot, stake.buyer))
      const mine = its.filter(({ vendor }) => accepts(stake.pledge, vendor))
      if (serve) {
        const paid = priceOf.get(pairOf(lot, serve.vendor))!
        if (mine.some(({ price }) => price < paid)) envied += 1
      } else if (
        !stake.allOrNothing &&
        mine.some((winner) => winner.price <= stake.base && fits(stake, view, winner))
      )
        improvable += 1
    }
  }
  const units = serves.reduce((total, { quantity }) => total + quantity, 0)
  return { pledges, served: serves.length, units, envied, improvable }
}
