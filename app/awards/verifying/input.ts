import * as z from 'zod'
import type { Instance } from '../instance'

/** Why a file is refused: each fault with the place where it is. */
export type InputFault = { code: string; path: string; message: string }
export type Read<T> = { value: T } | { faults: InputFault[] }

const id = z.string().min(1)
const whole = (least: number) => z.number().int().min(least).max(Number.MAX_SAFE_INTEGER)
const price = whole(1)

const pledge = z.object({
  lot: id,
  qty: whole(1),
  ceiling: whole(0).nullable(),
  acceptable: z.array(id).nullable(),
  stretch: z.object({ qty: whole(1), ceiling: whole(0).nullable() }).nullish(),
})

const bid = z.object({
  vendor: id,
  lot: id,
  tiers: z.array(z.object({ from: whole(1), price })).min(1),
  minQty: whole(0),
  maxQty: whole(1).nullable(),
  quality: z.number().optional(),
})

const scoring = z.object({
  lot: id,
  priceWeight: whole(1).max(100),
  quality: z.record(id, whole(0)),
  deductionBps: z.record(id, whole(0).max(9999)).optional(),
})

const shape = z.object({
  format: z.literal('award-instance/1'),
  id: z.string(),
  moneyUnit: z.literal('minor'),
  seed: whole(0).optional(),
  objective: z.enum(['saving', 'comprehensive']),
  options: z.object({ noWorseOff: z.boolean().optional() }).optional(),
  lots: z.array(z.object({ id, referencePrice: price, maxWinners: whole(1).max(3) })),
  vendors: z.array(z.object({ id, domestic: z.boolean().optional() })),
  buyers: z.array(z.object({ id, allOrNothing: z.boolean(), pledges: z.array(pledge).min(1) })),
  bids: z.array(bid),
  bundles: z.array(
    z.object({ vendor: id, lots: z.array(id).min(2).max(4), discountBps: whole(1).max(9999) }),
  ),
  scoring: z.array(scoring).optional(),
})

/** Reads an `award-instance/1`; refuses with every fault that it has, not only the first (award.md §3.1). */
export function readInstance(json: unknown): Read<Instance> {
  const read = shape.safeParse(json)
  if (!read.success)
    return {
      faults: read.error.issues.map(({ code, path, message }) => ({ code, path: path.join('.'), message })),
    }
  const faults = contradictions(read.data)
  return faults.length ? { faults } : { value: json as Instance }
}

type Shaped = z.infer<typeof shape>

/** What a shape cannot say: names that must be known and unique, steps that must rise, prices that must not. */
function contradictions(instance: Shaped): InputFault[] {
  const faults: InputFault[] = []
  const wrong = (code: string, path: string, message: string) => faults.push({ code, path, message })
  const unique = (names: readonly string[], path: string) => {
    const seen = new Set<string>()
    names.forEach((name, at) => {
      if (seen.has(name)) wrong('duplicate', `${path}.${at}`, `${name} stands twice`)
      seen.add(name)
    })
    return seen
  }
  const lots = unique(
    instance.lots.map((lot) => lot.id),
    'lots',
  )
  const vendors = unique(
    instance.vendors.map((vendor) => vendor.id),
    'vendors',
  )
  unique(
    instance.buyers.map((buyer) => buyer.id),
    'buyers',
  )
  const known = (names: ReadonlySet<string>, name: string, path: string) => {
    if (!names.has(name)) wrong('unknown', path, `${name} is not in the file`)
  }
  instance.buyers.forEach(({ pledges }, at) => {
    unique(
      pledges.map(({ lot }) => lot),
      `buyers.${at}.pledges`,
    )
    pledges.forEach(({ lot, ceiling, stretch, acceptable }, place) => {
      const path = `buyers.${at}.pledges.${place}`
      known(lots, lot, `${path}.lot`)
      acceptable?.forEach((vendor, n) => known(vendors, vendor, `${path}.acceptable.${n}`))
      if (stretch && (stretch.ceiling ?? Infinity) > (ceiling ?? Infinity))
        wrong('stretch-ceiling', `${path}.stretch.ceiling`, 'a stretch bears no more than its base')
    })
  })
  unique(
    instance.bids.map((each) => JSON.stringify([each.vendor, each.lot])),
    'bids',
  )
  instance.bids.forEach((each, at) => {
    known(vendors, each.vendor, `bids.${at}.vendor`)
    known(lots, each.lot, `bids.${at}.lot`)
    each.tiers.forEach((tier, place) => {
      const before = each.tiers[place - 1]
      if (before && tier.from <= before.from)
        wrong('not-rising', `bids.${at}.tiers.${place}.from`, 'must rise')
      if (before && tier.price > before.price)
        wrong('price-rising', `bids.${at}.tiers.${place}.price`, 'must not rise')
    })
  })
  const offered = new Set(instance.bids.map((each) => JSON.stringify([each.vendor, each.lot])))
  const bundled = new Set<string>()
  instance.bundles.forEach(({ vendor, lots: its }, at) => {
    unique(its, `bundles.${at}.lots`)
    its.forEach((lot, place) => {
      const pair = JSON.stringify([vendor, lot])
      if (!offered.has(pair))
        wrong('no-bid', `bundles.${at}.lots.${place}`, `${vendor} does not bid in ${lot}`)
      if (bundled.has(pair)) wrong('two-bundles', `bundles.${at}.lots.${place}`, 'stands in two bundles')
      bundled.add(pair)
    })
  })
  if (instance.objective === 'comprehensive') {
    if (instance.bundles.length) wrong('bundles', 'bundles', 'must be empty when scored')
    const scored = unique(
      (instance.scoring ?? []).map(({ lot }) => lot),
      'scoring',
    )
    lots.forEach((lot) => {
      if (!scored.has(lot)) wrong('no-scoring', 'scoring', `${lot} is not scored`)
    })
    instance.scoring?.forEach(({ lot, quality }, at) => {
      known(lots, lot, `scoring.${at}.lot`)
      for (const each of instance.bids)
        if (each.lot === lot && quality[each.vendor] === undefined)
          wrong('no-quality', `scoring.${at}.quality`, `${each.vendor} has no score`)
    })
  }
  return faults
}
