import { canonical } from '~/kernel/canonical'

export type PledgeTerms = {
  roundId: string
  noticeHash: Buffer
  lotId: string
  orgId: string
  pledgeId: string
  version: number
  quantity: number
  stretchQuantity: number | null
  allOrNothing: boolean
  /** of the sealed conditions; null: reference price, any vendor */
  conditionsHash: Buffer | null
}

/** `pledge-terms/1`: what a pledge's signature stands for, as canonical JSON (procurement.md §5). */
export const pledgeTermsOf = (terms: PledgeTerms): string =>
  canonical({
    format: 'pledge-terms/1',
    round: terms.roundId,
    noticeHash: terms.noticeHash.toString('hex'),
    lot: terms.lotId,
    organization: terms.orgId,
    pledge: terms.pledgeId,
    version: terms.version,
    quantity: terms.quantity,
    stretchQuantity: terms.stretchQuantity,
    allOrNothing: terms.allOrNothing,
    conditions: terms.conditionsHash?.toString('hex') ?? null,
  })
