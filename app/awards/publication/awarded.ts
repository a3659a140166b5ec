import { type Loose, value } from './json'
import { referenceTo } from './parties'
import type { PublicRound } from './round'

export const statisticsOf = ({ lots, bids }: PublicRound) =>
  lots.map(({ code }) => ({
    id: `bids-${code}`,
    measure: 'bids',
    value: bids.filter(({ lot }) => lot === code).length,
    relatedLot: code,
  }))

export function bidOf(round: PublicRound, bid: PublicRound['bids'][number]): Loose {
  const won = round.awards.find(({ bidId }) => bidId === bid.id)
  return {
    id: bid.id,
    date: bid.sealedAt.toISOString(),
    status: ['won', 'lost', 'priced', 'eligible', 'opened'].includes(bid.state) ? 'valid' : 'disqualified',
    tenderers: [referenceTo(bid)],
    relatedLots: [bid.lot],
    priceTiers: bid.tiers.map(({ from, price }) => ({
      id: String(from),
      minimumQuantity: from,
      unitValue: value(price),
    })),
    effectivePrice: won ? value(won.unitPrice) : null,
  }
}

type Decided = PublicRound['decided'][number]

/** What is decided and does not bind yet: of which lot, and since when; whose it is, and at what price, is told once it binds. */
export const pendingAward = ({ id, lot, at }: Decided): Loose => ({
  id,
  status: 'pending',
  date: at.toISOString(),
  relatedLots: [lot],
})

const reasons = {
  recompute: ['质疑成立，重新测算', 'A challenge was upheld: the award is computed anew'],
  reopen_eligibility: ['质疑成立，资格审查重新进行', 'A challenge was upheld: eligibility is judged again'],
  cancel_lot: ['质疑成立，标段取消', 'A challenge was upheld: a lot is canceled'],
  replaced: ['由新的定标结果取代', 'Another award has taken its place'],
  voided: ['本轮终止', 'The round has ended without award'],
} as const

/** Why a decision was taken back after an upheld challenge. */
export type Withdrawn = Exclude<keyof typeof reasons, 'replaced' | 'voided'>

/** A decision that does not stand any more, and why. */
export const calledOffAward = ({ id, lot }: Decided, why: keyof typeof reasons): Loose => ({
  id,
  status: 'cancelled',
  description: reasons[why][0],
  description_en: reasons[why][1],
  relatedLots: [lot],
})

export const awardOf = (round: PublicRound, award: PublicRound['awards'][number]) => ({
  id: award.id,
  status: 'active',
  date: award.at.toISOString(),
  value: value(award.unitPrice * BigInt(award.quantity)),
  unitValue: value(award.unitPrice),
  certificateHash: award.certificateHash,
  suppliers: [referenceTo(award)],
  relatedLots: [award.lot],
  relatedBid: award.bidId,
  items: [
    {
      id: award.lot,
      description: award.bought,
      description_en: award.boughtEn,
      quantity: award.quantity,
      relatedLot: award.lot,
    },
  ],
  documents: [
    {
      id: 'certificate',
      documentType: 'evaluationReports',
      title: award.certificateHash,
      url: `${round.origin}/rounds/${round.id}/award/certificate.json`,
      format: 'application/json',
    },
  ],
})
