import type { RoundTerms } from '~/rounds/terms'

export type Named = { name: string; nameEn: string | null; uscc: string }

/** A round as everyone may come to know it. Amounts in fen. */
export type PublicRound = {
  id: string
  origin: string
  ocid: string
  number: string
  title: string
  titleEn: string | null
  profile: string
  state: string
  reason: string | null
  publishedAt: Date
  questionsCloseAt: Date
  bidsCloseAt: Date
  openingAt: Date
  standstillEndsAt: Date | null
  confirmedAt: Date | null
  noticeHash: string
  terms: RoundTerms
  office: Named
  lots: readonly {
    code: string
    state: string
    reason: string | null
    productZh: string | null
    productEn: string | null
    edition: string | null
    editionEn: string | null
    classZh: string | null
    classEn: string | null
    unit: string
    referencePrice: bigint
    minVolume: number
    maxWinners: number
    low: number | null
    high: number | null
  }[]
  enquiries: readonly {
    id: string
    text: string
    askedAt: Date
    answer: string | null
    answeredAt: Date | null
    lot: string | null
  }[]
  amendments: readonly { no: number; reason: string; changes: unknown; at: Date }[]
  bids: readonly (Named & {
    id: string
    lot: string
    state: string
    sealedAt: Date
    tiers: readonly { from: number; price: bigint }[]
  })[]
  awards: readonly (Named & {
    id: string
    lot: string
    bidId: string
    quantity: number
    unitPrice: bigint
    at: Date
    certificateHash: string
    bought: string
    boughtEn: string
  })[]
  /** every award that was ever decided, also those that others have taken the place of */
  decided: readonly { id: string; lot: string; runId: string; at: Date }[]
  contracts: readonly {
    orderId: string
    number: string
    awardId: string
    lot: string
    state: string
    signedAt: Date
    buyerName: string
    buyerUscc: string
    /** null: bought after the award, so it has no code there */
    buyerCode: string | null
    quantity: number
    unitPrice: bigint
    amount: bigint
    /** awards of the same order */
    parts: number
    deliveries: readonly { no: string; at: string; acceptedAt: string | null }[]
    payments: readonly { id: string; at: string; amount: string }[]
  }[]
}

/** An award as one enterprise's order calls it off. */
export type Called = PublicRound['contracts'][number]
