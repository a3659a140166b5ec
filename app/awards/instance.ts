import { type Canonical, canonicalHash } from '~/kernel/canonical'

export type Lot = { id: string; referencePrice: number; maxWinners: number }
export type Vendor = { id: string; domestic?: boolean }
export type Stretch = { qty: number; ceiling: number | null }
export type Pledge = {
  lot: string
  qty: number
  ceiling: number | null
  acceptable: string[] | null
  stretch?: Stretch | null
}
export type Buyer = { id: string; allOrNothing: boolean; pledges: Pledge[] }
export type Tier = { from: number; price: number }
export type Bid = {
  vendor: string
  lot: string
  tiers: Tier[]
  minQty: number
  maxQty: number | null
  quality?: number
}
export type Bundle = { vendor: string; lots: string[]; discountBps: number }
export type Scoring = {
  lot: string
  priceWeight: number
  quality: Record<string, number>
  deductionBps?: Record<string, number>
}

/**
 * Everything an award is decided from (award.md §3.1). Prices are fen per license, quantities whole
 * licenses, both safe integers; the sum of all quantities is one too, so only money needs a bigint.
 */
export type Instance = {
  format: 'award-instance/1'
  id: string
  moneyUnit: 'minor'
  objective: 'saving' | 'comprehensive'
  options?: { noWorseOff?: boolean }
  lots: Lot[]
  vendors: Vendor[]
  buyers: Buyer[]
  bids: Bid[]
  bundles: Bundle[]
  scoring?: Scoring[]
}

/** SHA-256 of the canonical instance without the benchmark's `best`, lower-case hexadecimal. */
export function instanceHash(instance: object): string {
  const { best: _, ...facts } = instance as Record<string, Canonical>
  return canonicalHash(facts)
}

/** Whether nobody may pay more than alone; a file without options does not say so. */
export function isNoWorseOff(instance: Instance): boolean {
  return instance.options?.noWorseOff ?? false
}
