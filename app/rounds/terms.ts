import * as z from 'zod'
import { inFull, paymentTerms } from './payment-terms'

const days = (most: number) => z.int().min(0).max(most)
const percent = z.int().min(1).max(99)
const basisPoints = z.int().min(0).max(10_000)

export const invoiceModels = ['vendor', 'platform'] as const

const criterion = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  name: z.string().trim().min(1).max(120),
  /** whole points; price and criteria sum to 100 */
  weight: z.int().min(1).max(100),
})

/** The terms of a round as data (procurement.md §3): frozen at publication, changed by addendum only. */
export const roundTerms = z.object({
  method: z.enum(['lowest_price', 'comprehensive']),
  /** what is bought decides the least weight of the price */
  object: z.enum(['goods', 'services']),
  minBids: z.int().min(1).max(10),
  /** calendar days from publication to the closing of bids */
  biddingDays: days(180),
  /** what must be left after a material addendum */
  addendumDays: days(60),
  freezeToCloseWorkdays: days(30),
  noticeWorkdays: days(30),
  challengeWorkdays: days(30),
  replyWorkdays: days(30),
  complaintWorkdays: days(60),
  /** below which share of mean, next lowest or reference a price is asked about; null: never */
  abnormal: z
    .object({ meanPct: percent, nextPct: percent, referencePct: percent, replyWorkdays: days(30) })
    .nullable(),
  lateJoinDays: days(730),
  /** of the awarded volume */
  lateJoinCapPct: z.int().min(0).max(1000),
  priceProtectionMonths: days(60),
  trueUpMonths: days(60),
  currency: z.literal('CNY'),
  /** who can open what is sealed: the round's openers with keys of their own, or the platform alone */
  sealing: z.enum(['openers', 'platform']),
  openers: z.literal(3),
  openersNeeded: z.literal(2),
  openingWindowHours: z.int().min(1).max(168),
  maxAllOrNothingLots: z.int().min(1).max(3),
  maxTiers: z.int().min(1).max(12),
  /** fixedSteps: bids price exactly the published volumes */
  tierMode: z.enum(['free', 'fixedSteps']),
  /** how often the shown bands may change before the freeze */
  bandHours: z.int().min(1).max(168),
  bundles: z.boolean(),
  depositBps: basisPoints,
  feeBps: basisPoints,
  /** who invoices the enterprises: their vendors, or the platform, which resells and is invoiced by the vendors */
  invoiceModel: z.enum(invoiceModels),
  payment: paymentTerms,
  publishBuyers: z.enum(['codes', 'names']),
  priceWeight: z.int().min(1).max(100),
  criteria: z.array(criterion).max(20),
  /** how long a pledge binds after the award */
  contractDays: z.int().min(1).max(365),
  calendar: z.literal('CN'),
  auction: z.null(),
})

export type RoundTerms = z.infer<typeof roundTerms>
export type Profile = 'enterprise' | 'statutory' | 'quick'

const enterprise: RoundTerms = {
  method: 'lowest_price',
  object: 'goods',
  minBids: 3,
  biddingDays: 10,
  addendumDays: 5,
  freezeToCloseWorkdays: 5,
  noticeWorkdays: 1,
  challengeWorkdays: 7,
  replyWorkdays: 7,
  complaintWorkdays: 15,
  abnormal: { meanPct: 50, nextPct: 50, referencePct: 45, replyWorkdays: 2 },
  lateJoinDays: 180,
  lateJoinCapPct: 100,
  priceProtectionMonths: 12,
  trueUpMonths: 12,
  currency: 'CNY',
  sealing: 'openers',
  openers: 3,
  openersNeeded: 2,
  openingWindowHours: 24,
  maxAllOrNothingLots: 3,
  maxTiers: 6,
  tierMode: 'free',
  bandHours: 24,
  bundles: true,
  depositBps: 0,
  feeBps: 0,
  invoiceModel: 'vendor',
  payment: inFull('prepaid'),
  publishBuyers: 'codes',
  priceWeight: 100,
  criteria: [],
  contractDays: 30,
  calendar: 'CN',
  auction: null,
}

/** What a new round begins with; the statutory one follows Order 87 (confirm before legal use). */
export const profiles: Record<Profile, RoundTerms> = {
  enterprise,
  statutory: { ...enterprise, biddingDays: 20, addendumDays: 15, lateJoinDays: 0, trueUpMonths: 0 },
  quick: {
    ...enterprise,
    minBids: 1,
    biddingDays: 5,
    addendumDays: 2,
    freezeToCloseWorkdays: 1,
    noticeWorkdays: 0,
    challengeWorkdays: 2,
    replyWorkdays: 2,
    complaintWorkdays: 0,
    abnormal: null,
    lateJoinDays: 90,
    priceProtectionMonths: 0,
    trueUpMonths: 0,
  },
}

/** The least points the price may weigh (Order 87, Art. 55; confirm before legal use). */
export const leastPriceWeight = { goods: 30, services: 10 }
