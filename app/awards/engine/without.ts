import type { Certificate } from '../certificate'
import type { Instance } from '../instance'
import { type SearchLimits, solve } from './solve'

/** What the others save and pay with and without one buyer, fen in text: its marginal effect (award.md §9). */
export type Without = {
  saving: { with: string; without: string }
  cost: { with: string; without: string }
  served: { with: number; without: number }
}

/** Solves the instance again as if a buyer had never pledged, and compares what that is to all the others. */
export async function withoutBuyer(
  instance: Instance,
  certificate: Certificate,
  buyer: string,
  limits?: SearchLimits,
): Promise<Without> {
  const others = { ...instance, buyers: instance.buyers.filter(({ id }) => id !== buyer) }
  const again = await solve(others, certificate.options, limits)
  const priceOf = (lot: string, vendor: string) =>
    BigInt(certificate.winners.find((it) => it.lot === lot && it.vendor === vendor)?.unitPrice ?? 0)
  const referenceOf = new Map(instance.lots.map(({ id, referencePrice }) => [id, BigInt(referencePrice)]))
  const own = certificate.assign.filter(([id]) => id === buyer)
  const ownCost = own.reduce((sum, [, lot, vendor, n]) => sum + priceOf(lot, vendor) * BigInt(n), 0n)
  const ownWorth = own.reduce((sum, [, lot, , n]) => sum + referenceOf.get(lot)! * BigInt(n), 0n)
  return {
    saving: {
      with: String(BigInt(certificate.objective) - (ownWorth - ownCost)),
      without: again.objective,
    },
    cost: { with: String(BigInt(certificate.cost) - ownCost), without: again.cost },
    served: { with: certificate.counts.served - own.length, without: again.counts.served },
  }
}
