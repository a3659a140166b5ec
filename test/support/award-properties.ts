import fc from 'fast-check'
import type { Certificate } from '~/awards/certificate'
import type { clear, whyNotClear } from '~/awards/clearing'
import type { solve } from '~/awards/engine/solve'
import type { Instance } from '~/awards/instance'
import type { verify } from '~/awards/verify'
import type { exactBound } from '~/awards/verifying/bound'
import type { factsOf } from '~/awards/verifying/facts'
import { bestSaving } from './brute-force'
import { anyInstance } from './instances'

/** The modules that a property is about: the product's, or a copy with a fault planted in it. */
export type AwardModules = {
  clear: typeof clear
  whyNotClear: typeof whyNotClear
  solve: typeof solve
  verify: typeof verify
  exactBound: typeof exactBound
  factsOf: typeof factsOf
}

export const seed = '07'.repeat(32)

/** Everything that can meet: several lots and winners, bundles, caps, minimums, stretches, ties. */
export const tinyMarkets = anyInstance({
  lots: 2,
  vendors: 3,
  buyers: 4,
  winners: 3,
  caps: true,
  minimums: true,
  bundles: true,
  allOrNothing: true,
  stretch: true,
  pickyBuyers: true,
  noWorseOff: true,
  tiers: 2,
})

const noWorseOff = (instance: Instance) => instance.options?.noWorseOff ?? false

const solved = ({ solve }: AwardModules, instance: Instance, drawn = seed): Promise<Certificate> =>
  solve(instance, { seed: drawn, noWorseOff: noWorseOff(instance) })

type Runs = { numRuns: number; endOnFailure?: boolean }
type Property = (modules: AwardModules, runs: Runs) => void | Promise<void>

const fail = (why: string): never => {
  throw new Error(why)
}

/** What must hold of every award, each by its name; each throws where it does not. */
export const properties = {
  'no feasible award saves more': (modules, runs) =>
    fc.assert(
      fc.asyncProperty(tinyMarkets, async (instance) => {
        const { objective } = await solved(modules, instance)
        const best = bestSaving(instance)
        if (objective !== String(best)) fail(`${objective} instead of ${best}`)
      }),
      { ...runs, seed: 1 },
    ),

  'the verifier finds nothing, and nobody more could be served': (modules, runs) =>
    fc.assert(
      fc.asyncProperty(tinyMarkets, async (instance) => {
        const { errors, warnings } = modules.verify(instance, await solved(modules, instance))
        if (errors.length + warnings.length > 0) fail(JSON.stringify([errors, warnings]))
      }),
      { ...runs, seed: 2 },
    ),

  'nobody pays more than their ceiling, the reference price or, where the rule holds, alone': (
    modules,
    runs,
  ) =>
    fc.assert(
      fc.asyncProperty(tinyMarkets, async (instance) => {
        const { assign, winners } = await solved(modules, instance)
        for (const [buyer, lot, vendor] of assign) {
          const price = Number(winners.find((it) => it.lot === lot && it.vendor === vendor)!.unitPrice)
          if (price > mostFor(instance, buyer, lot)) fail(`${buyer} in ${lot} pays ${price}`)
        }
      }),
      { ...runs, seed: 3 },
    ),

  'the order of buyers, bids, lots and vendors decides nothing': (modules, runs) =>
    fc.assert(
      fc.asyncProperty(shuffledMarkets, async ({ instance, other }) => {
        const [one, two] = [await solved(modules, instance), await solved(modules, other)]
        if (JSON.stringify([one.winners, one.assign]) !== JSON.stringify([two.winners, two.assign]))
          fail(JSON.stringify([one.assign, two.assign]))
      }),
      { ...runs, seed: 4 },
    ),

  'the bound is never below the best award, whatever the multipliers': (modules, runs) =>
    fc.assert(
      fc.property(
        tinyMarkets,
        fc.array(fc.nat(12), { minLength: 16, maxLength: 16 }),
        fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        (instance, amounts, shifts, isBalanced) => {
          const next = (at: number) => String(amounts[at % 16])
          const names = instance.bundles.flatMap(({ lots }, index) => lots.map((lot) => `${index}_${lot}`))
          const alpha = Object.fromEntries(names.map((name, at) => [name, next(at)]))
          const beta = Object.fromEntries(names.map((name, at) => [name, next(at + 7)]))
          const lambda = shiftsOf(instance, shifts, isBalanced)
          const multipliers = { alpha, beta, lambda }
          const bound = modules.exactBound(modules.factsOf(instance, noWorseOff(instance)), multipliers)
          const best = bestSaving(instance)
          if (bound < BigInt(best)) fail(`${bound} below ${best}`)
        },
      ),
      { ...runs, seed: 5 },
    ),

  'a ceiling counts only by the offered price that it bears': (modules, runs) =>
    fc.assert(
      fc.asyncProperty(tinyMarkets, async (instance) => {
        const [one, two] = [await solved(modules, instance), await solved(modules, normalized(instance))]
        const facts = ({ assign, winners, objective, bound }: Certificate) =>
          JSON.stringify([assign, winners, objective, bound?.value])
        if (facts(one) !== facts(two)) fail(`${facts(one)} became ${facts(two)}`)
      }),
      { ...runs, seed: 6 },
    ),

  'one vendor alone clears the largest volume that bears its own price': (modules, runs) =>
    fc.assert(
      fc.property(
        anyInstance({ lots: 1, vendors: 1, buyers: 5, minimums: true, stretch: true, noWorseOff: true }),
        (instance) => {
          const cleared = modules.clear(instance, 'L1', seed)
          const best = bestSaving(instance)
          if (Number(cleared?.saving ?? 0n) !== best) fail(`${cleared?.saving} instead of ${best}`)
          if (!cleared || !instance.bids[0]) return
          const price = Number(cleared.unitPrice)
          for (const { id, pledges } of instance.buyers) {
            const isServed = cleared.assign.some(({ buyer }) => buyer === id)
            const bears = pledges.some(({ lot }) => mostFor(instance, id, lot) >= price)
            if (isServed !== bears) fail(`${id} at ${price}`)
          }
        },
      ),
      { ...runs, seed: 7 },
    ),

  'a raised ceiling neither raises the price nor drops a buyer where everyone accepts everyone': (
    modules,
    runs,
  ) =>
    fc.assert(
      fc.property(
        anyInstance({ lots: 1, vendors: 3, buyers: 5, minimums: true }),
        fc.nat(4),
        fc.integer({ min: 1, max: 5 }),
        (instance, at, raise) => {
          const before = modules.clear(instance, 'L1', seed)
          if (!before) return
          const raised = structuredClone(instance)
          const { pledges } = raised.buyers[at % raised.buyers.length]!
          for (const pledge of pledges) pledge.ceiling = (pledge.ceiling ?? 12) + raise
          const after = modules.clear(raised, 'L1', seed)
          if (!after || after.unitPrice > before.unitPrice) fail(`${before.unitPrice} → ${after?.unitPrice}`)
          const served = new Set(after!.assign.map(({ buyer }) => buyer))
          for (const { buyer } of before.assign) if (!served.has(buyer)) fail(`${buyer} dropped`)
        },
      ),
      { ...runs, seed: 8 },
    ),
} satisfies Record<string, Property>

export type PropertyName = keyof typeof properties

/** A multiplier for each pledge of each buyer, tied or not; balanced ones come to zero for a buyer. */
function shiftsOf({ buyers }: Instance, shifts: readonly number[], isBalanced: boolean) {
  return Object.fromEntries(
    buyers.map(({ id, pledges }, at) => {
      const own = pledges.map((_, n) => shifts[(2 * at + n) % shifts.length]!)
      if (isBalanced) own[0] = -own.slice(1).reduce((sum, shift) => sum + shift, 0)
      return [id, Object.fromEntries(pledges.map(({ lot }, n) => [lot, String(own[n])]))]
    }),
  )
}

/** The highest price a pledge bears, without regard to stretches. */
function mostFor(instance: Instance, buyerId: string, lotId: string): number {
  const { referencePrice } = instance.lots.find(({ id }) => id === lotId)!
  const pledge = instance.buyers.find(({ id }) => id === buyerId)!.pledges.find(({ lot }) => lot === lotId)!
  const alone = instance.bids.flatMap(({ vendor, lot, tiers, minQty, maxQty }) =>
    lot === lotId &&
    (pledge.acceptable?.includes(vendor) ?? true) &&
    pledge.qty >= minQty &&
    pledge.qty <= (maxQty ?? Infinity)
      ? (tiers.findLast(({ from }) => from <= pledge.qty)?.price ?? [])
      : [],
  )
  return Math.min(referencePrice, pledge.ceiling ?? Infinity, ...(noWorseOff(instance) ? alone : []))
}

const shuffledMarkets = tinyMarkets.chain((instance) => {
  const shuffled = <T>(list: T[]) => fc.shuffledSubarray(list, { minLength: list.length })
  return fc
    .record({
      lots: shuffled(instance.lots),
      vendors: shuffled(instance.vendors),
      bids: shuffled(instance.bids),
      buyers: shuffled(instance.buyers),
    })
    .map((lists) => ({ instance, other: { ...instance, ...lists } }))
})

/** Each ceiling cut to the highest price of its lot, with and without its bundle, that it bears (award.md §3.1). */
function normalized(instance: Instance): Instance {
  const pricesOf = (lotId: string) =>
    instance.bids
      .filter(({ lot }) => lot === lotId)
      .flatMap(({ vendor, tiers }) => {
        const bundle = instance.bundles.find(
          ({ vendor: its, lots }) => its === vendor && lots.includes(lotId),
        )
        return tiers.flatMap(({ price }) => [
          price,
          Math.floor((price * (10_000 - (bundle?.discountBps ?? 0))) / 10_000),
        ])
      })
  const cut = (ceiling: number | null, lot: string) =>
    ceiling === null ? null : Math.max(0, ...pricesOf(lot).filter((price) => price <= ceiling))
  const buyers = instance.buyers.map((buyer) => ({
    ...buyer,
    pledges: buyer.pledges.map((pledge) => ({
      ...pledge,
      ceiling: cut(pledge.ceiling, pledge.lot),
      ...(pledge.stretch && {
        stretch: { ...pledge.stretch, ceiling: cut(pledge.stretch.ceiling, pledge.lot) },
      }),
    })),
  }))
  return { ...instance, buyers }
}
