import { canonical } from '~/kernel/canonical'

export type JoinTerms = {
  joinId: string
  awardId: string
  orgId: string
  quantity: number
  /** fen per unit, the most it can cost: the price never rises */
  unitPrice: bigint
  withinCap: boolean
}

/** `late-join-terms/1`: what an approver's signature stands for, as canonical JSON. */
export const joinTermsOf = (terms: JoinTerms): string =>
  canonical({
    format: 'late-join-terms/1',
    join: terms.joinId,
    award: terms.awardId,
    organization: terms.orgId,
    quantity: terms.quantity,
    unitPrice: terms.unitPrice,
    withinCap: terms.withinCap,
  })
