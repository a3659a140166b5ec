import type { Certificate, Reason } from '../certificate'
import type { Instance } from '../instance'
import { type Facts, factsOf } from './facts'

/** What one pledge came to: fen in text, licenses as numbers. */
export type PledgeExplained = {
  lot: string
  asked: number
  referencePrice: string
  /** what it would pay by itself; null when nobody would serve it so */
  standAlonePrice: string | null
  served: {
    vendor: string
    quantity: number
    unitPrice: string
    tier: number
    bundle: number | null
    saving: string
    /** reference price → alone: what competition did */
    byCompetition: string
    /** alone → paid: what buying together did */
    byVolume: string
  } | null
  reason: Reason | null
}

export type Explanation = {
  format: 'award-explanation/1'
  buyer: string
  cost: string
  saving: string
  pledges: PledgeExplained[]
}

/** One buyer's part of an award in its figures (award.md §9); null when the instance does not know the buyer. */
export function explain(instance: Instance, certificate: Certificate, buyerId: string): Explanation | null {
  const buyer = instance.buyers.find(({ id }) => id === buyerId)
  if (!buyer) return null
  const alone = factsOf(instance, true)
  const pledges = buyer.pledges.map(({ lot }) => explainPledge(alone, certificate, buyerId, lot))
  const sum = (of: (pledge: PledgeExplained) => bigint) =>
    String(pledges.reduce((total, pledge) => total + of(pledge), 0n))
  return {
    format: 'award-explanation/1',
    buyer: buyerId,
    cost: sum(({ served }) => (served ? BigInt(served.unitPrice) * BigInt(served.quantity) : 0n)),
    saving: sum(({ served }) => BigInt(served?.saving ?? 0)),
    pledges,
  }
}

function explainPledge(
  facts: Facts,
  { assign, winners, unserved }: Certificate,
  buyerId: string,
  lotId: string,
): PledgeExplained {
  const { lot, claims, bids } = facts.lots.get(lotId)!
  const { pledge } = claims.find(({ buyer }) => buyer.id === buyerId)!
  const aloneFen = lowest(
    bids.flatMap(({ vendor, tiers, minQty, maxQty }) => {
      const sells = pledge.qty >= minQty && pledge.qty <= (maxQty ?? Infinity)
      const isAccepted = pledge.acceptable === null || pledge.acceptable.includes(vendor)
      return sells && isAccepted ? (tiers.findLast(({ from }) => from <= pledge.qty)?.price ?? []) : []
    }),
  )
  const row = assign.find(([buyer, its]) => buyer === buyerId && its === lotId)
  const winner = row && winners.find(({ lot: its, vendor }) => its === lotId && vendor === row[2])
  const reference = BigInt(lot.referencePrice)
  const alone = aloneFen === null || BigInt(aloneFen) > reference ? reference : BigInt(aloneFen)
  return {
    lot: lotId,
    asked: pledge.qty,
    referencePrice: String(reference),
    standAlonePrice: aloneFen === null ? null : String(alone),
    served:
      row && winner
        ? {
            vendor: winner.vendor,
            quantity: row[3],
            unitPrice: winner.unitPrice,
            tier: winner.tier,
            bundle: winner.bundle,
            saving: String((reference - BigInt(winner.unitPrice)) * BigInt(row[3])),
            byCompetition: String((reference - alone) * BigInt(row[3])),
            byVolume: String((alone - BigInt(winner.unitPrice)) * BigInt(row[3])),
          }
        : null,
    reason: unserved.find(([buyer, its]) => buyer === buyerId && its === lotId)?.[2] ?? null,
  }
}

const lowest = (prices: readonly number[]) => (prices.length > 0 ? Math.min(...prices) : null)
