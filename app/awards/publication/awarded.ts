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
