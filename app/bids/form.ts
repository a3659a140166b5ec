import * as z from 'zod'
import { largestQuantity } from '~/kernel/fields'

const quantity = z.int().min(1).max(largestQuantity)
const fen = z.string().regex(/^[1-9]\d{0,17}$/)

/** One step of the price curve: from so many units on, all units cost this (fen as a decimal string). */
const tier = z.object({ from: quantity, price: fen })

/** `price-bid/1`: what a vendor asks in one lot, sealed until the opening (procurement.md §6). */
export const priceBid = z.object({
  format: z.literal('price-bid/1'),
  round: z.uuid(),
  lot: z.uuid(),
  vendor: z.uuid(),
  edition: z.uuid(),
  tiers: z.array(tier).min(1).max(12),
  minQty: z.int().min(0).max(largestQuantity),
  maxQty: quantity.nullable(),
  taxRateBps: z.int().min(0).max(10_000),
  validUntil: z.iso.date(),
})

/** `bundle-bid/1`: a discount on every price when a buyer is won in all its lots. */
export const bundleBid = z.object({
  format: z.literal('bundle-bid/1'),
  round: z.uuid(),
  vendor: z.uuid(),
  bundles: z
    .array(z.object({ lots: z.array(z.uuid()).min(2).max(4), discountBps: z.int().min(1).max(9999) }))
    .min(1)
    .max(20),
})

/** `technical-bid/1`: what is offered, and how it answers the criteria; the files are sealed items of their own. */
export const technicalBid = z.object({
  format: z.literal('technical-bid/1'),
  round: z.uuid(),
  lot: z.uuid(),
  vendor: z.uuid(),
  edition: z.uuid(),
  responses: z.record(z.string(), z.string().max(4000)),
  files: z
    .array(z.object({ name: z.string().min(1).max(200), envelopeHash: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(20),
})

export type PriceBid = z.infer<typeof priceBid>
export type BundleBid = z.infer<typeof bundleBid>
export type TechnicalBid = z.infer<typeof technicalBid>

export type Tier = { from: number; price: bigint }

/** What a lot demands of a price curve. */
export type TierTerms = {
  referencePrice: bigint
  maxTiers: number
  /** with fixed steps, exactly the volumes to be priced; null: free */
  steps: readonly number[] | null
}

export type TierProblem = { row: number; cell: 'from' | 'price' | null; code: string }

/** What is wrong with a price curve, cell by cell; rows count from 0. The opened bid is held to the same rule. */
export function tierProblems(tiers: readonly Tier[], terms: TierTerms): TierProblem[] {
  const problems: TierProblem[] = []
  const wrong = (row: number, cell: TierProblem['cell'], code: string) => problems.push({ row, cell, code })
  if (tiers.length === 0) wrong(0, null, 'tiers-missing')
  if (tiers.length > terms.maxTiers) wrong(terms.maxTiers, null, 'too-many-tiers')
  tiers.forEach(({ from, price }, row) => {
    const before = tiers[row - 1]
    if (!Number.isInteger(from) || from < 1 || from > largestQuantity) wrong(row, 'from', 'quantity-range')
    else if (before && from <= before.from) wrong(row, 'from', 'from-not-rising')
    else if (terms.steps && from !== terms.steps[row]) wrong(row, 'from', 'not-a-step')
    if (price <= 0n) wrong(row, 'price', 'money-positive')
    else if (price > terms.referencePrice) wrong(row, 'price', 'above-reference')
    else if (before && price > before.price) wrong(row, 'price', 'price-rising')
  })
  if (terms.steps && tiers.length < terms.steps.length) wrong(tiers.length, null, 'step-missing')
  return problems
}

/** What is wrong with the bounds beside a curve. */
export function boundsProblem(tiers: readonly Tier[], minQty: number, maxQty: number | null) {
  if (maxQty !== null && maxQty < minQty) return 'bounds-crossed'
  if (maxQty !== null && tiers[0] && maxQty < tiers[0].from) return 'never-reached'
  return null
}

/** Why bundles cannot stand together; null when they can: a lot of the vendor's is in at most one of them. */
export function whyNotBundle(bundles: readonly { lots: readonly string[] }[], ownLots: readonly string[]) {
  const all = bundles.flatMap(({ lots }) => lots)
  if (bundles.some(({ lots }) => new Set(lots).size < 2)) return 'bundle-too-small'
  if (new Set(all).size < all.length) return 'lot-in-two-bundles'
  if (all.some((lot) => !ownLots.includes(lot))) return 'bundle-without-bid'
  return null
}
